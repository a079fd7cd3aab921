"""What a second of a clip already tells: the view, and what stands in the way of measuring."""

from __future__ import annotations

from backstride.gait.form import FEWEST_FRAMES
from backstride.gait.obstacle import Obstacle
from backstride.gait.scene import look_at, scene_obstacles
from backstride.gait.suitability import obstacles, usable_part
from backstride.model.form import View
from backstride.model.keypoints import KeypointTrack

__all__ = ["first_impression"]

_NOT_YET = {Obstacle.TOO_SHORT, Obstacle.LOW_RATE, Obstacle.UNCLEAR_MOTION}
"""A second of pictures taken here and there is short and slow by design."""
_BLIND = {Obstacle.BODY_OUT_OF_VIEW, Obstacle.TOO_SMALL}


def first_impression(track: KeypointTrack) -> tuple[View | None, tuple[Obstacle, ...]]:
    """Tell view and obstacles from about a second of a clip.

    Returns
    -------
    The view, None when the legs are not seen well enough to tell; and the obstacles, the most telling first.

    Examples
    --------
    >>> import numpy as np
    >>> time_s = np.arange(20) / 20.0
    >>> nobody = np.full((20, 33, 2), np.nan)
    >>> empty = KeypointTrack(time_s=time_s, points_px=nobody, score=np.zeros((20, 33)), width_px=9, height_px=9)
    >>> first_impression(empty)
    (None, (<Obstacle.BODY_OUT_OF_VIEW: 'body_out_of_view'>,))
    """
    part = usable_part(track)
    found = [obstacle for obstacle in obstacles(part) if obstacle not in _NOT_YET]
    if len(part.time_s) < FEWEST_FRAMES or not _BLIND.isdisjoint(found):
        return None, tuple(found or [Obstacle.BODY_OUT_OF_VIEW])
    scene = look_at(track, part, None)
    found += [obstacle for obstacle in scene_obstacles(scene) if obstacle not in _NOT_YET]
    return scene.viewpoint.view, tuple(found)
