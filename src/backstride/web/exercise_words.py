"""What regions, things, stages and grades of exercises are called on the pages."""

from __future__ import annotations

from collections.abc import Iterator

from backstride.knowledge.exercise import ExerciseRegion, StageDose
from backstride.knowledge.schema import Grade
from backstride.model.plan import Stage
from backstride.model.preferences import Equipment

__all__ = ["EQUIPMENT_WORDS", "GRADE_WORDS", "REGION_WORDS", "STAGE_WORDS", "stage_dose_words"]

REGION_WORDS = {
    ExerciseRegion.TRUNK: "Trunk",
    ExerciseRegion.LEG: "Legs and hips",
    ExerciseRegion.UPPER_BODY: "Upper back and arms",
    ExerciseRegion.MOBILITY: "Loosening",
    ExerciseRegion.WARM_UP: "Warming up",
    ExerciseRegion.COOL_DOWN: "Cooling down",
    ExerciseRegion.PLYOMETRIC: "Jumps",
    ExerciseRegion.AEROBIC: "Endurance",
}
"""In the order of the page."""

EQUIPMENT_WORDS = {
    Equipment.CHAIR: "A steady chair",
    Equipment.STEP: "A step or stairs",
    Equipment.BAND: "An elastic band",
    Equipment.DUMBBELL: "Dumbbells",
    Equipment.KETTLEBELL: "A kettlebell",
    Equipment.BALL: "A big ball",
    Equipment.ROLLER: "A foam roller",
    Equipment.STICK: "A stick",
    Equipment.ROPE: "A skipping rope",
    Equipment.BENCH: "A bench",
    Equipment.BAR: "A bar to hang from",
    Equipment.CABLE: "A cable machine",
    Equipment.MACHINE: "Gym machines",
    Equipment.BIKE: "A bike",
    Equipment.POOL: "A pool",
}

STAGE_WORDS = {
    Stage.ACUTE: "The first sore days",
    Stage.SUBACUTE: "When it gets better",
    Stage.STRENGTH: "Building strength",
    Stage.PLYOMETRIC: "With jumps, back in full running",
}

GRADE_WORDS = {
    Grade.A: "Grade A: several good trials agree",
    Grade.B: "Grade B: some good trials",
    Grade.C: "Grade C: few or small trials",
    Grade.D: "Grade D: weak or indirect studies",
    Grade.EXPERT: "Judgement: we know no trial of this exercise for runners' backs",
}


def stage_dose_words(dose: StageDose) -> str:
    """Say the range of a dose, from least to most.

    Examples
    --------
    >>> stage_dose_words(StageDose(sets=(1, 2), reps=(6, 10), hold_s=(2, 3), times_per_week=(5, 7)))
    '1 to 2 sets of 6 to 10, each held 2 to 3 seconds, 5 to 7 times a week'
    """
    return ", ".join(_dose_parts(dose))


def _dose_parts(dose: StageDose) -> Iterator[str]:
    sets = f"{_range(dose.sets)} set{'' if dose.sets[1] == 1 else 's'}"
    yield f"{sets} of {_range(dose.reps)}" if dose.reps else sets if dose.minutes is None else _minutes(dose)
    if dose.hold_s:
        yield f"each held {_range(dose.hold_s)} seconds"
    if dose.times_per_week:
        yield f"{_range(dose.times_per_week)} times a week"
    if dose.rest_s:
        yield f"rest {_range(dose.rest_s)} seconds"
    if dose.effort_at_most_0_to_10 is not None:
        yield f"effort at most {dose.effort_at_most_0_to_10:g} of 10"


def _minutes(dose: StageDose) -> str:
    long = f"{_range(dose.minutes or (0, 0))} minutes"
    return long if dose.sets[1] == 1 else f"{long}, {_range(dose.sets)} times"


def _range(limits: tuple[float, float]) -> str:
    low, high = limits
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
