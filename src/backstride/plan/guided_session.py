"""A day's sessions one step after the other, with the seconds of each phase: what a player shows.

What comes before and after a run is a small session of its own as well, for the runner who takes only a watch along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from backstride.model.plan import ExerciseDose, PlanSession, RunDose, SessionPart
from backstride.plan.words import dose_words, run_words

__all__ = ["AroundRun", "GuidedStep", "Phase", "guided_steps"]

_REST_S = 30
_CHANGE_SIDES_S = 5


class AroundRun(StrEnum):
    """What belongs to a run without being it."""

    BEFORE = "before"
    AFTER = "after"


_PARTS = {AroundRun.BEFORE: SessionPart.WARM_UP, AroundRun.AFTER: SessionPart.COOL_DOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of time with one thing to do; ``seconds`` None lasts until the runner says it is done."""

    name: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidedStep:
    """One screen of a player: an exercise or a run.

    Parameters
    ----------
    exercise
        Id of the exercise, or None for a run.
    """

    title: str
    dose: str
    exercise: str | None
    part: SessionPart
    phases: tuple[Phase, ...]


def guided_steps(sessions: Iterable[PlanSession], around: AroundRun | None = None) -> tuple[GuidedStep, ...]:
    """Give the steps of a day: before a run what prepares for it, after it what ends it.

    Parameters
    ----------
    around
        Give only what comes before or after the run, once where there are two runs; None gives the whole day.

    Examples
    --------
    >>> from backstride.model.plan import SessionKind
    >>> run = PlanSession(kind=SessionKind.RUN, run=RunDose(run_min=1, walk_min=2, repeats=2))
    >>> [phase.name for phase in guided_steps([run])[0].phases]
    ['Run', 'Walk', 'Run', 'Walk']
    """
    if around is None:
        return tuple(step for session in sessions for step in _steps(session))
    runs = [session for session in sessions if session.run is not None]
    part = _PARTS[around]
    doses = dict.fromkeys(dose for session in runs for dose in session.exercises if dose.part is part)
    return tuple(map(_exercise, doses))


def _steps(session: PlanSession) -> Iterator[GuidedStep]:
    if session.run is None:
        yield from map(_exercise, session.exercises)
        return
    yield from (_exercise(dose) for dose in session.exercises if dose.part is not SessionPart.COOL_DOWN)
    yield GuidedStep(
        title="Run", dose=run_words(session.run), exercise=None, part=SessionPart.MAIN, phases=_run(session.run)
    )
    yield from (_exercise(dose) for dose in session.exercises if dose.part is SessionPart.COOL_DOWN)


def _exercise(dose: ExerciseDose) -> GuidedStep:
    return GuidedStep(title="", dose=dose_words(dose), exercise=dose.id, part=dose.part, phases=tuple(_phases(dose)))


def _phases(dose: ExerciseDose) -> Iterator[Phase]:
    """Sets with their rest between; what is counted in repeats lasts as long as it takes."""
    for number in range(1, dose.sets + 1):
        name = f"Set {number} of {dose.sets}" if dose.sets > 1 else "Go"
        if dose.minutes is not None:
            yield Phase(name=name, seconds=round(60 * dose.minutes))
        elif dose.hold_s and dose.reps == 1:
            yield from _held(dose, name)
        else:
            yield Phase(name=name)
        if number < dose.sets:
            yield Phase(name="Rest", seconds=round(dose.rest_s or _REST_S))


def _held(dose: ExerciseDose, name: str) -> Iterator[Phase]:
    seconds = round(dose.hold_s or 0.0)
    if not dose.per_side:
        yield Phase(name=name, seconds=seconds)
        return
    yield Phase(name=f"{name}, first side", seconds=seconds)
    yield Phase(name="Change sides", seconds=_CHANGE_SIDES_S)
    yield Phase(name=f"{name}, other side", seconds=seconds)


def _run(run: RunDose) -> tuple[Phase, ...]:
    turn = [Phase(name="Run", seconds=round(60 * run.run_min))]
    if run.walk_min:
        turn.append(Phase(name="Walk", seconds=round(60 * run.walk_min)))
    return tuple(turn * run.repeats)
