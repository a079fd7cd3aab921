"""One session of exercises: warm-up, legs and trunk in turn, and a quiet end, within the minutes a runner has.

Sources
-------
cai2017
    In runners with long-lasting back pain, leg exercise gave more running function than two trunk programmes (84
    runners). So legs get at least as many sets as the trunk.
mueller2020
    Sessions of twenty to thirty minutes; how they are put together here is a product default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backstride.knowledge.exercise import Exercise, ExerciseRegion
from backstride.model.plan import ExerciseDose, SessionPart, Stage
from backstride.plan.dose_time import minutes_of
from backstride.plan.exercise_choice import ExerciseChoice
from backstride.plan.warm_up import loosening, quiet_end

__all__ = ["exercise_session"]

_MOST_EXERCISES = 8
_UPPER_PLACES = frozenset({"neck", "upper_back", "mid_back", "ribs_flank"})


def exercise_session(
    choice: ExerciseChoice, stage: Stage, share: float, *, turn: int, most_sets: int | None = None
) -> tuple[ExerciseDose, ...]:
    """Put a session together; ``turn`` alternates the exercises from session to session.

    Legs get at least as many sets as the trunk; where no leg exercise is allowed there is no trunk work either, and the
    session is only gentle movement. ``most_sets`` holds every exercise to so many sets, for a session that keeps and
    does not build.
    """
    time_left = float(choice.preferences.minutes_per_session)
    chosen: list[ExerciseDose] = []
    for exercise in loosening(choice, stage, turn):
        chosen.append(choice.dose(exercise, stage, share, SessionPart.WARM_UP))
        time_left -= minutes_of(chosen[-1])
    legs = trunk = 0
    for exercise in _in_turn(choice, stage, turn):
        dose = _held(choice.dose(exercise, stage, share), most_sets)
        is_trunk = exercise.region is ExerciseRegion.TRUNK
        if len(chosen) >= _MOST_EXERCISES or minutes_of(dose) > time_left or (is_trunk and trunk + dose.sets > legs):
            continue
        chosen.append(dose)
        time_left -= minutes_of(dose)
        legs += dose.sets if exercise.region is ExerciseRegion.LEG else 0
        trunk += dose.sets if is_trunk else 0
    quiet = [choice.dose(one, stage, 0.0, SessionPart.COOL_DOWN) for one in quiet_end(choice, stage)]
    return (*chosen, *(dose for dose in quiet if minutes_of(dose) <= time_left))


def _held(dose: ExerciseDose, most_sets: int | None) -> ExerciseDose:
    return dose if most_sets is None else replace(dose, sets=min(dose.sets, most_sets))


def _in_turn(choice: ExerciseChoice, stage: Stage, turn: int) -> Iterator[Exercise]:
    legs = _take(choice, ExerciseRegion.LEG, stage, turn)
    trunk = _take(choice, ExerciseRegion.TRUNK, stage, turn)
    upper = _take(choice, ExerciseRegion.UPPER_BODY, stage, turn)
    jumps = _take(choice, ExerciseRegion.PLYOMETRIC, stage, turn) if stage is Stage.PLYOMETRIC else ()
    first_upper = bool(choice.places & _UPPER_PLACES)
    yield from jumps[:1]
    for index in range(max(len(legs), len(trunk))):
        yield from legs[index : index + 1]
        yield from trunk[index : index + 1]
        if index == (0 if first_upper else 1):
            yield from upper[:1]


def _take(choice: ExerciseChoice, region: ExerciseRegion, stage: Stage, turn: int) -> Sequence[Exercise]:
    """Take every second exercise, beginning with the first or the second in turn, then the rest."""
    found = choice.candidates(region, stage)
    offset = turn % 2
    return (*found[offset::2], *found[1 - offset :: 2]) if len(found) > 1 else found
