"""A folder of OpenPose JSON, one file a frame, with the BODY_25 points."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from backstride.model.errors import FileError, LimitError, UsageError
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack

__all__ = ["read_openpose"]

MOST_FRAMES = 20_000
FASTEST_FPS = 2000.0
MOST_BYTES = 5_000_000
BODY_25 = {
    0: "nose", 2: "right_shoulder", 3: "right_elbow", 4: "right_wrist", 5: "left_shoulder", 6: "left_elbow",
    7: "left_wrist", 9: "right_hip", 10: "right_knee", 11: "right_ankle", 12: "left_hip", 13: "left_knee",
    14: "left_ankle", 15: "right_eye", 16: "left_eye", 17: "right_ear", 18: "left_ear", 19: "left_foot_index",
    21: "left_heel", 22: "right_foot_index", 24: "right_heel",
}  # fmt: skip
NUMBERS = 75
CLEAR_SHARE = 0.3
"""Several people are reported when a second one is seen in this share of frames."""


class _Person(msgspec.Struct, frozen=True):
    pose_keypoints_2d: list[float] = []


class _FrameFile(msgspec.Struct, frozen=True):
    people: list[_Person] = []


def read_openpose(folder: Path, *, fps: float | None) -> KeypointTrack:
    """Read the runner from a folder of ``*_keypoints.json`` files.

    Where several people are seen, the one nearest to the last place of the runner is followed, and
    the number of people is reported.

    Raises
    ------
    UsageError
        If no frame rate is given; OpenPose files do not carry one.
    FileError
        If the folder holds no readable frames.
    LimitError
        If it holds too many.
    """
    where = folder.name
    if fps is None:
        raise UsageError("OpenPose files do not say the frame rate", where=where, advice="add --fps, such as --fps 60")
    if not 0 < fps <= FASTEST_FPS:
        raise UsageError(f"--fps {fps:g} is not a frame rate", advice="give frames a second")
    files = sorted(folder.glob("*.json"), key=_frame_number)
    if not files:
        raise FileError("this folder has no OpenPose files", where=where, advice="give the folder of *_keypoints.json")
    if len(files) > MOST_FRAMES:
        raise LimitError(f"it has {len(files)} frames and the limit is {MOST_FRAMES}", where=where, advice="cut it")
    people = [_people(file) for file in files]
    chosen = _follow(people)
    points = np.full((len(files), len(KEYPOINT_NAMES), 2), np.nan)
    score = np.zeros((len(files), len(KEYPOINT_NAMES)))
    for number, name in BODY_25.items():
        index = KEYPOINT_NAMES.index(name)
        seen = chosen[:, number, 2] > 0
        points[seen, index] = chosen[seen, number, :2]
        score[seen, index] = np.clip(chosen[seen, number, 2], 0, 1)
    largest = np.nanmax(points.reshape(-1, 2), axis=0) if np.isfinite(points).any() else np.array([1.0, 1.0])
    second = float(np.mean([len(frame) > 1 for frame in people]))
    return KeypointTrack(
        time_s=np.arange(len(files)) / fps,
        points_px=points,
        score=score,
        # OpenPose does not write the picture's size: the furthest point stands for it.
        width_px=int(np.ceil(largest[0])) + 1,
        height_px=int(np.ceil(largest[1])) + 1,
        from_pose_model=True,
        people_seen=2 if second >= CLEAR_SHARE else 1,
    )


def _frame_number(path: Path) -> tuple[int, str]:
    numbers = re.findall(r"\d+", path.stem)
    return (int(numbers[-1]) if numbers else 0, path.name)


def _people(path: Path) -> list[NDArray[np.float64]]:
    """Give (25, 3) x, y and score for each person in one file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LimitError("one frame is larger than 5 MB", where=path.name, advice="leave this file out")
        frame = msgspec.json.decode(path.read_bytes(), type=_FrameFile)
    except (msgspec.DecodeError, msgspec.ValidationError, OSError) as error:
        raise FileError("this is not an OpenPose file", where=path.name, advice="leave this file out") from error
    whole = [person.pose_keypoints_2d for person in frame.people if len(person.pose_keypoints_2d) == NUMBERS]
    return [np.array(numbers, dtype=np.float64).reshape(25, 3) for numbers in whole]


def _follow(people: list[list[NDArray[np.float64]]]) -> NDArray[np.float64]:
    """Choose one person a frame: the largest at first, then whoever is nearest to the last place."""
    chosen = np.zeros((len(people), 25, 3))
    last: NDArray[np.float64] | None = None
    for number, frame in enumerate(people):
        if not frame:
            continue
        centres = [_centre(person) for person in frame]
        if last is None:
            best = int(np.argmax([_height(person) for person in frame]))
        else:
            best = int(np.argmin([float(np.linalg.norm(centre - last)) for centre in centres]))
        chosen[number] = frame[best]
        last = centres[best]
    return chosen


def _centre(person: NDArray[np.float64]) -> NDArray[np.float64]:
    seen = person[person[:, 2] > 0, :2]
    return np.asarray(seen.mean(axis=0)) if len(seen) else np.zeros(2)


def _height(person: NDArray[np.float64]) -> float:
    seen = person[person[:, 2] > 0, 1]
    return float(np.ptp(seen)) if len(seen) else 0.0
