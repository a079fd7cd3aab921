"""The drawn runner does exactly what its settings say."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backstride.figures import (
    Landing,
    LandingKind,
    RunnerSettings,
    landing_figure,
    runner_contacts,
    runner_outlines,
    runner_positions,
    running_figure,
)
from backstride.figures.mannequin.proportions import LEG, SHANK, THIGH
from backstride.figures.runner.landing_figure import landing_body
from backstride.figures.runner.runner_body import runner_body
from backstride.figures.trace import Box, Trace

RUNNERS = [
    RunnerSettings(),
    RunnerSettings(cadence_steps_per_min=156, contact_time_ms=270, overstride_pct_leg=33, trunk_lean_deg=2,
                   knee_flexion_at_contact_deg=9, foot_pitch_at_contact_deg=18, vertical_oscillation_pct_leg=11),
    RunnerSettings(cadence_steps_per_min=184, contact_time_ms=210, overstride_pct_leg=16, trunk_lean_deg=10,
                   foot_pitch_at_contact_deg=-4, knee_flexion_at_contact_deg=22, speed_m_per_s=2.9),
]  # fmt: skip
runner = pytest.mark.parametrize("one", RUNNERS, ids=["easy", "long steps", "quick steps"])


def angle_between(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    cross = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return np.degrees(np.arctan2(cross, (a * b).sum(axis=1)))


def knee_deg(at: dict[str, np.ndarray], side: str) -> np.ndarray:
    hip, knee, ankle = (at[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle"))
    return -angle_between(knee - hip, ankle - knee)


@runner
def test_the_foot_lands_as_far_ahead_of_the_hip_as_asked(one: RunnerSettings) -> None:
    for side, phase in (("right", 0.0), ("left", 0.5)):
        at = runner_positions([phase], one)
        ahead = (at[f"{side}_ankle"] - at[f"{side}_hip"])[0, 0]
        assert ahead * 100 == pytest.approx(one.overstride_pct_leg, abs=1e-6)


@runner
def test_the_trunk_leans_as_asked_all_the_time(one: RunnerSettings) -> None:
    at = runner_positions(np.linspace(0, 1, 40), one)
    rise = (at["right_shoulder"] + at["left_shoulder"] - at["right_hip"] - at["left_hip"]) / 2
    assert np.degrees(np.arctan2(rise[:, 0], rise[:, 1])) == pytest.approx(one.trunk_lean_deg, abs=1e-6)


@runner
def test_the_hip_rises_and_falls_as_asked(one: RunnerSettings) -> None:
    height = runner_positions(np.linspace(0, 1, 4001), one)["right_hip"][:, 1]
    assert np.ptp(height) * 100 == pytest.approx(one.vertical_oscillation_pct_leg, abs=1e-3)


@runner
def test_knee_and_sole_land_at_the_angles_asked(one: RunnerSettings) -> None:
    at = runner_positions([0.0], one)
    assert knee_deg(at, "right")[0] == pytest.approx(one.knee_flexion_at_contact_deg, abs=1e-6)
    body = runner_body(one, np.array([0.0]))
    pitch = np.degrees(np.angle(body.headings["foot_n"][0]))
    assert pitch == pytest.approx(one.foot_pitch_at_contact_deg, abs=1e-6)


@runner
def test_the_wrist_swings_as_far_as_asked(one: RunnerSettings) -> None:
    at = runner_positions(np.linspace(0, 1, 241), one)
    reach = np.ptp((at["right_wrist"] - at["right_shoulder"])[:, 0])
    torso = np.hypot(*((at["right_shoulder"] + at["left_shoulder"]) / 2 - at["right_hip"])[0])
    assert reach / torso * 100 == pytest.approx(one.arm_swing_pct_torso, abs=0.2)


@runner
def test_the_foot_stays_on_the_moving_belt_from_touch_to_toe_off(one: RunnerSettings) -> None:
    times = np.linspace(0, one.contact_s, 60)
    at = runner_body(one, times).points
    belt = one.belt_units_per_s
    first = "heel_n" if one.foot_pitch_at_contact_deg >= 0 else "ball_n"
    early, late = times <= 0.15 * one.contact_s, times >= 0.25 * one.contact_s
    for point, when in ((first, early), ("ball_n", late)):
        on_belt = at[point][when] + belt * times[when]
        assert np.ptp(on_belt.real) < 1e-6
        assert np.abs(at[point][when].imag).max() < 1e-6


@runner
def test_the_foot_leaves_the_belt_right_after_toe_off(one: RunnerSettings) -> None:
    after = runner_body(one, one.contact_s + np.linspace(0.012, 0.06, 12)).points
    assert (after["ball_n"].imag > 0).all()
    both_up = runner_body(one, np.linspace(one.contact_s + 0.02, one.step_s - 0.02, 5)).points
    assert (both_up["heel_n"].imag > 0).all()
    assert (both_up["heel_f"].imag > 0).all()


@runner
def test_the_knee_is_straightest_at_toe_off(one: RunnerSettings) -> None:
    times = np.linspace(one.contact_s - 0.06, one.contact_s + 0.06, 121)
    knee = knee_deg(runner_positions(times / one.stride_s, one), "right")
    assert times[int(np.argmin(knee))] == pytest.approx(one.contact_s, abs=0.002)
    assert knee.min() == pytest.approx(one.knee_flexion_at_toe_off_deg, abs=0.05)


@runner
def test_contacts_come_at_the_cadence_asked(one: RunnerSettings) -> None:
    contacts = runner_contacts(one, 20.0)
    steps = np.diff([contact.contact_s for contact in contacts])
    assert 60 / steps.mean() == pytest.approx(one.cadence_steps_per_min, rel=1e-9)
    assert [contact.toe_off_s - contact.contact_s for contact in contacts] == pytest.approx(
        [one.contact_s] * len(contacts)
    )
    assert [contact.foot for contact in contacts[:3]] == ["right", "left", "right"]


@runner
def test_the_furthest_forward_ankle_comes_just_before_the_touch(one: RunnerSettings) -> None:
    times = np.linspace(-0.12, 0.06, 181)
    at = runner_positions(times / one.stride_s, one)
    reach = (at["right_ankle"] - at["right_hip"])[:, 0]
    assert -0.09 < times[int(np.argmax(reach))] <= 0.001


@runner
def test_legs_never_stretch_and_knees_never_bend_backwards(one: RunnerSettings) -> None:
    at = runner_positions(np.linspace(0, 1, 300), one)
    for side in ("left", "right"):
        thigh = np.hypot(*(at[f"{side}_knee"] - at[f"{side}_hip"]).T) * LEG
        shank = np.hypot(*(at[f"{side}_ankle"] - at[f"{side}_knee"]).T) * LEG
        assert thigh == pytest.approx(THIGH)
        assert shank == pytest.approx(SHANK)
        assert knee_deg(at, side).min() > 0


@runner
def test_the_swinging_foot_clears_the_belt(one: RunnerSettings) -> None:
    times = np.linspace(one.contact_s + 0.03, one.stride_s - 0.02, 80)
    at = runner_body(one, times).points
    assert min(at[f"{point}_n"].imag.min() for point in ("heel", "ball", "toe")) > -2


@runner
def test_the_stride_has_no_jump(one: RunnerSettings) -> None:
    at = runner_positions(np.linspace(0, 1, 600), one)
    for path in at.values():
        assert np.hypot(*np.diff(path, axis=0).T).max() < 0.02


@settings(max_examples=40, deadline=None)
@given(
    st.floats(150, 195), st.floats(190, 270), st.floats(10, 34), st.floats(0, 14), st.floats(5, 12), st.floats(8, 26),
    st.floats(2.2, 3.6),
)  # fmt: skip
def test_any_believable_runner_keeps_its_promises(
    cadence: float, contact: float, ahead: float, lean: float, bounce: float, knee: float, speed: float
) -> None:
    assume(contact / 1000 < 60 / cadence - 0.03)
    one = RunnerSettings(
        cadence_steps_per_min=cadence, contact_time_ms=contact, overstride_pct_leg=ahead, trunk_lean_deg=lean,
        vertical_oscillation_pct_leg=bounce, knee_flexion_at_contact_deg=knee, speed_m_per_s=speed,
    )  # fmt: skip
    try:
        at = runner_positions([0.0, one.contact_s / one.stride_s], one)
    except ValueError as error:
        assert "stay on the belt" in str(error)  # noqa: PT017
        return
    assert (at["right_ankle"] - at["right_hip"])[0, 0] * 100 == pytest.approx(ahead, abs=1e-6)
    assert knee_deg(at, "right")[0] == pytest.approx(knee, abs=1e-5)


def test_a_runner_without_flight_is_refused() -> None:
    with pytest.raises(ValueError, match="no flight"):
        RunnerSettings(cadence_steps_per_min=180, contact_time_ms=340)


def test_a_runner_beyond_what_a_body_can_do_is_refused_with_the_range() -> None:
    with pytest.raises(ValueError, match="trunk_lean_deg 200 is not between"):
        RunnerSettings(trunk_lean_deg=200)


def test_a_stance_no_leg_can_reach_is_refused_rather_than_drawn_wrong() -> None:
    with pytest.raises(ValueError, match="stay on the belt"):
        runner_positions([0.1], RunnerSettings(cadence_steps_per_min=140, contact_time_ms=390, speed_m_per_s=6.5))


def test_outlines_are_filled_polygons_back_to_front() -> None:
    moments = runner_outlines([0.0, 0.3], RunnerSettings())
    assert len(moments) == 2
    paints = [part.paint for part in moments[0]]
    assert paints.index("f-skin-far") < paints.index("f-top") < paints.index("f-skin-edge")
    for part in moments[1]:
        assert part.points.shape[1] == 2
        assert np.isfinite(part.points).all()
        assert all(0 <= channel <= 255 for channel in part.rgb)


def test_the_running_figure_moves_and_stands_still(
    titled: Callable[[str], ET.Element], frames_agree: Callable[[ET.Element], int]
) -> None:
    assert frames_agree(titled(running_figure(animated=True))) > 10
    assert "<animate" not in running_figure(animated=False)


@pytest.mark.parametrize("ahead", [0.0, 12.0, 25.0, 38.0])
@pytest.mark.parametrize("shank", [-5.0, 6.0, 18.0, None])
def test_a_landing_is_drawn_with_the_measured_distance_and_lean(ahead: float, shank: float | None) -> None:
    body = landing_body(Landing(overstride_pct_leg=ahead, trunk_lean_deg=6, shank_angle_deg=shank))
    assert body.points["ankle_n"].real[0] / LEG * 100 == pytest.approx(ahead, abs=0.2)
    rise = ((body.points["shoulder_n"] + body.points["shoulder_f"]) / 2 - body.points["hip_n"])[0]
    assert np.degrees(np.arctan2(rise.real, rise.imag)) == pytest.approx(6, abs=1e-6)
    assert body.points["heel_n"].imag[0] == pytest.approx(0, abs=1e-6)


def test_a_landing_keeps_the_measured_lower_leg_where_the_knee_allows_it() -> None:
    body = landing_body(Landing(overstride_pct_leg=28, trunk_lean_deg=4, shank_angle_deg=9))
    shank = (body.points["ankle_n"] - body.points["knee_joint_n"])[0]
    assert np.degrees(np.arctan2(shank.real, -shank.imag)) == pytest.approx(9, abs=0.1)


@pytest.mark.parametrize("kind", list(LandingKind))
def test_a_landing_picture_marks_and_names_the_distance(kind: LandingKind, titled: Callable[[str], ET.Element]) -> None:
    svg = landing_figure(Landing(overstride_pct_leg=30, trunk_lean_deg=4), kind, "26 cm", "Your landing")
    titled(svg)
    assert ">26 cm<" in svg
    assert f'class="ann-{kind.value}"' in svg


def test_a_landing_whose_distance_is_not_told_has_no_words_under_it() -> None:
    landing = Landing(overstride_pct_leg=30, trunk_lean_deg=4)
    assert "<text" in landing_figure(landing, LandingKind.YOURS, "26 cm", "Your landing")
    assert "<text" not in landing_figure(landing, LandingKind.YOURS, "", "Your landing")


def test_a_path_without_a_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one frame"):
        Trace("p-floor", (), Box(0, 0, 1, 1))


def test_an_impossible_landing_is_refused() -> None:
    with pytest.raises(ValueError, match="overstride_pct_leg"):
        Landing(overstride_pct_leg=90, trunk_lean_deg=4)
