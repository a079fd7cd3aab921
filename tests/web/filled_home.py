"""A data folder in which every page has something to show, and the address of each page."""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from backstride.demo.camera import Camera
from backstride.demo.demo_case import DEMO_RUNNER
from backstride.demo.filmed_runner import draw_runner, film_runner
from backstride.diary.block_experiment import draw_experiment
from backstride.gait import analyse
from backstride.jobs.board import JobWork, put_up
from backstride.jobs.demo_ready import demo_state
from backstride.jobs.parcel import announce_parcel
from backstride.jobs.state import JobKind
from backstride.knowledge.compiled import load_knowledge
from backstride.model.activity import LoggedSession
from backstride.model.answer import Answer, AnswerState
from backstride.model.case import Case
from backstride.model.check_in import CheckIn, OwnActivity
from backstride.model.codec import decode_json, encode_json
from backstride.model.form import FormReport
from backstride.model.history import History, Medicine, PainSettling, PainStart, Response, Treatment, TreatmentKind
from backstride.model.identifiers import FindingId
from backstride.model.pain_place import PainKind, PainPlace, PlaceMarks
from backstride.model.verdict import Level
from backstride.service.answer import answer_of
from backstride.service.daily_copy import make_daily_copy
from backstride.service.data_care import back_up
from backstride.service.episodes import AnsweredScreen, Episode, EpisodeState, replace_state, start_episode
from backstride.service.runners import add_person
from backstride.service.shelf import Shelf
from backstride.store.cases import read_case, write_answer
from backstride.store.opening import forget_store, open_shared_store


def emergency_fact() -> str:
    """Name a finding that is asked on the first safety screen and is an emergency by itself."""
    knowledge = load_knowledge()
    asked = knowledge.manifest.safety_screens[0].findings
    return next(
        name
        for rule in knowledge.rules.values()
        if rule.level is Level.EMERGENCY_NOW and len(rule.fires.answers) == 1
        for name, answer in rule.fires.answers.items()
        if answer is True and name in asked
    )


def typed_runs(today: date) -> tuple[LoggedSession, ...]:
    """Give four months of easy runs and one that is far too long."""
    runs = [
        LoggedSession(date=today - timedelta(days=days), distance_km=6.0 + (days * 7) % 5)
        for days in range(3, 120, 3)
        if days != 9
    ]
    return (*reversed(runs), LoggedSession(date=today - timedelta(days=9), distance_km=19.0))


@cache
def answered(now: datetime, *, filmed: bool = False) -> EpisodeState:
    """Give the made-up runner's answers to every question, worked out once for all tests that begin at one moment."""
    return demo_state(now, forms=(clip_report(),) if filmed else ())


@cache
def clip_report() -> FormReport:
    """Give the form of a made-up runner, as if filmed from the side."""
    rng = np.random.default_rng(4)
    filmed = film_runner(draw_runner(rng), Camera(fps=60.0), rng, seconds=6.0)
    return analyse(filmed.track, height_cm=178.0, surface=None)


def told() -> History:
    """Give what a runner wrote for a clinician."""
    return History(
        pain_starts=PainStart.FROM_15_TO_30_MIN,
        pain_settles=PainSettling.FROM_1_TO_24_H,
        medicines=(Medicine(name="ibuprofen", dose="400 mg", how_often="after long runs", response=Response.BETTER),),
        treatments=(
            Treatment(kind=TreatmentKind.PHYSIOTHERAPY, when="spring 2025", sessions=6, response=Response.SAME),
            Treatment(kind=TreatmentKind.EXERCISES, what="planks", response=Response.NOT_SURE),
        ),
        work="Eight hours at a desk, two hours in the car.",
        worry="That a disc has slipped.",
    )


def answered_episode(home: Path, now: datetime, state: EpisodeState) -> Episode:
    """Begin an episode that has its answer, worked out once for all tests that begin with the same."""
    episode = start_episode(home, shelf=Shelf.OWN, now=now, state=state)
    answer, mark = _answer(encode_json(state), now)
    with open_shared_store(home).begin() as connection:
        write_answer(connection, episode.id, answer=answer, mark=mark)
    return episode


