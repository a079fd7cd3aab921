"""One use case for clips, keypoint files and OpenPose folders; and the clips we were lent."""

import importlib.util
from pathlib import Path

import pytest

from backstride.model.form import View
from backstride.service.filming import ClipOptions, measure_clip, measure_with_pictures
from backstride.video.clip_info import probe
from backstride.video.region import Region

needs_model = pytest.mark.skipif(
    importlib.util.find_spec("mediapipe") is None, reason="the pose library is not installed"
)


def lent(shared: Path, name: str) -> Path:
    path = shared / "data" / "video" / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return path


@needs_model
def test_a_drawn_runner_with_known_contacts_is_measured_and_shown(shared: Path, tmp_path: Path):
    clip = lent(shared, "mannequin_run_60fps.mp4")
    report, written = measure_with_pictures(clip, tmp_path, height_cm=178)
    assert report.metrics["cadence_steps_per_min"].value == pytest.approx(174.5, abs=0.5)
    low, high = report.metrics["contact_time_ms"].interval95
    assert low <= 229 <= high
    pictures = {"contact.png", "mid_stance.png", "toe_off.png"}
    assert {path.name for path in written} == {"keypoints.json", "annotated.mp4"} | pictures
    assert probe(tmp_path / "annotated.mp4").playing_fps == pytest.approx(15, abs=0.1)
    assert (tmp_path / "contact.png").read_bytes().startswith(b"\x89PNG")


@needs_model
def test_several_people_are_said(shared: Path):
    assert "several_people" in measure_clip(lent(shared, "sports2d_demo.mp4")).quality["refused"]


@needs_model
@pytest.mark.prove
def test_a_walker_marked_out_among_several_is_walking(shared: Path):
    lower_half = ClipOptions(region=Region(top=0.5))
    assert measure_clip(lent(shared, "sports2d_demo.mp4"), options=lower_half).quality["refused"] == "walking"


@needs_model
def test_a_walk_along_a_beam_seen_at_an_angle_is_refused(shared: Path):
    report = measure_clip(lent(shared, "pose2sim_single_cam01.mp4"))
    assert report.view is View.OBLIQUE
    assert all(found.value is None for found in report.metrics.values())


def test_a_short_run_in_openpose_files_gives_rough_measures(shared: Path):
    folder = lent(shared, "radluy_gpl3_openpose_json") / "side"
    report = measure_clip(folder, options=ClipOptions(fps=30))
    assert (report.view, report.direction) == (View.SIDE, "left")
    low, high = report.metrics["cadence_steps_per_min"].interval95
    assert 150 < low < high < 190
