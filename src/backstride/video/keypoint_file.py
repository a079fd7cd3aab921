"""Keypoint files: the product's own JSON, read strictly and written for others to read."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from backstride.model.errors import FileError, InputError, LimitError
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack

__all__ = ["read_keypoints", "write_keypoints"]

MOST_BYTES = 200_000_000
MOST_FRAMES = 20_000
FASTEST_FPS = 2000.0
LARGEST_SIDE_PX = 20_000
ESSENTIAL = tuple(f"{side}_{joint}" for joint in ("hip", "knee", "ankle") for side in ("left", "right"))
ADVICE = "see the keypoint file in the reference: fps, width, height and points"


class _Origin(msgspec.Struct, frozen=True):
    """What our own files say beyond the published format."""

    time_s: list[float] | None = None
    from_pose_model: bool = False
    people_seen: int | None = None


class _KeypointFile(msgspec.Struct, frozen=True):
    """The published format; keys it does not name are ignored."""

    fps: float
    width: int
    height: int
    points: dict[str, list[list[float | None] | None]]
    backstride: _Origin | None = None


def read_keypoints(path: Path, *, fps: float | None = None) -> KeypointTrack:
    """Read a keypoint file.

    Parameters
    ----------
    path
        A JSON file with ``fps``, ``width``, ``height`` and ``points``: name -> one ``[x, y, score]`` a
        frame. The score may be left out (1); null, or score 0, is missing.
    fps
        A frame rate that replaces the file's.

    Raises
    ------
    FileError
        If the file is missing or is no such file.
    LimitError
        If it is too large.
    InputError
        If hips, knees or ankles are missing or lists differ in length.
    """
    where = path.name
    if not path.is_file():
        raise FileError("there is no such file", where=str(path), advice="check the name")
    if path.stat().st_size > MOST_BYTES:
        raise LimitError("this keypoint file is larger than 200 MB", where=where, advice="cut out 20 seconds")
    try:
        # Python's own reader, because many programs write a missing number as NaN.
        raw = msgspec.convert(json.loads(path.read_bytes()), _KeypointFile, strict=False)
    except (ValueError, msgspec.ValidationError, RecursionError) as error:
        raise FileError(f"this is not a keypoint file ({error})", where=where, advice=ADVICE) from error
    frames = _frame_count(raw, where)
    rate = fps or raw.fps
    _check_numbers(raw, rate, where)
    points, score = _arrays(raw, frames, where)
    origin = raw.backstride or _Origin()
    return KeypointTrack(
        time_s=_times_s(origin, frames, rate, renamed=fps is not None),
        points_px=points,
        score=score,
        width_px=raw.width,
        height_px=raw.height,
        from_pose_model=origin.from_pose_model,
        people_seen=origin.people_seen,
    )


def write_keypoints(track: KeypointTrack, path: Path) -> None:
    """Write a track in the published format; times and origin go under a key of our own."""
    points = {}
    for index, name in enumerate(KEYPOINT_NAMES):
        if (track.score[:, index] > 0).any():
            rows = np.column_stack([track.points_px[:, index], track.score[:, index]])
            points[name] = [
                [round(float(v), 3) for v in row] if np.isfinite(row).all() and row[2] > 0 else None for row in rows
            ]
    content = {
        "fps": round(track.fps, 4),
        "width": track.width_px,
        "height": track.height_px,
        "points": points,
        "backstride": {
            "time_s": [round(float(value), 6) for value in track.time_s],
            "from_pose_model": track.from_pose_model,
            "people_seen": track.people_seen,
        },
    }
    path.write_text(json.dumps(content), encoding="utf-8")


def _frame_count(raw: _KeypointFile, where: str) -> int:
    missing = [name for name in ESSENTIAL if name not in raw.points]
    if missing:
        raise InputError(
            f"it lacks {', '.join(missing)}", where=where, advice="give both hips, knees and ankles under their names"
        )
    counts = {name: len(rows) for name, rows in raw.points.items() if name in KEYPOINT_NAMES}
    if len(set(counts.values())) > 1:
        odd = min(counts, key=lambda name: counts[name])
        raise InputError(
            f"its points differ in length: {odd} has {counts[odd]} frames, others {max(counts.values())}",
            where=where,
            advice="give every point one entry a frame, null where it is missing",
        )
    frames = counts[ESSENTIAL[0]]
    if frames > MOST_FRAMES:
        raise LimitError(f"it has {frames} frames and the limit is {MOST_FRAMES}", where=where, advice="cut it")
    return frames


def _check_numbers(raw: _KeypointFile, rate: float, where: str) -> None:
    if not 0 < rate <= FASTEST_FPS:
        raise InputError(f"fps {rate:g} is not a frame rate", where=where, advice="give frames a second")
    if not (0 < raw.width <= LARGEST_SIDE_PX and 0 < raw.height <= LARGEST_SIDE_PX):
        raise InputError(
            f"width {raw.width} and height {raw.height} are no picture size", where=where, advice="give pixels"
        )


def _times_s(origin: _Origin, frames: int, rate: float, *, renamed: bool) -> NDArray[np.float64]:
    if origin.time_s is not None and not renamed and len(origin.time_s) == frames:
        given = np.array(origin.time_s, dtype=np.float64)
        if frames < 2 or bool(np.all(np.diff(given) > 0)):  # noqa: PLR2004 - a difference needs two
            return np.asarray(given - given[0]) if frames else given
    return np.arange(frames) / rate


def _arrays(raw: _KeypointFile, frames: int, where: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    points = np.full((frames, len(KEYPOINT_NAMES), 2), np.nan)
    score = np.zeros((frames, len(KEYPOINT_NAMES)))
    for name, rows in raw.points.items():
        if name not in KEYPOINT_NAMES:
            continue
        index = KEYPOINT_NAMES.index(name)
        for frame, row in enumerate(rows):
            if row is None or any(value is None for value in row[:2]):
                continue
            if len(row) not in {2, 3}:
                raise InputError(
                    f"{name}, frame {frame}: {len(row)} numbers", where=where, advice="write [x, y, score]"
                )
            sure = 1.0 if len(row) == 2 else row[2]  # noqa: PLR2004 - x and y alone
            here = np.array(row[:2], dtype=np.float64)
            if sure and sure > 0 and np.isfinite(here).all():
                points[frame, index] = here
                score[frame, index] = min(float(sure), 1.0)
    return points, score
