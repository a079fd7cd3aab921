"""The drawn person keeps its bones, its contacts and its place above the floor."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.figures.exercise import Film, Ground, film_of
from backstride.figures.exercise_figures import drawn_exercises
from backstride.figures.mannequin import Contact, Facing, Pose, loop_of
from backstride.figures.mannequin.contacts import CONTACT_TOLERANCE, settle
from backstride.figures.mannequin.loop import targets_of
from backstride.figures.mannequin.proportions import FOREARM, SHANK, SPINE_TOP, THIGH, UPPER_ARM
from backstride.figures.mannequin.side_body import SIDE_ANGLES, side_body

BONES = (
    ("hip", "knee_joint", THIGH),
    ("knee_joint", "ankle", SHANK),
    ("shoulder", "elbow_joint", UPPER_ARM),
    ("elbow_joint", "wrist_joint", FOREARM),
)
IDS = sorted(drawn_exercises())
SEEN_FROM_THE_SIDE = [name for name in IDS if drawn_exercises()[name].poses[0].facing is Facing.SIDE]
ON_THE_FLOOR = [name for name in IDS if drawn_exercises()[name].ground is Ground.FLOOR]
TOUCHING = [name for name in IDS if any(pose.contacts for pose in drawn_exercises()[name].poses)]
SOFT_MAT = 17.0


@cache
def film(exercise_id: str) -> Film:
    """Keep every film: the product keeps a few, and here all of them are asked for six times in turn."""
    return film_of(drawn_exercises()[exercise_id])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-120, 120), min_size=len(SIDE_ANGLES), max_size=len(SIDE_ANGLES)))
def test_no_pose_stretches_a_bone(angles: list[float]) -> None:
    table = np.array([angles])
    at = side_body(table).points
    for side in "nf":
        out = np.radians(table[0, SIDE_ANGLES.index(f"out_{side}")])
        for start, end, length in BONES:
            seen = abs(np.cos(out)) if start in {"shoulder", "elbow_joint"} else 1.0
            assert abs(at[f"{end}_{side}"] - at[f"{start}_{side}"])[0] == pytest.approx(length * seen, abs=1e-9)


@pytest.mark.parametrize("exercise_id", SEEN_FROM_THE_SIDE)
def test_limbs_keep_their_length_in_every_frame(exercise_id: str) -> None:
    exercise = drawn_exercises()[exercise_id]
    body = exercise.poses[0].facing.body(film(exercise_id).loop.angles)
    for side in "nf":
        seen = np.abs(np.cos(np.radians(body.angles[f"out_{side}"])))
        for start, end, length in BONES:
            drawn = np.abs(body.points[f"{end}_{side}"] - body.points[f"{start}_{side}"])
            share = seen if start in {"shoulder", "elbow_joint"} else 1.0
            assert np.allclose(drawn, length * share, atol=1e-6)


def test_an_arm_that_points_at_the_reader_is_drawn_shorter_and_then_points_the_other_way() -> None:
    table = np.zeros((3, len(SIDE_ANGLES)))
    table[:, SIDE_ANGLES.index("sho_n")] = 90
    table[:, SIDE_ANGLES.index("out_n")] = (0, 90, 180)
    at = side_body(table).points
    reach = (at["wrist_joint_n"] - at["shoulder_n"]).real
    assert reach == pytest.approx([UPPER_ARM + FOREARM, 0, -UPPER_ARM - FOREARM], abs=1e-9)


def test_an_arm_goes_full_circle_without_turning_back() -> None:
    loop = loop_of(tuple(Pose(angles={"y": 300, "sho_n": angle}, hold_s=0) for angle in (180, 90, 0, -90)))
    column = np.unwrap(np.radians(loop.angles[:, SIDE_ANGLES.index("sho_n")]))
    assert np.all(np.diff(column) < 0)
    assert column[0] - column[-1] == pytest.approx(2 * np.pi)


@settings(max_examples=30, deadline=None)
@given(st.floats(-60, 60), st.floats(-60, 60), st.floats(-90, 90))
def test_bending_the_spine_does_not_make_it_longer(lum: float, tho: float, pitch: float) -> None:
    table = np.zeros((1, len(SIDE_ANGLES)))
    for name, value in (("lum", lum), ("tho", tho), ("pitch", pitch)):
        table[0, SIDE_ANGLES.index(name)] = value
    steps = np.abs(np.diff(side_body(table).spine[0]))
    assert np.allclose(steps, steps[0])
    assert steps.sum() == pytest.approx(SPINE_TOP, abs=6)


@pytest.mark.parametrize("exercise_id", TOUCHING)
def test_every_contact_holds_in_every_frame(exercise_id: str) -> None:
    exercise = drawn_exercises()[exercise_id]
    loop = film(exercise_id).loop
    names, targets = targets_of(list(loop.contacts))
    points = exercise.poses[0].facing.body(loop.angles).points
    miss = np.stack([points[name] for name in names], axis=-1) - targets
    assert np.nanmax(np.abs(miss.real), initial=0) < CONTACT_TOLERANCE
    assert np.nanmax(np.abs(miss.imag), initial=0) < CONTACT_TOLERANCE


@pytest.mark.parametrize("exercise_id", ON_THE_FLOOR)
def test_nothing_sinks_below_the_floor(exercise_id: str) -> None:
    assert min(trace.box.bottom for trace in film(exercise_id).person) > -SOFT_MAT


def test_only_what_lies_on_a_mat_seen_from_above_or_floats_has_no_point_of_support() -> None:
    assert {drawn_exercises()[name].ground for name in set(IDS) - set(TOUCHING)} <= {Ground.FROM_ABOVE, Ground.WATER}


@pytest.mark.parametrize("exercise_id", IDS)
def test_some_part_of_the_body_carries_the_weight(exercise_id: str) -> None:
    exercise = drawn_exercises()[exercise_id]
    drawn = film(exercise_id)
    if exercise.ground is not Ground.FLOOR:
        below = "p-water" if exercise.ground is Ground.WATER else "p-mat"
        bed = next(trace.box for trace in (*drawn.behind, *drawn.before) if trace.paint == below)
        trunk = next(trace.box for trace in drawn.person if trace.paint == "f-shorts")
        assert bed.left < trunk.left < trunk.right < bed.right
        assert bed.bottom < trunk.bottom
        return
    lowest = min(trace.box.bottom for trace in drawn.person)
    on_something = any(trace.paint.startswith(("p-wood", "p-pad")) for trace in drawn.behind)
    assert on_something or lowest < SOFT_MAT


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_loop_moves_and_comes_back(exercise_id: str) -> None:
    loop = film(exercise_id).loop
    assert np.allclose(loop.angles[0], loop.angles[-1], atol=0.5)
    assert np.ptp(loop.angles, axis=0).max() > 0.9
    assert np.all(np.diff(loop.share) > 0) or np.all(np.diff(loop.share) >= 0)


@pytest.mark.parametrize("exercise_id", IDS)
def test_no_joint_jumps_between_two_frames(exercise_id: str) -> None:
    exercise = drawn_exercises()[exercise_id]
    body = exercise.poses[0].facing.body(film(exercise_id).loop.angles)
    longest = max(float(np.abs(np.diff(path)).max()) for path in body.points.values())
    assert longest < 330


def test_the_solver_moves_a_pose_that_already_holds_hardly_at_all() -> None:
    start = np.zeros((1, len(SIDE_ANGLES)))
    start[0, SIDE_ANGLES.index("y")] = 528
    done = settle(Facing.SIDE, start, ("sole_n",), np.array([[0j]]))
    assert np.abs(done - start).max() < 0.2


def test_the_solver_keeps_joints_within_their_limits() -> None:
    start = np.zeros((1, len(SIDE_ANGLES)))
    done = settle(Facing.SIDE, start, ("sole_n",), np.array([[0 - 520j]]))
    assert -2 <= done[0, SIDE_ANGLES.index("knee_n")] <= 150


def test_a_coordinate_left_free_stays_free() -> None:
    names, targets = targets_of([(Contact("heel_n", None, 0.0),), (Contact("heel_n", 5.0, 0.0),)])
    assert names == ("heel_n",)
    assert np.isnan(targets[0, 0].real)
    assert targets[1, 0] == 5


def test_a_pose_refuses_a_joint_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="hipp_n"):
        Pose(angles={"hipp_n": 3})


def test_a_pose_refuses_a_point_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="tail"):
        Pose(angles={}, contacts=(Contact("tail", 0, 0),))


def test_a_loop_refuses_poses_of_two_views() -> None:
    with pytest.raises(ValueError, match="one view"):
        loop_of((Pose(angles={}), Pose(angles={}, facing=Facing.FRONT)))
