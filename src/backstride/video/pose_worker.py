"""One process that runs the pose model over one part of a clip.

Run as ``python -m backstride.video.pose_worker ORDER.json``. It writes an array file where the order says, and one
line ``progress SECONDS`` to standard output for every tenth frame. A crash of the pose library ends only this process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backstride.model.errors import UserError
from backstride.video.clip_info import probe
from backstride.video.frames import Frame, FrameReader
from backstride.video.pose_model import start_pose_model
from backstride.video.region import Region
from backstride.video.spotlight import Spotlight

__all__ = ["WorkOrder"]

POINTS = 33
PROGRESS_EVERY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """What one worker does.

    Parameters
    ----------
    clip, result
        Paths as text.
    warm_up_s
        Where to start following the runner.
    start_s, end_s
        Playing time whose frames are kept.
    region
        The part of the picture to look at: left, top, right, bottom.
    every
        Which frames to look at: all, every second ...
    spotlight
        The band with the runner: middle, movement a second, half its width; None for all of the part.
    """

    clip: str
    result: str
    warm_up_s: float
    start_s: float
    end_s: float
    region: tuple[float, float, float, float]
    every: int = 1
    spotlight: tuple[float, float, float] | None = None

    def save(self, path: Path) -> None:
        """Write the order for a worker."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> WorkOrder:
        """Read an order."""
        fields = json.loads(path.read_text(encoding="utf-8"))
        light = fields["spotlight"]
        return cls(**{**fields, "region": tuple(fields["region"]), "spotlight": tuple(light) if light else None})


def work(order: WorkOrder) -> None:
    """Run the model over the frames and save times, points and scores."""
    info = probe(Path(order.clip))
    reader = FrameReader(info=info, start_s=order.warm_up_s, end_s=order.end_s, every=order.every)
    with start_pose_model() as model:
        times, points, light, size = _follow(reader, order, model)
    np.savez(
        order.result,
        time_s=np.array(times),
        points=np.array(points).reshape(-1, POINTS, 3),
        brightness=np.array(light),
        size=np.array(size),
        damaged=np.array(reader.damaged),
    )


def _follow(
    frames: Iterable[Frame],
    order: WorkOrder,
    model: Any,  # noqa: ANN401 - the library has no types
) -> tuple[list[float], list[NDArray[np.float64]], list[float], tuple[int, int]]:
    left, top, right, bottom = order.region
    region = Region(left=left, top=top, right=right, bottom=bottom)
    light = None
    if order.spotlight is not None:
        centre, per_s, half = order.spotlight
        light = Spotlight(centre=centre, centre_per_s=per_s, half_width=half)
    times: list[float] = []
    points: list[NDArray[np.float64]] = []
    brightness: list[float] = []
    size = (0, 0)
    for count, frame in enumerate(frames):
        rows, columns = region.pixels(frame.rgb.shape[1], frame.rgb.shape[0])
        picture = np.ascontiguousarray(frame.rgb[rows, columns])
        found = _points_of(model.process(light.shade(picture, frame.time_s) if light else picture))
        size = (frame.width_px, frame.height_px)
        if frame.time_s >= order.start_s:
            times.append(frame.time_s)
            points.append(_in_whole_picture(found, region))
            brightness.append(float(picture[::8, ::8].mean()) / 255)
        if count % PROGRESS_EVERY == 0:
            sys.stdout.write(f"progress {frame.time_s:.3f}\n")
            sys.stdout.flush()
    return times, points, brightness, size


def _points_of(result: Any) -> NDArray[np.float64]:  # noqa: ANN401 - the library has no types
    """Give (33, 3) x, y in shares of the picture and visibility; NaN when nobody was found."""
    if result.pose_landmarks is None:
        return np.full((POINTS, 3), np.nan)
    return np.array([[p.x, p.y, p.visibility] for p in result.pose_landmarks.landmark], dtype=np.float64)


def _in_whole_picture(points: NDArray[np.float64], region: Region) -> NDArray[np.float64]:
    whole = points.copy()
    whole[:, 0] = region.left + points[:, 0] * (region.right - region.left)
    whole[:, 1] = region.top + points[:, 1] * (region.bottom - region.top)
    return whole


if __name__ == "__main__":
    try:
        work(WorkOrder.load(Path(sys.argv[1])))
    except UserError as error:
        sys.stdout.write(f"refused {json.dumps([error.what, error.where, error.advice])}\n")
        sys.exit(3)
