"""Made-up runners do what their numbers say."""

import itertools

import numpy as np
import pytest

from backstride.demo.camera import Camera
from backstride.demo.filmed_runner import draw_runner, film_runner
from backstride.demo.running_motion import Gait, sagittal_paths


@pytest.fixture
def gait() -> Gait:
    return draw_runner(np.random.default_rng(11)).gait


def test_the_foot_lands_as_far_ahead_as_said(gait: Gait):
    touch = sagittal_paths(gait, np.zeros(1))
    ahead = touch["right_ankle"][0, 0] - touch["right_hip"][0, 0]
    assert 100 * ahead == pytest.approx(gait.overstride_pct_leg, abs=1e-6)


def test_the_hips_rise_and_the_trunk_leans_as_said(gait: Gait):
    paths = sagittal_paths(gait, np.linspace(0, gait.stride_s, 400))
    assert 100 * np.ptp(paths["left_hip"][:, 1]) == pytest.approx(gait.vertical_oscillation_pct_leg, abs=0.01)
    trunk = paths["left_shoulder"] - paths["left_hip"]
    assert np.degrees(np.arctan2(trunk[:, 0], trunk[:, 1])) == pytest.approx(gait.trunk_lean_deg)


def test_no_joint_jumps(gait: Gait):
    paths = sagittal_paths(gait, np.arange(0, 2 * gait.stride_s, 0.001))
    for name, path in paths.items():
        assert np.linalg.norm(np.diff(path, axis=0), axis=1).max() < 0.03, name


def test_leg_segments_keep_their_length(gait: Gait):
    paths = sagittal_paths(gait, np.linspace(0, gait.stride_s, 300))
    for first, second in (("hip", "knee"), ("knee", "ankle")):
        length = np.linalg.norm(paths[f"right_{first}"] - paths[f"right_{second}"], axis=1)
        assert np.allclose(length, 0.5, atol=1e-3)


def test_a_runner_without_flight_is_refused(gait: Gait):
    fields = {name: getattr(gait, name) for name in Gait.__dataclass_fields__}
    with pytest.raises(ValueError, match="no flight"):
        Gait(**fields | {"contact_time_ms": 500.0})


def test_the_same_seed_gives_the_same_film():
    one, other = (
        film_runner(draw_runner(rng), Camera(), rng) for rng in (np.random.default_rng(4), np.random.default_rng(4))
    )
    assert np.array_equal(one.track.points_px, other.track.points_px, equal_nan=True)
    assert one.events == other.events


def test_feet_take_turns_and_touch_for_the_time_said():
    rng = np.random.default_rng(6)
    filmed = film_runner(draw_runner(rng), Camera(), rng)
    feet = [event.foot for event in filmed.events]
    assert all(first is not second for first, second in itertools.pairwise(feet))
    times = [event.toe_off_s - event.contact_s for event in filmed.events if event.toe_off_s]
    assert 1e3 * np.mean(times) == pytest.approx(filmed.gait.contact_time_ms, abs=4)
