"""Key poses of the exercises, one file for each starting position."""

from backstride.figures.poses import (
    face_down,
    from_above,
    hands_and_knees,
    in_water,
    machines,
    on_the_back,
    on_the_move,
    one_leg,
    planks,
    seated,
    seen_from_the_front,
    standing,
)

__all__ = ["EXERCISES"]

EXERCISES = (
    *hands_and_knees.EXERCISES,
    *face_down.EXERCISES,
    *planks.EXERCISES,
    *on_the_back.EXERCISES,
    *standing.EXERCISES,
    *one_leg.EXERCISES,
    *seated.EXERCISES,
    *seen_from_the_front.EXERCISES,
    *on_the_move.EXERCISES,
    *machines.EXERCISES,
    *from_above.EXERCISES,
    *in_water.EXERCISES,
)
"""Every drawn exercise."""
