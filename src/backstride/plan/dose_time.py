"""How long a dose of an exercise takes, changing over included."""

from __future__ import annotations

from backstride.model.plan import ExerciseDose

__all__ = ["minutes_of"]

_REP_S = 4.0
_CHANGE_S = 30.0
_DRILL_M_PER_S = 0.8


def minutes_of(dose: ExerciseDose) -> float:
    """Estimate how long a dose takes.

    Examples
    --------
    >>> from backstride.model.identifiers import ExerciseId
    >>> round(minutes_of(ExerciseDose(id=ExerciseId("bird_dog"), sets=2, reps=8, rest_s=60)), 1)
    2.6
    >>> round(minutes_of(ExerciseDose(id=ExerciseId("high_knees"), sets=2, distance_m=20)), 1)
    1.3
    """
    if dose.minutes is not None:
        return dose.sets * dose.minutes
    sides = 2 if dose.per_side else 1
    if dose.distance_m is not None:
        # A drill there and the walk back.
        each = dose.distance_m / _DRILL_M_PER_S * sides
    else:
        each = (dose.reps or 0) * ((dose.hold_s or 0.0) + _REP_S) * sides
    return (dose.sets * each + (dose.sets - 1) * (dose.rest_s or 0.0) + _CHANGE_S) / 60.0