@cache
def _answer(state: bytes, now: datetime) -> tuple[bytes, str]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        episode = start_episode(home, shelf=Shelf.OWN, now=now, state=decode_json(state, EpisodeState))
        answer_of(home, episode, load_knowledge(), now=now)
        with open_shared_store(home).connect() as connection:
            row = read_case(connection, episode.id)
        forget_store(home)
    assert row is not None
    assert row.answer is not None
    assert row.answer_mark is not None
    return row.answer, row.answer_mark


def story(home: Path, now: datetime) -> Episode:
    """An episode with all questions answered, typed runs and a clip."""
    state = answered(now, filmed=True)
    state = replace(state, case=replace(state.case, log=typed_runs(now.date()), history=told()))
    return answered_episode(home, now, state)


def alarm(home: Path, now: datetime) -> Episode:
    """An episode that ended in an emergency on its first safety screen."""
    episode = begun(home, now, screens=2)
    fact = FindingId(emergency_fact())
    case = episode.case.with_answers([Answer.of(fact, state=AnswerState.PRESENT, at=now)])
    return replace_state(home, episode.id, replace(episode.state, case=case), now=now)


def begun(home: Path, now: datetime, *, screens: int) -> Episode:
    """An episode that was left after a few screens."""
    whole = answered(now)
    kept: tuple[AnsweredScreen, ...] = whole.screens[:screens]
    asked = {item.id for screen in kept for item in screen.question.items}
    case = Case(runner=DEMO_RUNNER, answers={name: one for name, one in whole.case.answers.items() if name in asked})
    state = EpisodeState(case=case, screens=kept, places=whole.places)
    return start_episode(home, shelf=Shelf.OWN, now=now, state=state)


def screen_numbers(episode: Episode) -> dict[str, int]:
    """Find one answered screen of each kind."""
    found: dict[str, int] = {}
    for number, screen in enumerate(episode.state.screens):
        found.setdefault(screen.question.type.value, number)
    return found


