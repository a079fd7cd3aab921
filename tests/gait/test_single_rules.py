"""Each rule of form on its own: what it reads from paths made for it, and when it keeps silent."""

from dataclasses import replace

import numpy as np
import pytest
from tests.gait.made_motion import moving, stepping

from backstride.gait.cadence import cadence
from backstride.gait.calibration import MARKERS
from backstride.gait.contact import _matched, _timed, _toe_off, find_contacts
from backstride.gait.estimate import Precision, measure
from backstride.gait.foot_strike import foot_strike_class
from backstride.gait.form import _capped, _checked_cadence, _ground_speed
from backstride.gait.hip_bounce import hip_beat_hz
from backstride.gait.leg_swaps import _paired
from backstride.gait.locomotion import Locomotion, LocomotionCues, _bounce, _weigh
from backstride.gait.motion import clean
from backstride.gait.outliers import without_outliers
from backstride.gait.rear_phase import RearPhase, both_sides, find_rear_phase
from backstride.gait.scene import Scene
from backstride.gait.steps import find_steps
from backstride.gait.stride_curves import stride_curves
from backstride.gait.stride_range import stride_ranges
from backstride.gait.swing import find_reaches, find_turns
from backstride.gait.timing import timing_sd
from backstride.gait.trunk_lean import trunk_lean
from backstride.gait.viewpoint import Viewpoint, find_viewpoint
from backstride.model.form import Confidence, FormMeasure, Side, Surface, View

FROM_THE_SIDE = Viewpoint(view=View.SIDE, yaw_deg=0.0, facing=1, near_leg=Side.RIGHT, fore_aft_leg=0.9)
FROM_BEHIND = Viewpoint(view=View.REAR, yaw_deg=90.0, facing=1, near_leg=None, fore_aft_leg=0.1)
GRID = np.arange(480) / 240.0
UNSEEN = np.full(480, np.nan)


def at(x: float, y: float) -> np.ndarray:
    return np.broadcast_to([float(x), float(y)], (480, 2)).copy()


def bouncing(hz: float) -> np.ndarray:
    return np.column_stack([np.full(480, 500.0), 500.0 + 10 * np.cos(2 * np.pi * hz * GRID)])


def standing_scene(**motion: float) -> Scene:
    cues = LocomotionCues(bounce=1.0, swing_knee_deg=90.0, lift_leg=0.4, verdict=Locomotion.RUNNING)
    return Scene(
        motion=replace(moving(), **motion), viewpoint=FROM_THE_SIDE, cues=cues, surface=Surface.TREADMILL, start_s=0.0
    )


# -- cadence and its witnesses


def test_three_steps_are_too_few_for_a_cadence() -> None:
    assert "fewer than four steps" in cadence(stepping(3)).reason
    assert cadence(stepping(4)).value == pytest.approx(171.4, abs=0.1)


@pytest.mark.parametrize(
    ("error_s", "grade"), [(0.0005, Confidence.HIGH), (0.002, Confidence.MEDIUM), (0.02, Confidence.LOW)]
)
def test_uneven_steps_lower_the_confidence_in_a_cadence(error_s: float, grade: Confidence) -> None:
    found = cadence(stepping(12, error_s=error_s))
    assert found.confidence is grade
    assert bool(found.reason) is (grade is not Confidence.HIGH)


def test_hips_at_another_beat_than_the_feet_make_a_cadence_doubtful() -> None:
    steps = stepping(12)
    agreeing = moving(left_hip=bouncing(1 / 0.35), right_hip=bouncing(1 / 0.35))
    quarrelling = moving(left_hip=bouncing(2.0), right_hip=bouncing(2.0))
    assert _checked_cadence(steps, agreeing, Confidence.HIGH).confidence is Confidence.HIGH
    doubtful = _checked_cadence(steps, quarrelling, Confidence.HIGH)
    assert (doubtful.confidence, doubtful.value) == (Confidence.LOW, cadence(steps).value)
    assert "same beat" in doubtful.reason
    assert _checked_cadence(stepping(3), quarrelling, Confidence.HIGH) == cadence(stepping(3))


def test_hips_seen_for_less_than_two_seconds_have_no_beat() -> None:
    hip = bouncing(3.0)
    hip[:10] = np.nan
    assert hip_beat_hz(moving(left_hip=hip, right_hip=hip)) is None


# -- when a foot lands and leaves


def test_a_foot_that_already_moves_with_the_ground_has_landed_at_its_furthest() -> None:
    assert _matched(np.array([0.0, 3.0, 3.0]), 1, 3.0) == 1.0


