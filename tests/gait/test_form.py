"""What a clip of a runner gives, from whichever side and however it is filmed."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from backstride.demo.filmed_runner import FilmedRunner, FrontalPlane
from backstride.gait import analyse
from backstride.model.form import Confidence, Side, Surface, View
from backstride.model.keypoints import KEYPOINT_NAMES

TARGETS = {
    "cadence_steps_per_min": 0.5,
    "contact_time_ms": 15.0,
    "flight_time_ms": 18.0,
    "overstride_pct_leg": 3.0,
    "shank_angle_at_contact_deg": 3.0,
    "trunk_lean_deg": 2.0,
    "vertical_oscillation_pct_leg": 1.0,
}

Film = Callable[..., FilmedRunner]


@pytest.mark.parametrize("fps", [30, 60, 120])
@pytest.mark.parametrize("yaw_deg", [-10, 0, 10])
def test_a_side_view_gives_every_measure_close_to_the_truth(easy_runner: Film, fps: float, yaw_deg: float):
    filmed = easy_runner(fps=fps, yaw_deg=yaw_deg, noise_share_leg=0.003)
    report = analyse(filmed.track, height_cm=178)
    truth = filmed.gait.truth()
    assert report.view is View.SIDE
    for name, allowed in TARGETS.items():
        assert abs(report.metrics[name].value - truth[name]) <= allowed, name
    assert report.metrics["foot_strike_class"].value == "rearfoot"
    withheld = [name for name, found in report.metrics.items() if found.value is None]
    assert len(withheld) <= len(report.metrics) / 10


def test_contacts_and_toe_offs_are_found_within_ten_milliseconds_on_average(easy_runner: Film):
    filmed = easy_runner()
    found = analyse(filmed.track).events
    pairs = [
        (one, true)
        for true in filmed.events
        for one in found
        if one.foot is true.foot and abs(one.contact_s - true.contact_s) < 0.1
    ]
    assert len(pairs) >= len(filmed.events) - 2
    contact_ms = [1e3 * (one.contact_s - true.contact_s) for one, true in pairs]
    toe_off_ms = [1e3 * (one.toe_off_s - true.toe_off_s) for one, true in pairs if one.toe_off_s is not None]
    assert abs(np.mean(contact_ms)) < 10
    assert np.std(contact_ms) < 10
    assert abs(np.mean(toe_off_ms)) < 10
    assert np.std(toe_off_ms) < 10


def test_a_mirrored_clip_gives_the_same_measures_and_the_other_near_leg(easy_runner: Film):
    right, left = (analyse(easy_runner(mirrored=mirrored).track) for mirrored in (False, True))
    assert (right.direction, right.near_leg) == ("right", Side.RIGHT)
    assert (left.direction, left.near_leg) == ("left", Side.LEFT)
    for name, allowed in TARGETS.items():
        assert left.metrics[name].value == pytest.approx(right.metrics[name].value, abs=2 * allowed)


def test_a_runner_who_passes_by_is_over_ground_and_a_treadmill_is_not(easy_runner: Film):
    passing = analyse(easy_runner(over_ground=True, distance_m=12, seconds=8).track)
    staying = analyse(easy_runner().track)
    assert passing.surface is Surface.OVERGROUND
    assert staying.surface is Surface.TREADMILL
    assert passing.metrics["cadence_steps_per_min"].value == pytest.approx(172, abs=3)


def test_events_count_from_the_first_frame_even_when_the_runner_enters_later(easy_runner: Film):
    track = easy_runner(seconds=8).track
    hidden = track.score.copy()
    hidden[:120] = 0
    late = analyse(replace(track, score=hidden))
    assert late.events[0].contact_s > 2.0


def test_hips_knees_and_ankles_alone_give_cadence_and_say_what_else_is_missing(easy_runner: Film):
    track = easy_runner().track
    legs = ("left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle")
    bare = track.score.copy()
    bare[:, [i for i, name in enumerate(KEYPOINT_NAMES) if name not in legs]] = 0
    report = analyse(replace(track, score=bare))
    assert report.metrics["cadence_steps_per_min"].value == pytest.approx(172, abs=0.5)
    assert "shoulders" in report.metrics["trunk_lean_deg"].reason
    assert "heel and toe" in report.metrics["foot_strike_class"].reason


def test_centimetres_appear_only_with_a_height(easy_runner: Film):
    track = easy_runner(seconds=3.0).track
    assert "vertical_oscillation_cm" not in analyse(track).metrics
    tall, short = (analyse(track, height_cm=cm).metrics["vertical_oscillation_cm"].value for cm in (190, 160))
    assert tall / short == pytest.approx(190 / 160, abs=0.02)


def test_from_behind_pelvis_lean_and_step_width_are_measured_and_feet_are_not_timed(easy_runner: Film):
    plane = FrontalPlane(pelvic_drop_deg=8, lateral_lean_deg=4, step_width_pct_leg=10)
    report = analyse(easy_runner(yaw_deg=90, frontal=plane, noise_share_leg=0.005, seconds=8).track)
    assert report.view is View.REAR
    assert report.metrics["cadence_steps_per_min"].value == pytest.approx(172, abs=1)
    assert report.metrics["pelvic_drop_deg"].value == pytest.approx(8, abs=2.5)
    assert report.metrics["lateral_lean_deg"].value == pytest.approx(4, abs=1.6)
    assert report.metrics["step_width_pct_leg"].value == pytest.approx(10, abs=2.5)
    assert report.events == ()


def test_from_behind_a_height_gives_centimetres_and_hidden_shoulders_give_no_lean(easy_runner: Film):
    track = easy_runner(yaw_deg=90, seconds=4).track
    hidden = track.score.copy()
    hidden[:, [KEYPOINT_NAMES.index(f"{side}_shoulder") for side in Side]] = 0
    report = analyse(replace(track, score=hidden), height_cm=178)
    share, centimetres = (report.metrics[f"vertical_oscillation_{unit}"].value for unit in ("pct_leg", "cm"))
    assert centimetres == pytest.approx(share / 100 * 0.491 * 178, abs=0.2)
    assert report.metrics["lateral_lean_deg"].value is None
    assert "shoulders" in report.metrics["lateral_lean_deg"].reason


def test_points_guessed_by_a_pose_model_have_wider_intervals_and_say_that_one_leg_is_measured(easy_runner: Film):
    track = easy_runner().track
    markers, guessed = (analyse(replace(track, from_pose_model=by_model)) for by_model in (False, True))
    assert not any("Only the leg nearer" in note for note in markers.notes)
    assert any("Only the leg nearer" in note for note in guessed.notes)
    for name in ("contact_time_ms", "overstride_pct_leg", "trunk_lean_deg", "vertical_oscillation_pct_leg"):
        sure, loose = (np.ptp(report.metrics[name].interval95) for report in (markers, guessed))
        assert loose > sure, name


def test_a_runner_who_comes_nearer_keeps_one_size(easy_runner: Film):
    track = easy_runner().track
    middle = np.array([track.width_px / 2, track.height_px / 2])
    nearer = np.linspace(0.85, 1.15, len(track.time_s))[:, None, None]
    coming = replace(track, points_px=(track.points_px - middle) * nearer + middle)
    mended, still = analyse(coming).metrics, analyse(track).metrics
    assert mended["overstride_pct_leg"].value == pytest.approx(still["overstride_pct_leg"].value, abs=2)
    assert mended["vertical_oscillation_pct_leg"].value == pytest.approx(
        still["vertical_oscillation_pct_leg"].value, abs=0.7
    )


def test_a_small_pelvic_drop_says_that_it_cannot_be_told_from_jitter(easy_runner: Film):
    plane = FrontalPlane(pelvic_drop_deg=1.5)
    drop = analyse(easy_runner(yaw_deg=90, frontal=plane, seconds=8).track).metrics["pelvic_drop_deg"]
    assert drop.confidence is Confidence.LOW
    assert "jitter" in drop.reason
