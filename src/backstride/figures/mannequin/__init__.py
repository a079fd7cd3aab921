"""The drawn person: skeleton, contact solver, loops of frames and outlines."""

from backstride.figures.mannequin.loop import Loop, loop_of
from backstride.figures.mannequin.pose import Contact, Facing, Pose, both, dress

__all__ = ["Contact", "Facing", "Loop", "Pose", "both", "dress", "loop_of"]
