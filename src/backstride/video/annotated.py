"""The runner's own clip, slowed down, with the skeleton and the moments of contact drawn in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backstride.model.form import FormReport
from backstride.model.keypoints import KeypointTrack
from backstride.video.clip_info import probe
from backstride.video.encoding import write_video
from backstride.video.frames import FrameReader
from backstride.video.painting import draw_skeleton, mark_ground

__all__ = ["write_annotated"]

SLOWER = 4.0
LONGEST_FILM_S = 8.0
"""Real time; slowed, it is half a minute."""
SAME_FRAME_S = 0.004


def write_annotated(
    clip: Path,
    track: KeypointTrack,
    report: FormReport,
    path: Path,
    *,
    slowed: float = 1.0,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the first eight seconds at a quarter of real speed, annotated.

    A bar along the lower edge shows ground contact: its left half, blue, for the near foot, its right half,
    grey, for the other.

    Parameters
    ----------
    clip
        The video.
    track
        Its keypoints.
    report
        Its measures, for contacts and the near leg.
    path
        An MP4 or WebM file to write.
    slowed
        How many times slower than life the clip plays.
    cancelled
        Asked before every frame; True ends the film early.

    Returns
    -------
    Number of pictures written.

    Raises
    ------
    ValueError
        If there is not one picture to write.
    """
    fps = max(track.fps / SLOWER, 1.0)
    return write_video(path, _pictures(clip, track, report, slowed, cancelled), fps=fps)


def _pictures(
    clip: Path, track: KeypointTrack, report: FormReport, slowed: float, cancelled: Callable[[], bool]
) -> Iterator[NDArray[np.uint8]]:
    info = probe(clip)
    end_s = min(float(track.time_s[-1]), LONGEST_FILM_S) * slowed + SAME_FRAME_S
    # Of a clip filmed fast, the track and so the film hold only every second picture, or fewer.
    every = max(1, round((info.playing_fps or 0.0) * slowed / max(track.fps, 1.0)))
    reader = FrameReader(info=info, end_s=end_s, cancelled=cancelled, every=every)
    first_s: float | None = None
    for frame in reader:
        first_s = frame.time_s if first_s is None else first_s
        time_s = (frame.time_s - first_s) / slowed
        index = int(np.argmin(np.abs(track.time_s - time_s)))
        draw_skeleton(frame.rgb, track.points_px[index] * (frame.rgb.shape[1] / frame.width_px), report.near_leg)
        for event in report.events:
            if event.toe_off_s is not None and event.contact_s <= time_s < event.toe_off_s:
                mark_ground(frame.rgb, near=event.foot is report.near_leg)
        even = frame.rgb[: frame.rgb.shape[0] // 2 * 2, : frame.rgb.shape[1] // 2 * 2]
        yield np.ascontiguousarray(even)
