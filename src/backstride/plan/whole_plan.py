"""From an assessed case to the whole plan: tonight, the weeks, the rules, and what is held back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from backstride.diary.review import REVIEW_SOURCES, review
from backstride.knowledge.base import Knowledge
from backstride.model.case import Case
from backstride.model.check_in import CheckIn
from backstride.model.finding import Finding
from backstride.model.identifiers import AdviceId, FindingId
from backstride.model.load import LoadSeries
from backstride.model.plan import Plan, PlanEvent, PlanState, PlanWeek, RaceOutlook, Stage, Step, Withheld
from backstride.model.plan_choice import PlanChoice, PlanChoiceKind
from backstride.model.ranking import Ranking
from backstride.model.verdict import Level, Permission, Verdict
from backstride.plan.advice_steps import advice_steps
from backstride.plan.exercise_choice import ExerciseChoice
from backstride.plan.first_steps import first_steps, urgent_steps
from backstride.plan.form_experiment import form_experiment, with_experiment
from backstride.plan.limits import limits_of
from backstride.plan.plan_events import plan_events
from backstride.plan.prevention import prevention
from backstride.plan.projection import project
from backstride.plan.race import race_outlook
from backstride.plan.return_rules import rules_for
from backstride.plan.return_state import ReturnState
from backstride.plan.return_to_running import replay
from backstride.plan.run_history import RunHistory, run_history
from backstride.plan.stage import pain_now, stage_of
from backstride.plan.start import start_state
from backstride.plan.weeks import plan_weeks
from backstride.plan.withheld import held_back
from backstride.triage.urgency import holding_clearance

__all__ = ["WEEKS", "make_plan"]

_SHOES_AND_GROUND = ("step_shoes_by_comfort", "step_try_other_surface")
"""Steps of causes that belong to the advice on shoes and ground whatever the cause."""
_JUMPS_FROM = (PlanState.BUILD, PlanState.SHARPEN, PlanState.FREE)
WEEKS = {
    Permission.NONE: 0,
    Permission.NO_IMPACT: 2,
    Permission.WALK_STRENGTH: 4,
    Permission.MODIFIED_RUNNING: 6,
    Permission.FULL: 6,
}
"""Weeks laid out: until someone should have looked, or until the six-week review."""


def make_plan(
    case: Case,
    *,
    verdict: Verdict,
    ranking: Ranking,
    facts: Mapping[FindingId, Finding],
    knowledge: Knowledge,
    load: LoadSeries | None,
    today: date,
) -> Plan:
    """Give the plan of a case.

    Nothing but the urgent action is given while an emergency or same-day level is reached or still open. Minors,
    pregnancy and people of unknown age get first steps, never a programme.

    Parameters
    ----------
    facts
        Facts with signs, as :func:`backstride.knowledge.facts.case_facts` gives them.
    load
        The training load, or None without runs.
    today
        The runner's own calendar day; the first week begins on it.
    """
    if verdict.level >= Level.SAME_DAY:
        held = Withheld(what="exercises and running", why="Someone has to look at you first.")
        return _nothing(withheld=held, verdict=verdict)
    if verdict.at_most >= Level.SAME_DAY:
        return _nothing(withheld=_open(verdict, knowledge), verdict=verdict if verdict.rules else None)
    cleared = holding_clearance(verdict.rules, facts, case.clearances, today) is not None
    limits = limits_of(verdict, ranking, facts, knowledge, cleared=cleared)
    diary = _since_new_start(case, today)
    eve = _eve(diary, today)
    history = run_history(load, facts, today, until=eve if case.check_ins else today)
    first_pain = _first_pain(case, facts, today)
    start = start_state(limits, facts, history, pain_0_to_10=first_pain, day=eve)
    kept = {choice.day for choice in case.plan_choices if choice.kind is PlanChoiceKind.KEEP}
    past = replay(start, diary, today=today, kept=kept)
    now = past[-1].after if past else start
    events = plan_events(past, kept=kept)
    stop = next((step for step in past if step.triage_again), None)
    if stop is not None:
        return _nothing(withheld=Withheld(what="the plan", why=stop.reasons[0].text), events=events)
    choice = ExerciseChoice.of(
        facts,
        ranking,
        knowledge,
        limits=limits,
        preferences=case.preferences,
        plyometric=now.hop_ready and now.state in _JUMPS_FROM,
    )
    eve_state = _as_of_yesterday(now, today)
    weeks = () if limits.no_programme else _weeks(case, eve_state, history, choice, first_pain)
    experiment = form_experiment(case.forms, facts) if now.may_run and weeks else None
    steps = (
        *_looked_back(case, today),
        *first_steps(verdict, ranking, facts, knowledge, limits=limits, runs=now.runs, today=today),
    )
    said = {step.id for step in steps}
    return Plan(
        permission=limits.permission,
        state=now.state,
        today=steps,
        weeks=with_experiment(weeks, experiment),
        rules=rules_for([now.state, *(week.state for week in weeks if week.state is not None)], strict=now.strict),
        withheld=tuple(held_back(choice, history, now, past, knows_race=case.preferences.race is not None)),
        race=_race(case, eve_state, history, today, without_programme=limits.no_programme is not None),
        experiment=experiment,
        events=events,
        around_runs=_for_runs(weeks, "around_runs", facts, knowledge),
        shoes_and_ground=_for_runs(weeks, "shoes_and_ground", facts, knowledge, also=_SHOES_AND_GROUND, said=said),
        prevention=prevention(weeks, facts, knowledge, said=said),
    )


def _for_runs(
    weeks: tuple[PlanWeek, ...],
    topic: str,
    facts: Mapping[FindingId, Finding],
    knowledge: Knowledge,
    *,
    also: Collection[str] = (),
    said: Collection[str] = (),
) -> tuple[Step, ...]:
    """Give advice about running, where a week of the plan holds a run."""
    if not any(session.run is not None for week in weeks for session in week.sessions):
        return ()
    return advice_steps(knowledge, facts, topic=topic, also=also, said=said)


def _open(verdict: Verdict, knowledge: Knowledge) -> Withheld:
    if verdict.open or not verdict.unsure:
        return Withheld(what="the plan", why="Some safety questions are still open. Answer them first.")
    unsure = ", ".join(knowledge.label(name) for name in verdict.unsure[:3])
    why = f"You were not sure about: {unsure}. Ask a clinician about it first; then answer again."
    return Withheld(what="the plan", why=why)


def _nothing(*, withheld: Withheld, verdict: Verdict | None = None, events: tuple[PlanEvent, ...] = ()) -> Plan:
    return Plan(
        permission=Permission.NONE,
        state=PlanState.WAIT,
        today=() if verdict is None else urgent_steps(verdict),
        withheld=(withheld,),
        events=events,
    )


def _looked_back(case: Case, today: date) -> Iterator[Step]:
    """Say what the diary's look back at 2, 6 or 12 weeks asks for."""
    seen = review(case.check_ins, today=today)
    if seen is not None:
        yield Step(id=AdviceId(f"look_back_{seen.week}_weeks"), text=seen.text, sources=REVIEW_SOURCES)