def test_a_landing_inside_a_gap_is_not_guessed() -> None:
    assert _matched(np.array([0.0, np.nan, 3.0]), 0, 3.0) is None
    assert _matched(np.array([0.0, 1.0, 3.0]), 0, 3.0) == pytest.approx(1.4)


def test_a_knee_that_was_hidden_gives_no_toe_off() -> None:
    bend = 20 + 10 * np.cos(2 * np.pi * 1.4 * GRID)
    straightest = 240 / 1.4 / 2
    assert _toe_off(bend, 95) == pytest.approx(straightest, abs=0.5)
    bend[90] = np.nan
    assert _toe_off(bend, 95) is None


def test_contacts_near_the_ends_of_a_clip_and_toe_offs_outside_it_are_left_out() -> None:
    stances = [(5.0, 60.0), (100.0, 160.0), (400.0, 479.0), (475.0, None)]
    found = _timed(moving(), Side.LEFT, stances, 0.0, 0.0)
    assert [round(one.contact_s * 240) for one in found] == [100, 400]
    assert [one.toe_off_s is None for one in found] == [False, True]


def test_a_toe_off_before_its_contact_is_not_believed() -> None:
    (one,) = _timed(moving(), Side.LEFT, [(200.0, 190.0)], 0.0, 0.0)
    assert one.toe_off_s is None


def test_a_foot_without_heel_or_toe_is_timed_by_its_ankle_with_a_wider_error() -> None:
    swing = 0.5 * 200 * np.cos(2 * np.pi * 1.4 * GRID + 2.0)
    ankle = np.column_stack([500 + swing, np.full(480, 700.0)])
    bare = moving(
        left_hip=at(500, 400),
        right_hip=at(500, 400),
        left_knee=at(510, 550),
        left_ankle=ankle,
        right_ankle=at(500, 700),
    )
    found = find_contacts(bare, 1)
    assert {one.side for one in found} == {Side.LEFT}
    assert all(one.shared_error_s == pytest.approx(0.022) for one in found)


def test_no_swing_no_reach_and_no_turn_without_a_path() -> None:
    assert find_turns(UNSEEN, lower=0.0, upper=1.0) == []
    assert find_reaches(UNSEEN) == ()
    assert find_reaches(0.1 * np.cos(2 * np.pi * 1.4 * GRID)) == ()


def test_of_two_tops_without_a_bottom_between_the_higher_one_counts() -> None:
    assert find_turns(np.array([0, 2, 3, 2, 0, 2, 5, 2, 0.0]), lower=-1.0, upper=1.5) == [(6, True)]
    assert find_turns(np.array([0, 2, 5, 2, 0, 2, 3, 2, 0.0]), lower=-1.0, upper=1.5) == [(2, True)]


def test_an_error_in_time_costs_nothing_where_no_foot_lands_or_nothing_was_seen() -> None:
    contacts = stepping(4).contacts
    assert timing_sd(moving(), GRID, (), MARKERS) == 0.0
    assert timing_sd(moving(), UNSEEN, contacts, MARKERS) == 0.0
    assert timing_sd(moving(), 100 * GRID, contacts, MARKERS) == pytest.approx(100 * MARKERS.contact_sd_s)


# -- steps


def test_contacts_without_a_common_rhythm_are_no_steps() -> None:
    assert find_steps(stepping(2).contacts) is None
    times_s = (0.0, 0.31, 0.74, 1.9, 2.05, 3.1)
    stumbling = (replace(one, contact_s=at_s) for one, at_s in zip(stepping(6).contacts, times_s, strict=True))
    assert find_steps(tuple(stumbling)) is None


def test_contacts_that_quarrel_with_every_rhythm_are_given_up() -> None:
    times_s = (0.3, 1.2, 1.3, 1.5, 1.6, 1.7, 2.0, 2.3)
    jumbled = (replace(one, contact_s=at_s) for one, at_s in zip(stepping(8).contacts, times_s, strict=True))
    assert find_steps(tuple(jumbled)) is None


def test_feet_that_land_together_are_one_leg_seen_twice_and_no_steps() -> None:
    times_s = (0.1, 0.1, 0.8, 0.8, 1.5, 1.5)
    twice = (replace(one, contact_s=at_s) for one, at_s in zip(stepping(6).contacts, times_s, strict=True))
    assert find_steps(tuple(twice)) is None


