"""Odd input of the weeks after: contradictions, days written late, a plan of another version; nothing is lost."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from backstride.diary.contradictions import contradictions
from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.compiled import load_knowledge
from backstride.model import CheckIn, Plan, PlanState
from backstride.model.codec import encode_json
from backstride.service.answer import answer_of
from backstride.service.diary import begin_again, day_versions, keep_plan, write_days
from backstride.service.episode import Episode, episode_row, open_episode, stored_episode
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf
from backstride.store.cases import read_case, write_answer
from backstride.store.opening import open_shared_store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
KNOWLEDGE = load_knowledge()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def begun(home: Path) -> Episode:
    return start_episode(home, shelf=Shelf.OWN, now=NOW, state=demo_state(NOW))


def write(home: Path, episode: Episode, *days: CheckIn, key: str) -> Episode:
    return write_days(home, episode.id, days, KNOWLEDGE, sent_key=key, now=NOW)


def plan_of(home: Path, episode: Episode) -> Plan:
    plan = answer_of(home, open_episode(home, episode.id), KNOWLEDGE, now=NOW).assessment.plan
    assert plan is not None
    return plan


def diary() -> list[CheckIn]:
    return [
        CheckIn(
            day=TODAY - timedelta(days=ago),
            pain_now_0_to_10=max(0, ago - 20) // 2,
            pain_next_morning_0_to_10=1,
            walk_minutes=30,
            pain_during_walk_0_to_10=1,
        )
        for ago in range(26, 0, -1)
    ]


def test_the_order_in_which_days_are_written_does_not_change_the_plan(home: Path) -> None:
    late = diary()
    Random(7).shuffle(late)
    in_order, shuffled = begun(home), begun(home)
    write(home, in_order, *diary(), key="in order")
    for number in range(0, len(late), 5):
        write(home, shuffled, *late[number : number + 5], key=f"late {number}")
    assert plan_of(home, in_order).events == plan_of(home, shuffled).events
    assert plan_of(home, in_order) == plan_of(home, shuffled)


def test_a_day_written_late_changes_what_followed_and_keeps_what_stood_there(home: Path) -> None:
    episode = begun(home)
    write(home, episode, *diary(), key="all")
    before = plan_of(home, episode)
    sore = CheckIn(day=TODAY - timedelta(days=3), pain_now_0_to_10=8, note="I had left this out")
    write(home, episode, sore, key="late")
    after = plan_of(home, episode)
    assert after.events != before.events or after.state != before.state
    first, second = (one.check_in for one in day_versions(home, episode.id, sore.day))
    assert (first.walk_minutes, second.note) == (30, "I had left this out")


def test_a_sign_written_late_stops_the_plan_and_opens_the_questions_even_before_a_new_start(home: Path) -> None:
    episode = begun(home)
    write(home, episode, *diary(), key="all")
    begin_again(home, episode.id, pain_0_to_10=1, now=NOW)
    assert plan_of(home, episode).weeks
    limp = CheckIn(day=TODAY - timedelta(days=5), pain_now_0_to_10=2, limp=True)
    write(home, episode, limp, key="late")
    held = plan_of(home, episode)
    assert (held.state, held.weeks) == (PlanState.WAIT, ())
    assert len(open_episode(home, episode.id).case.check_ins) == len(diary())


def test_an_entry_that_contradicts_itself_is_kept_as_it_was_written_and_read_on_the_careful_side(home: Path) -> None:
    episode = begun(home)
    odd = CheckIn(
        day=TODAY - timedelta(days=1),
        pain_now_0_to_10=6,
        pain_worst_0_to_10=2,
        run_minutes=20,
        pain_during_run_0_to_10=7,
        ill=True,
    )
    assert len(contradictions(odd)) == 3
    kept = write(home, episode, odd, key="odd")
    assert kept.case.check_ins == (odd,)
    calm = begun(home)
    write(home, calm, CheckIn(day=odd.day, pain_now_0_to_10=0, pain_worst_0_to_10=0), key="calm")
    order = list(PlanState)
    assert order.index(plan_of(home, episode).state) <= order.index(plan_of(home, calm).state)


def test_a_plan_of_another_version_is_worked_out_again_from_the_diary_and_nothing_is_lost(home: Path) -> None:
    episode = begun(home)
    write(home, episode, *diary(), key="all")
    keep_plan(home, episode.id, TODAY - timedelta(days=2), keep=True, now=NOW)
    told = plan_of(home, episode)
    with open_shared_store(home).connect() as connection:
        row = read_case(connection, episode.id)
    assert row is not None
    assert row.answer is not None
    older, newer = json.loads(row.answer), json.loads(row.answer)
    for name in ("prevention", "shoes_and_ground", "around_runs", "events"):
        del older["assessment"]["plan"][name]
    newer["assessment"]["plan"]["state"] = "hover"
    for answer, mark in ((older, "of another version"), (newer, row.answer_mark), ({"another": "shape"}, "odd")):
        with open_shared_store(home).begin() as connection:
            write_answer(connection, episode.id, answer=encode_json(answer), mark=str(mark))
        assert plan_of(home, episode) == told
    case = open_episode(home, episode.id).case
    assert len(case.check_ins) == len(diary())
    assert len(case.plan_choices) == 1


def test_an_episode_of_an_earlier_version_opens_with_what_it_holds(home: Path) -> None:
    episode = begun(home)
    write(home, episode, *diary(), key="all")
    row = episode_row(open_episode(home, episode.id))
    state = json.loads(row.state)
    state.pop("calendar_sent", None)
    for one in state["case"]["check_ins"]:
        one.pop("run_limited_days", None)
        one.pop("run_confidence_0_to_10", None)
        one["a_field_of_tomorrow"] = 1
    again = stored_episode(replace(row, state=encode_json(state)))
    assert again.case.check_ins == open_episode(home, episode.id).case.check_ins
    assert again.state.calendar_sent == ()
