"""Keypoint files: ours and OpenPose's."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backstride.demo.camera import Camera
from backstride.demo.filmed_runner import draw_runner, film_runner
from backstride.model.errors import FileError, InputError, LimitError, UsageError
from backstride.model.keypoints import KEYPOINT_NAMES
from backstride.video.keypoint_file import ESSENTIAL, read_keypoints, write_keypoints
from backstride.video.openpose import BODY_25, read_openpose


def content(**changes: object) -> dict[str, Any]:
    points = {name: [[10.0 * i, 20.0, 0.9] for i in range(5)] for name in ESSENTIAL}
    return {"fps": 30, "width": 100, "height": 200, "points": points} | changes


def saved(folder: Path, value: object) -> Path:
    path = folder / "k.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_what_is_written_is_read_back(tmp_path: Path):
    rng = np.random.default_rng(0)
    track = film_runner(draw_runner(rng), Camera(), rng, seconds=1.0).track
    write_keypoints(track, tmp_path / "k.json")
    again = read_keypoints(tmp_path / "k.json")
    assert np.allclose(again.points_px, track.points_px, atol=1e-3, equal_nan=True)
    assert np.allclose(again.time_s, track.time_s, atol=1e-6)
    assert np.allclose(again.score, track.score)


def test_null_zero_score_and_nan_are_missing_and_unknown_keys_are_ignored(tmp_path: Path):
    value = content(colour="blue")
    value["points"]["left_hip"] = [None, [1, 2, 0], [None, None, None], [float("nan"), 2, 1], [3, 4]]
    value["points"]["tail"] = [[1, 2, 3]]
    track = read_keypoints(saved(tmp_path, value))
    hip = KEYPOINT_NAMES.index("left_hip")
    assert track.score[:, hip].tolist() == [0, 0, 0, 0, 1]
    assert track.points_px[4, hip].tolist() == [3, 4]


def test_a_given_rate_replaces_the_file_s(tmp_path: Path):
    assert read_keypoints(saved(tmp_path, content()), fps=120).fps == pytest.approx(120)


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("{", FileError, "not a keypoint file"),
        ([1, 2], FileError, "not a keypoint file"),
        ({"fps": 30}, FileError, "not a keypoint file"),
        (content(points={}), InputError, "lacks left_hip"),
        (content(fps=0), InputError, "frame rate"),
        (content(width=-5), InputError, "picture size"),
        (content(points=content()["points"] | {"left_knee": [[1, 2, 1]]}), InputError, "differ in length"),
        (content(points=content()["points"] | {"nose": [[1], [1], [1], [1], [1]]}), InputError, "nose, frame 0"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, value: object, kind: type[Exception], words: str):
    with pytest.raises(kind, match=words):
        read_keypoints(saved(tmp_path, value))


def test_too_many_frames_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("backstride.video.keypoint_file.MOST_FRAMES", 3)
    with pytest.raises(LimitError, match="5 frames"):
        read_keypoints(saved(tmp_path, content()))


def openpose_folder(folder: Path, people: int = 1, frames: int = 6) -> Path:
    for frame in range(frames):
        persons = []
        for person in range(people):
            numbers = [[100 * person + frame + 2 * i, 50 + i, 0.8] for i in range(25)]
            persons.append({"person_id": [-1], "pose_keypoints_2d": [v for row in numbers for v in row]})
        (folder / f"clip_{frame:012d}_keypoints.json").write_text(json.dumps({"version": 1.3, "people": persons}))
    return folder


def test_a_folder_of_openpose_files_is_read_in_order(tmp_path: Path):
    track = read_openpose(openpose_folder(tmp_path), fps=50)
    assert len(track.time_s) == 6
    assert track.fps == pytest.approx(50)
    assert track.people_seen == 1
    number = next(number for number, name in BODY_25.items() if name == "right_ankle")
    assert track.of("right_ankle")[3].tolist() == [3 + 2 * number, 50 + number]


def test_openpose_with_two_people_follows_one_and_counts_both(tmp_path: Path):
    track = read_openpose(openpose_folder(tmp_path, people=2), fps=50)
    assert track.people_seen == 2
    assert np.abs(np.diff(track.of("nose")[:, 0])).max() < 10


def test_openpose_without_a_rate_asks_for_it(tmp_path: Path):
    with pytest.raises(UsageError, match="--fps"):
        read_openpose(openpose_folder(tmp_path), fps=None)


def test_an_empty_folder_is_refused(tmp_path: Path):
    with pytest.raises(FileError, match="no OpenPose files"):
        read_openpose(tmp_path, fps=30)