def _new_start(case: Case, today: date) -> PlanChoice | None:
    """Give the latest time the plan began anew, or None."""
    again = [one for one in case.plan_choices if one.kind is PlanChoiceKind.BEGIN_AGAIN and one.day <= today]
    return max(again, key=lambda one: one.day, default=None)


def _since_new_start(case: Case, today: date) -> tuple[CheckIn, ...]:
    begun = _new_start(case, today)
    return case.check_ins if begun is None else tuple(one for one in case.check_ins if one.day > begun.day)


def _first_pain(case: Case, facts: Mapping[FindingId, Finding], today: date) -> float | None:
    """Give the pain the plan starts from: the one told at a new start, else that of the interview."""
    begun = _new_start(case, today)
    return pain_now(facts) if begun is None or begun.pain_0_to_10 is None else begun.pain_0_to_10


def _eve(diary: Iterable[CheckIn], today: date) -> date:
    """Give the day before the plan began: before the first check-in since a new start, or yesterday."""
    first = min((one.day for one in diary if one.day <= today), default=today)
    return first - timedelta(days=1)


def _as_of_yesterday(now: ReturnState, today: date) -> ReturnState:
    """Give the state as the first planned day finds it."""
    yesterday = today - timedelta(days=1)
    return replace(now, day=yesterday, since=min(now.since, yesterday))


def _race(
    case: Case, now: ReturnState, history: RunHistory, today: date, *, without_programme: bool
) -> RaceOutlook | None:
    race = case.preferences.race
    if race is None or without_programme:
        return None
    return race_outlook(race, now, history, running_days=case.preferences.running_days, today=today)


def _weeks(
    case: Case, now: ReturnState, history: RunHistory, choice: ExerciseChoice, first_pain_0_to_10: float | None
) -> tuple[PlanWeek, ...]:
    pain = now.baseline_0_to_10 if now.resting_0_to_10 else first_pain_0_to_10
    stage = stage_of(choice.facts, pain, choice.limits.permission)
    if now.state in (PlanState.CALM, PlanState.FLARE, PlanState.BONE_HOLD, PlanState.WAIT):
        stage = Stage.ACUTE
    if choice.plyometric and stage is Stage.STRENGTH:
        stage = Stage.PLYOMETRIC
    length = 0 if now.state is PlanState.WAIT else WEEKS[choice.limits.permission]
    planned = project(now, history, running_days=case.preferences.running_days, weeks=length)
    return plan_weeks(planned, choice, stage)