def test_a_contact_off_the_beat_is_left_out_and_the_others_keep_their_numbers() -> None:
    contacts = list(stepping(10).contacts)
    contacts[5] = replace(contacts[5], contact_s=contacts[5].contact_s + 0.14)
    steps = find_steps(tuple(contacts))
    assert steps is not None
    assert steps.number.tolist() == [0, 1, 2, 3, 4, 6, 7, 8, 9]
    assert steps.step_s == pytest.approx(0.35)


def test_one_foot_alone_keeps_a_rhythm_of_every_second_step() -> None:
    steps = find_steps(stepping(8).of(Side.LEFT))
    assert steps is not None
    assert steps.number.tolist() == [0, 2, 4, 6]
    assert steps.step_s == pytest.approx(0.35)


# -- measures that keep silent


def test_a_foot_strike_needs_two_whole_strides() -> None:
    foot = {f"right_{name}": at(500 + 20 * index, 700) for index, name in enumerate(("heel", "foot_index"))}
    motion = moving(**foot)
    assert (
        "too few whole strides"
        in foot_strike_class(motion, stepping(6, stance_s=None), Side.RIGHT, FROM_THE_SIDE, MARKERS).reason
    )


@pytest.mark.parametrize(("fps", "tilt_deg"), [(60.0, 8.5), (30.0, 11.0)])
def test_a_landing_near_the_border_is_not_called_heel_or_forefoot(fps: float, tilt_deg: float) -> None:
    steps = stepping(4)
    tilt = np.zeros(480)
    for contact in steps.contacts:
        tilt[np.abs(GRID - contact.contact_s) < 0.02] = np.radians(tilt_deg)
    toe = 500 + np.column_stack([60 * np.cos(tilt), -60 * np.sin(tilt)])
    motion = moving(fps=fps, right_heel=at(500, 500), right_foot_index=toe)
    found = foot_strike_class(motion, steps, Side.RIGHT, FROM_THE_SIDE, MARKERS)
    assert found.value is None
    assert "too flat" in found.reason


def test_a_lean_rests_on_the_strides_in_which_the_shoulders_were_seen() -> None:
    shoulder = at(500 + 200 * np.tan(np.radians(8.0)), 300)
    shoulder[: round(0.85 * 240)] = np.nan
    motion = moving(left_hip=at(500, 500), right_hip=at(500, 500), left_shoulder=shoulder, right_shoulder=shoulder)
    found = trunk_lean(motion, stepping(6), FROM_THE_SIDE, MARKERS)
    assert found.value == pytest.approx(8.0, abs=0.1)
    assert found.n < len(stepping(6).strides_s())


def test_strides_with_gaps_have_no_range_and_one_short_stride_has_none() -> None:
    signal = np.cos(2 * np.pi * GRID / 0.7)
    assert stride_ranges(moving(), stepping(5), signal) == pytest.approx([2.0] * 3, abs=0.05)
    signal[120] = np.nan
    assert len(stride_ranges(moving(), stepping(5), signal)) == 1
    assert len(stride_ranges(moving(), stepping(5), UNSEEN)) == 0
    assert len(stride_ranges(moving(), stepping(5, step_s=0.05), np.cos(GRID))) == 0


def test_a_stride_seen_once_makes_no_curve() -> None:
    hips = {f"{side}_hip": bouncing(1 / 0.35) for side in Side}
    leg = {"right_knee": at(500, 650), "right_ankle": at(500, 800)}
    curves = stride_curves(moving(**hips, **leg), stepping(4), Side.RIGHT, FROM_THE_SIDE, MARKERS)
    assert curves == ()
    more = stride_curves(moving(3.0 / 1.5, **hips, **leg), stepping(6), Side.RIGHT, FROM_THE_SIDE, MARKERS)
    assert {curve.name for curve in more} == {"knee_bend_deg", "shank_angle_deg", "hip_height_pct_leg"}


def test_the_speed_of_the_ground_needs_a_stance_that_was_seen() -> None:
    ankle = np.column_stack([500 - 600 * GRID, np.full(480, 700.0)])
    motion = moving(left_hip=at(500, 400), right_hip=at(500, 400), right_ankle=ankle)
    assert _ground_speed(motion, stepping(4), Side.RIGHT, 1) == pytest.approx(3.0)
    assert _ground_speed(motion, stepping(4, stance_s=None), Side.RIGHT, 1) is None
    hidden = moving(left_hip=at(500, 400), right_hip=at(500, 400), right_ankle=at(np.nan, np.nan))
    assert _ground_speed(hidden, stepping(4), Side.RIGHT, 1) is None


# -- from behind


