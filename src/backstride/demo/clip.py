"""The demo runner's clip: drawn from the side on a belt, with every contact and angle known exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backstride.figures import RunnerSettings, runner_contacts, runner_outlines
from backstride.model.form import FootEvents, Side
from backstride.video.encoding import write_video
from backstride.video.painting import fill_outlines

__all__ = ["DEMO_RUNNER", "ClipTruth", "write_clip"]

DEMO_RUNNER = RunnerSettings(
    cadence_steps_per_min=156.0,
    contact_time_ms=268.0,
    overstride_pct_leg=31.0,
    trunk_lean_deg=5.0,
    vertical_oscillation_pct_leg=10.5,
    foot_pitch_at_contact_deg=14.0,
    knee_flexion_at_contact_deg=13.0,
    speed_m_per_s=2.8,
)
"""Slow steps and a long reach, as the demo story has it."""

SECONDS = 8.0
FPS = 60
AT_ONCE = 60
WIDTH_PX, HEIGHT_PX = 540, 960
LEG_PX = 250.0
BELT_PX = 770.0
MIDDLE_PX = 262.0
WALL, BELT, FLOOR = (214, 219, 226), (64, 68, 76), (150, 146, 140)
BELT_THICKNESS_PX = 26
PANEL = (202, 208, 216)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipTruth:
    """What the drawn runner does in the clip.

    Parameters
    ----------
    settings
        The runner's measures, exact.
    events
        Contacts that begin and end inside the clip, seconds from the first frame.
    fps
        Pictures a second.
    """

    settings: RunnerSettings
    events: tuple[FootEvents, ...]
    fps: float


def write_clip(path: Path, *, seed: int, settings: RunnerSettings = DEMO_RUNNER, seconds: float = SECONDS) -> ClipTruth:
    """Draw the runner and write the clip.

    Parameters
    ----------
    path
        An MP4 file to write.
    seed
        Chooses the moment of the stride at which the clip begins.
    settings
        The runner.
    seconds
        Length of the clip.

    Returns
    -------
    The exact truth of the clip.
    """
    begins_s = float(np.random.default_rng(seed).uniform(0, settings.stride_s))
    count = round(seconds * FPS)
    write_video(path, _pictures(settings, begins_s, count), fps=FPS)
    return ClipTruth(settings=settings, events=_events(settings, begins_s, count / FPS), fps=float(FPS))


def _events(settings: RunnerSettings, begins_s: float, seconds: float) -> tuple[FootEvents, ...]:
    contacts = runner_contacts(settings, begins_s + seconds)
    return tuple(
        FootEvents(foot=Side(one.foot), contact_s=one.contact_s - begins_s, toe_off_s=one.toe_off_s - begins_s)
        for one in contacts
        if one.contact_s >= begins_s and one.toe_off_s - begins_s < seconds
    )


def _pictures(settings: RunnerSettings, begins_s: float, count: int) -> Iterator[NDArray[np.uint8]]:
    room = _room()
    for first in range(0, count, AT_ONCE):
        frames = np.arange(first, min(first + AT_ONCE, count))
        for parts in runner_outlines((begins_s + frames / FPS) / settings.stride_s, settings):
            picture = room.copy()
            fill_outlines(picture, ((_place(part.points), part.rgb) for part in parts))
            yield picture


def _place(points_leg: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn leg lengths (x forward, y up from the belt) into pixels (y down)."""
    return np.column_stack([MIDDLE_PX + LEG_PX * points_leg[:, 0], BELT_PX - LEG_PX * points_leg[:, 1]])


def _room() -> NDArray[np.uint8]:
    """Paint a plain wall with two panels, the belt and the floor."""
    room = np.empty((HEIGHT_PX, WIDTH_PX, 3), dtype=np.uint8)
    room[:] = WALL
    for left in (40, 330):
        room[90:360, left : left + 170] = PANEL
    belt = round(BELT_PX)
    room[belt : belt + BELT_THICKNESS_PX] = BELT
    room[belt + BELT_THICKNESS_PX :] = FLOOR
    return room
