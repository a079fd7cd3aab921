"""Key poses of the exercises, one file for each starting position."""

from backstride.figures.poses import face_down, hands_and_knees, on_the_back, planks

__all__ = ["EXERCISES"]

EXERCISES = (*hands_and_knees.EXERCISES, *face_down.EXERCISES, *planks.EXERCISES, *on_the_back.EXERCISES)
"""Every drawn exercise."""