def test_five_steps_from_behind_are_no_rhythm() -> None:
    lifted = {"left_ankle": at(450, 700), "right_ankle": at(550, 690)}
    few = moving(left_hip=bouncing(2.0), right_hip=bouncing(2.0), **lifted)
    assert find_rear_phase(few, FROM_BEHIND) is None


def test_a_trunk_hidden_from_behind_has_no_lean_to_either_side() -> None:
    phase = RearPhase(steps=stepping(8), stride=GRID / 0.7, seen_from_behind=True, frames=100)
    wanted = {"systematic_sd": 0.8, "indistinct_below": 2.0, "indistinct_text": "small"}
    assert "too little of the hips" in both_sides(UNSEEN, phase, **wanted).reason
    few_frames = replace(phase, frames=8)
    assert "too little of the hips" in both_sides(np.cos(2 * np.pi * GRID / 0.7), few_frames, **wanted).reason
    assert both_sides(5 * np.cos(2 * np.pi * GRID / 0.7), phase, **wanted).value == pytest.approx(4.7, abs=0.2)


# -- cleaning


def test_a_lone_exchange_of_legs_is_left_alone_and_a_short_one_is_undone() -> None:
    assert _paired([10, 40, 43, 90], 6) == [(40, 43)]


def test_a_track_shorter_than_the_window_keeps_all_its_points() -> None:
    path = np.array([[0.0], [90.0], [0.0]])
    assert without_outliers(path, half_window=2, n_sigma=3, floor=0.5).tolist() == path.tolist()


def test_a_track_without_a_whole_leg_has_paths_and_no_leg_length() -> None:
    track = moving().track
    points = track.points_px.copy()
    points[:, 0] = [3.0, 4.0]
    nose = clean(replace(track, points_px=points, score=np.ones_like(track.score)))
    assert nose.of("nose")[5] == pytest.approx([3.0, 4.0])
    assert np.isnan(nose.leg_px)


def test_a_view_cannot_be_told_without_hips_and_ankles() -> None:
    with pytest.raises(ValueError, match="both hips and both ankles"):
        find_viewpoint(moving(left_hip=at(500, 500), right_hip=at(500, 500)))


# -- running or walking, and how sure


def test_cues_that_disagree_claim_nothing() -> None:
    assert _weigh(-1.0, 95.0, 0.45, None, from_side=True) is Locomotion.UNCLEAR
    assert _weigh(-1.0, 60.0, 0.22, None, from_side=True) is Locomotion.WALKING
    assert _weigh(1.0, 95.0, 0.45, None, from_side=True) is Locomotion.RUNNING


def test_hips_that_never_rise_or_were_hardly_seen_have_no_bounce() -> None:
    legs = {"left_ankle": bouncing(1.4), "right_ankle": at(500, 700)}
    assert _bounce(moving(left_hip=at(500, 500), right_hip=at(500, 500), **legs), from_side=False) == 0.0
    blink = at(np.nan, np.nan)
    blink[100:102] = 500.0
    assert _bounce(moving(left_hip=blink, right_hip=blink, **legs), from_side=False) == 0.0


@pytest.mark.parametrize(
    ("motion", "words"),
    [
        ({"leg_upright_px": 100.0}, "small in the picture"),
        ({"swapped": 0.2}, "mixed up"),
        ({}, "a little off the side"),
    ],
)
def test_a_measure_that_is_held_to_medium_says_what_held_it(motion: dict[str, float], words: str) -> None:
    sure = FormMeasure(value=7.0, interval95=(6.0, 8.0), n=9, confidence=Confidence.HIGH)
    held = _capped(sure, Confidence.MEDIUM, standing_scene(**motion))
    assert held.confidence is Confidence.MEDIUM
    assert words in held.reason
    weak = replace(sure, confidence=Confidence.LOW, reason="few steps")
    assert _capped(weak, Confidence.MEDIUM, standing_scene(**motion)) == weak
    assert _capped(sure, Confidence.HIGH, standing_scene(**motion)) == sure


def test_one_sample_is_no_measure_and_a_wild_one_among_many_is_left_out() -> None:
    fine = Precision(high=2.0, medium=4.0, digits=1)
    assert measure([7.0, np.nan], usual_sd=0.5, systematic_sd=0.5, precision=fine).value is None
    wild = measure([7.0, 7.2, 6.9, 7.1, 6.8, 90.0], usual_sd=0.5, systematic_sd=0.5, precision=fine)
    assert (wild.value, wild.n) == (7.0, 5)
    few = measure([7.0, 7.1, 7.2], usual_sd=0.1, systematic_sd=0.1, precision=fine)
    assert few.confidence is Confidence.MEDIUM
