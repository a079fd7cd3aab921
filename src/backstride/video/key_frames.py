"""Pictures of one typical step: contact, mid-stance and toe-off, with the skeleton drawn in."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from backstride.model.form import FootEvents, FormReport
from backstride.model.keypoints import KeypointTrack
from backstride.video.clip_info import probe
from backstride.video.frames import FrameReader
from backstride.video.painting import draw_skeleton, write_png

__all__ = ["write_key_frames"]

MOMENTS = {"contact": 0.0, "mid_stance": 0.5, "toe_off": 1.0}
AROUND_S = 0.05


def write_key_frames(
    clip: Path, track: KeypointTrack, report: FormReport, folder: Path, *, slowed: float = 1.0
) -> tuple[Path, ...]:
    """Write the pictures of the step in the middle of the clip.

    Parameters
    ----------
    clip
        The video.
    track
        Its keypoints.
    report
        Its measures, for the events and the near leg.
    folder
        Where to write; must exist.
    slowed
        How many times slower than life the clip plays.

    Returns
    -------
    The files written; none when no whole step was found.
    """
    step = _typical_step(report)
    if step is None or step.toe_off_s is None:
        return ()
    stance_s = step.toe_off_s - step.contact_s
    written = []
    for name, share in MOMENTS.items():
        index = int(np.argmin(np.abs(track.time_s - (step.contact_s + share * stance_s))))
        wanted_s = float(track.time_s[index]) * slowed
        reader = FrameReader(info=probe(clip), start_s=max(0.0, wanted_s - AROUND_S), end_s=wanted_s + AROUND_S)
        frame = min(reader, key=lambda candidate: abs(candidate.time_s - wanted_s), default=None)
        if frame is None:
            continue
        scale = frame.rgb.shape[1] / frame.width_px
        draw_skeleton(frame.rgb, track.points_px[index] * scale, report.near_leg)
        path = folder / f"{name}.png"
        path.write_bytes(write_png(frame.rgb))
        written.append(path)
    return tuple(written)


def _typical_step(report: FormReport) -> FootEvents | None:
    """Choose the whole step of the near leg nearest to the middle of the clip."""
    whole = [event for event in report.events if event.foot is report.near_leg and event.toe_off_s is not None]
    return whole[len(whole) // 2] if whole else None