def diary(today: date, days: int = 70) -> tuple[CheckIn, ...]:
    """Seventy days that get better, with a flare, runs of every colour, and some days left out."""
    entries = []
    for ago in range(days, 0, -1):
        number = days - ago
        if number % 11 == 10:
            continue
        sore = 5.0 if 30 <= number <= 32 else max(1.0, round(4 - number / 20))
        run = number % 3 == 0 and number > 9
        entries.append(
            CheckIn(
                day=today - timedelta(days=ago),
                pain_now_0_to_10=max(sore - 1.0, 0.0),
                pain_worst_0_to_10=sore,
                pain_next_morning_0_to_10=max(sore - 1.0 + (number % 7 == 0), 0.0),
                run_minutes=12.0 + number / 4 if run else None,
                pain_during_run_0_to_10=min(sore, 2.0) + (3.0 if number == 30 else 0.0) if run else None,
                walk_minutes=None if run else 30.0,
                pain_during_walk_0_to_10=None if run else 1.0,
                sleep_h=6.0 + number % 3,
                readiness_pain_0_to_10=1.0 if number == 12 else None,
                own_activities=(OwnActivity(name="The Sunday run", ability_0_to_10=min(9, 3 + number // 9)),)
                if number % 7 == 0
                else (),
            )
        )
    return tuple(entries)


def after_weeks(home: Path, now: datetime) -> Episode:
    """An episode with a diary of seventy days and a change that is tried in blocks."""
    state = answered(now)
    case = replace(
        state.case,
        log=typed_runs(now.date() - timedelta(days=75)),
        check_ins=diary(now.date()),
        own_activities=("The Sunday run",),
    )
    marks = tuple(
        PlaceMarks(
            marked_at=now - timedelta(days=days),
            pains=tuple(
                PainPlace(place=place, kind=PainKind.ACHE, strength_0_to_10=strength) for place in state.places
            ),
        )
        for days, strength in ((70, 6), (2, 3))
    )
    tried = draw_experiment("Ten minutes of gentle movement in the evening", begin=now.date() - timedelta(30), lot=3)
    return answered_episode(home, now, replace(state, case=case, experiment=tried, marks=marks))


def run_day(home: Path, episode: Episode, now: datetime) -> date:
    """Give the first day on which an episode's plan holds a run."""
    plan = answer_of(home, episode, load_knowledge(), now=now).assessment.plan
    assert plan is not None
    days = [one.day for week in plan.weeks for one in week.sessions if one.run is not None]
    return next(day for day in days if day is not None)


def fill(home: Path) -> dict[str, str]:
    """Fill a data folder and give the address of every page by its name."""
    now = datetime.now(UTC)
    early = begun(home, now, screens=4)
    urgent = alarm(home, now)
    whole = story(home, now)
    fresh = start_episode(home, shelf=Shelf.OWN, now=now)
    weeks = after_weeks(home, now)
    ana = add_person(home, "Ana", now=now)
    start_episode(home, shelf=ana.shelf, now=now)
    put_up(home, case_id=early.id, kind=JobKind.IMPORT, title="export.zip", work=JobWork())
    announce_parcel(home, case_id=early.id, name="holiday.mov", size_bytes=9_000_000)
    copy = back_up(home, now=now)
    make_daily_copy(home, now=now)
    case = f"/cases/{whole.id}"
    screens = {f"question-{kind}": f"{case}/questions/{number}" for kind, number in screen_numbers(whole).items()}
    return {
        "start": "/",
        "about": "/about",
        "devices": "/devices",
        "pair": "/pair?code=K7M4XQ",
        "docs": "/docs/explanation/validation.md",
        "docs-all": "/docs",
        "evidence": "/evidence",
        "evidence-found": "/evidence?q=numb",
        "evidence-cause": f"/evidence/causes/{next(iter(load_knowledge().causes))}",
        "evidence-rule": f"/evidence/rules/{next(iter(load_knowledge().rules))}",
        "evidence-source": "/evidence/sources/expert",
        "evidence-shelf": "/evidence/rules",
        "evidence-changes": "/evidence/changes",
        "basics": f"/cases/{fresh.id}/questions/0",
        **screens,
        "unsure": f"/cases/{early.id}/questions/1/unsure",
        "files": f"{case}/files",
        "files-busy": f"/cases/{early.id}/files",
        "answer": f"{case}/answer",
        "answer-open": f"/cases/{early.id}/answer",
        "emergency": f"/cases/{urgent.id}/answer",
        "training": f"{case}/training",
        "training-year": f"{case}/training?year={now.year}",
        "what-if": f"{case}/what-if?km=16&race_km=21.1&race_on={now.date() + timedelta(days=60)}",
        "form": f"{case}/form",
        "filming": f"{case}/filming",
        "plan": f"{case}/plan",
        "plan-week": f"{case}/plan/week",
        "plan-fit": f"{case}/plan/fit",
        "session": f"{case}/session",
        "report": f"{case}/report",
        "history": f"{case}/history?saved=1",
        "session-end": f"{case}/session?at=99",
        "session-warm-up": f"{case}/session?day={run_day(home, whole, now)}&part=before",
        "session-run": f"{case}/session?day={run_day(home, whole, now)}&at=1",
        "exercises": "/exercises",
        "exercises-found": "/exercises?q=plank&region=trunk",
        "exercises-none": "/exercises?q=nothing-like-it",
        "exercises-of-runner": f"{case}/exercises?region=plyometric",
        "exercise-for-all": "/exercises/single_leg_bridge",
        "exercise": f"{case}/exercises/cat_camel",
        "exercise-not-now": f"{case}/exercises/single_leg_hop",
        "erase": f"{case}/erase",
        "feel": f"{case}/questions/{screen_numbers(whole)['body_map']}/feel",
        "today": f"/cases/{weeks.id}/today?saved=1",
        "today-first": f"{case}/today",
        "check-in": f"/cases/{weeks.id}/check-in",
        "check-in-first": f"{case}/check-in",
        "days": f"/cases/{weeks.id}/days",
        "trends": f"/cases/{weeks.id}/trends",
        "trends-empty": f"{case}/trends",
        "worry": f"{case}/worry",
        "worry-whose": "/worry",
        "data": "/data",
        "data-erase": "/data/erase/everyone",
        "data-bring-back": f"/data/copies/{copy.name}/bring-back",
        "missing": "/nothing-here",
        "gone": "/cases/0123456789abcdef/answer",
    }
