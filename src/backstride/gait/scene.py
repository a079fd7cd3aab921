"""What is known about a clip before its measures: view, kind of motion, surface."""

from __future__ import annotations

from dataclasses import dataclass, replace

from backstride.gait.locomotion import Locomotion, LocomotionCues, find_locomotion
from backstride.gait.motion import Motion, clean
from backstride.gait.obstacle import Obstacle
from backstride.gait.steady_size import with_steady_size
from backstride.gait.surface import find_surface
from backstride.gait.viewpoint import Viewpoint, find_viewpoint
from backstride.model.form import Surface, View
from backstride.model.keypoints import KeypointTrack

__all__ = ["Scene", "look_at", "scene_obstacles"]

_BY_MOTION = {
    Locomotion.STANDING: Obstacle.STANDING,
    Locomotion.WALKING: Obstacle.WALKING,
    Locomotion.UNCLEAR: Obstacle.UNCLEAR_MOTION,
}
_BY_VIEW = {View.OBLIQUE: Obstacle.OBLIQUE, View.FRONT: Obstacle.FRONT}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """What is known about a clip before its measures.

    Parameters
    ----------
    motion
        The cleaned paths; their time begins with the usable part.
    viewpoint, cues, surface
        Where the camera stood, how the person moves, and on what.
    start_s
        When the usable part begins, from the first frame of the clip.
    """

    motion: Motion
    viewpoint: Viewpoint
    cues: LocomotionCues
    surface: Surface
    start_s: float


def look_at(track: KeypointTrack, part: KeypointTrack, surface: Surface | None) -> Scene:
    """Clean the usable part of a track and tell view, motion and surface.

    Parameters
    ----------
    track
        The whole clip.
    part
        What of it can be used.
    surface
        Where the person told; else it is read from the track.

    Raises
    ------
    ValueError
        If hips or ankles are missing or there are too few frames.
    """
    start_s = float(part.time_s[0] - track.time_s[0])
    motion = clean(with_steady_size(replace(part, time_s=part.time_s - part.time_s[0])))
    viewpoint = find_viewpoint(motion)
    return Scene(
        motion=motion,
        viewpoint=viewpoint,
        cues=find_locomotion(motion, viewpoint),
        surface=surface or find_surface(motion, viewpoint),
        start_s=start_s,
    )


def scene_obstacles(scene: Scene) -> list[Obstacle]:
    """List what in the view or the motion stands in the way, the most telling first."""
    unclear = scene.cues.verdict is Locomotion.UNCLEAR
    motion = _BY_MOTION.get(scene.cues.verdict)
    view = None if scene.cues.verdict is Locomotion.STANDING else _BY_VIEW.get(scene.viewpoint.view)
    order = (view, motion) if unclear else (motion, view)
    return [obstacle for obstacle in order if obstacle is not None]
