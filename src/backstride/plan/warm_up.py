"""What comes before a run or a session of exercises, and what ends it.

Before a run: a brisk walk, then loosening movements, then running drills where steady running is back. After it: an
easy walk, then a stretch and an easy position for comfort. What the runner may not do never gets in, and a runner in a
hurry gets the walk alone.

Sources
-------
wu2021
    In one survey of 800 runners little warm-up went with more back pain (odds 2.6); asked in hindsight, 36 with pain.
behm2016
    Moving stretches help performance a little and long static ones cost a little; no effect on overuse injury is shown.
herbert2011, vanhooren2018
    Stretching and an easy cool-down change soreness and recovery hardly at all (from memory, not checked).
expert
    The minutes, the order, how many drills and from which state on are product defaults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from backstride.knowledge.exercise import Exercise, ExerciseRegion
from backstride.model.plan import ExerciseDose, PlanState, RunDose, RunExtra, SessionPart, Stage
from backstride.plan.dose_time import minutes_of
from backstride.plan.exercise_choice import ExerciseChoice

__all__ = ["cool_down", "is_drill", "loosening", "quiet_end", "warm_up"]

WALK_MIN = 5.0
_SHARE_OF_SESSION = 0.4
_MOST_MIN = 12.0
_MOST_LOOSENING = 2
_LOOSENING_POOL = 4
_DRILL = "running_drill"
_DRILLS = {PlanState.RUN: 1, PlanState.BUILD: 2, PlanState.SHARPEN: 2, PlanState.FREE: 2}
"""How many drills before a run in the states of steady running; none while a runner climbs back or runs reduced."""
_FULL_DRILLS = (PlanState.SHARPEN, PlanState.FREE)
_DRILLS_BEFORE_SPEED = 3
_SPEED = (RunExtra.STRIDES, RunExtra.TEMPO)
_HILLS = (RunExtra.UPHILL, RunExtra.DOWNHILL)
_FOR_HILLS = "walking_lunge"
_FOR_UPPER_BACK = "arm_circles"
_UPPER_PLACES = frozenset({"neck", "upper_back", "mid_back", "ribs_flank"})


def warm_up(
    choice: ExerciseChoice, stage: Stage, run: RunDose, state: PlanState, *, turn: int = 0
) -> tuple[ExerciseDose, ...]:
    """Build the warm-up of a run: a brisk walk, loosening, and drills where steady running is back.

    Parameters
    ----------
    run
        The run it is for: hills are prepared for with long steps, speed with more drills.
    state
        The state the run is done in.
    turn
        Which run of the week it is, from 0, so that the drills take turns.
    """
    part = SessionPart.WARM_UP
    found = choice.candidates(ExerciseRegion.WARM_UP, stage)
    loose = _first_for(run, choice, [one for one in found if not is_drill(one)])[:_MOST_LOOSENING]
    drills = _in_turn([one for one in found if is_drill(one)], turn)[: _drills(run, state)]
    share = 1.0 if state in _FULL_DRILLS else 0.0
    doses = (
        *(choice.dose(one, stage, 0.0, part) for one in loose),
        *(choice.dose(one, stage, share, part) for one in drills),
    )
    return (*_walk(choice, part, "Brisk, with loose arms."), *_within(doses, _minutes(choice) - WALK_MIN))


def cool_down(choice: ExerciseChoice, stage: Stage) -> tuple[ExerciseDose, ...]:
    """Build the end of a run: an easy walk, then a stretch and an easy position for comfort."""
    part = SessionPart.COOL_DOWN
    easy = (*quiet_end(choice, stage), *choice.candidates(ExerciseRegion.MOBILITY, stage)[:1])
    doses = (choice.dose(one, stage, 0.0, part) for one in easy)
    return (*_walk(choice, part, "Easy, until your breath is calm."), *_within(doses, _minutes(choice) - WALK_MIN))


def loosening(choice: ExerciseChoice, stage: Stage, turn: int) -> Sequence[Exercise]:
    """Give what a session of exercises begins with: gentle movement, more of it while the back is sore."""
    found = choice.candidates(ExerciseRegion.MOBILITY, stage)[:_LOOSENING_POOL]
    return _in_turn(found, turn)[: 2 if stage is Stage.ACUTE else 1]


def quiet_end(choice: ExerciseChoice, stage: Stage) -> Sequence[Exercise]:
    """Give what a session ends with for comfort: one stretch, the one that suits the runner's region best."""
    return choice.candidates(ExerciseRegion.COOL_DOWN, stage)[:1]


def is_drill(exercise: Exercise) -> bool:
    """Say whether an exercise is a running drill, which needs steady running and leave to run."""
    return _DRILL in exercise.never


def _drills(run: RunDose, state: PlanState) -> int:
    number = _DRILLS.get(state, 0)
    return _DRILLS_BEFORE_SPEED if number and run.extra in _SPEED else number


def _first_for(run: RunDose, choice: ExerciseChoice, found: Sequence[Exercise]) -> list[Exercise]:
    """Put first what prepares for hills, or frees a sore upper back."""
    wanted = set()
    if run.extra in _HILLS:
        wanted.add(_FOR_HILLS)
    if choice.places & _UPPER_PLACES:
        wanted.add(_FOR_UPPER_BACK)
    return sorted(found, key=lambda one: one.id not in wanted)


def _in_turn(found: Sequence[Exercise], turn: int) -> Sequence[Exercise]:
    start = turn % len(found) if found else 0
    return (*found[start:], *found[:start])


def _minutes(choice: ExerciseChoice) -> float:
    return min(_MOST_MIN, _SHARE_OF_SESSION * choice.preferences.minutes_per_session)


def _within(doses: Iterable[ExerciseDose], minutes: float) -> Iterator[ExerciseDose]:
    """Give doses in order as long as the next one fits in the time."""
    left = minutes
    for dose in doses:
        left -= minutes_of(dose)
        if left < 0.0:
            return
        yield dose


def _walk(choice: ExerciseChoice, part: SessionPart, note: str) -> tuple[ExerciseDose, ...]:
    walk = choice.walk(WALK_MIN, part, note)
    return () if walk is None else (walk,)
