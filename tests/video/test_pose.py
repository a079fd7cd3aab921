"""The pose model on the drawn demo runner, end to end, against the clip's exact truth."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from backstride.demo.clip import ClipTruth, write_clip
from backstride.gait import analyse
from backstride.model.errors import MediaError, UserError
from backstride.model.form import FormReport, View
from backstride.video.pose import BlazePose, PosedClip
from backstride.video.pose_model import MODEL_FILES, check_pose_model
from backstride.video.region import Region

needs_model = pytest.mark.skipif(
    importlib.util.find_spec("mediapipe") is None, reason="the pose library is not installed"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ClipTruth, PosedClip, FormReport, list[float]]:
    path = tmp_path_factory.mktemp("demo") / "demo.mp4"
    truth = write_clip(path, seed=1, seconds=6.0)
    shares: list[float] = []
    posed = BlazePose().follow(path, progress=shares.append)
    return path, truth, posed, analyse(posed.track, height_cm=178), shares


@needs_model
def test_the_model_sees_the_drawn_runner_in_every_frame(demo: tuple) -> None:
    _, _, posed, report, shares = demo
    assert len(posed.track.time_s) == 360
    assert report.quality["detected_share"] >= 0.99
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1


@needs_model
def test_measures_of_the_drawn_runner_agree_with_the_truth_within_their_intervals(demo: tuple) -> None:
    _, truth, _, report, _ = demo
    settings = truth.settings
    expected = {
        "cadence_steps_per_min": settings.cadence_steps_per_min,
        "contact_time_ms": settings.contact_time_ms,
        "overstride_pct_leg": settings.overstride_pct_leg,
        "trunk_lean_deg": settings.trunk_lean_deg,
        "vertical_oscillation_pct_leg": settings.vertical_oscillation_pct_leg,
        "knee_angle_at_contact_deg": settings.knee_flexion_at_contact_deg,
        "arm_swing_pct_torso": settings.arm_swing_pct_torso,
    }
    assert (report.view, report.direction) == (View.SIDE, "right")
    for name, true in expected.items():
        low, high = report.metrics[name].interval95
        assert low <= true <= high, name
    assert report.metrics["cadence_steps_per_min"].value == pytest.approx(settings.cadence_steps_per_min, abs=0.5)


@needs_model
def test_contacts_of_the_drawn_runner_are_found_near_the_truth(demo: tuple) -> None:
    _, truth, _, report, _ = demo
    errors = [
        min((one.contact_s - true.contact_s for one in report.events if one.foot is true.foot), key=abs)
        for true in truth.events
        if 0.2 < true.contact_s < 5.4
    ]
    assert np.abs(errors).max() < 0.05
    assert abs(np.mean(errors)) < 0.02


@needs_model
def test_cancelling_ends_the_workers(demo: tuple) -> None:
    path = demo[0]
    with pytest.raises(MediaError):
        BlazePose().follow(path, cancelled=lambda: True)


def test_a_missing_pose_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(UserError, match="not installed") as caught:
        check_pose_model()
    assert "dev.py setup" in caught.value.line()


@needs_model
def test_a_changed_model_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(iter(MODEL_FILES))
    monkeypatch.setitem(MODEL_FILES, name, "0" * 64)
    with pytest.raises(UserError, match="not the one that was tested"):
        check_pose_model()


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "50,0,20,100", "0,0,120,100"])
def test_a_region_that_is_no_part_of_the_picture_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="--region"):
        Region.parse(text)
