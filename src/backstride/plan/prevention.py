"""The programme of a runner who is back: two short sessions a week that keep the strength, and when to stop them.

Sources
-------
steffens2016
    Exercise with education: 55 new bouts of back pain for 100 without, 21 trials. None tested sessions this short.
cai2017
    Legs at least as much as the trunk.
pocovi2024
    Walking for half an hour on five days a week nearly doubled the time to the next bad bout.
expert
    Two sessions, ten to fifteen minutes, the smallest dose of the strength stage, and half a year are product defaults.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from backstride.knowledge.base import Knowledge
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.plan import ExerciseDose, PlanState, PlanWeek, Prevention, Stage
from backstride.plan.advice_steps import advice_steps
from backstride.plan.exercise_choice import ExerciseChoice
from backstride.plan.exercise_session import exercise_session

__all__ = ["PREVENTION_SESSIONS", "prevention", "prevention_session"]

PREVENTION_SESSIONS = 2
_MINUTES = (10, 15)
_MOST_SETS = 2
_TOPIC = "prevention"
_WALKING = "step_walk_to_prevent"


def prevention_session(choice: ExerciseChoice, *, turn: int) -> tuple[ExerciseDose, ...]:
    """Put one short session together: two sets at the least strength dose, no jumps, at most fifteen minutes."""
    minutes = min(choice.preferences.minutes_per_session, _MINUTES[1])
    short = replace(choice, preferences=replace(choice.preferences, minutes_per_session=minutes))
    return exercise_session(short, Stage.STRENGTH, 0.0, turn=turn, most_sets=_MOST_SETS)


def prevention(
    weeks: Iterable[PlanWeek],
    facts: Mapping[FindingId, Finding],
    knowledge: Knowledge,
    *,
    said: Collection[str] = (),
) -> Prevention | None:
    """Give the programme from the week on in which the runner is back; None where no week of the plan gets there.

    Parameters
    ----------
    said
        Ids of advice that the plan gives elsewhere.
    """
    begins = next((week.start for week in weeks if week.state is PlanState.FREE and week.start is not None), None)
    if begins is None:
        return None
    steps = advice_steps(knowledge, facts, topic=_TOPIC, also=(_WALKING,), said=said)
    return Prevention(begins=begins, sessions_per_week=PREVENTION_SESSIONS, minutes=_MINUTES, steps=steps)
