"""The drawn person keeps its bones, its contacts and its place above the floor."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.figures.exercise import film_of
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
SOFT_MAT = 17.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-120, 120), min_size=len(SIDE_ANGLES), max_size=len(SIDE_ANGLES)))
def test_no_pose_stretches_a_bone(angles: list[float]) -> None:
    at = side_body(np.array([angles])).points
    for side in "nf":
        for start, end, length in BONES:
            assert abs(at[f"{end}_{side}"] - at[f"{start}_{side}"])[0] == pytest.approx(length, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.floats(-60, 60), st.floats(-60, 60), st.floats(-90, 90))
def test_bending_the_spine_does_not_make_it_longer(lum: float, tho: float, pitch: float) -> None:
    table = np.zeros((1, len(SIDE_ANGLES)))
    for name, value in (("lum", lum), ("tho", tho), ("pitch", pitch)):
        table[0, SIDE_ANGLES.index(name)] = value
    steps = np.abs(np.diff(side_body(table).spine[0]))
    assert np.allclose(steps, steps[0])
    assert steps.sum() == pytest.approx(SPINE_TOP, abs=6)


@pytest.mark.parametrize("exercise_id", IDS)
def test_every_contact_holds_in_every_frame(exercise_id: str) -> None:
    exercise = drawn_exercises()[exercise_id]
    loop = film_of(exercise).loop
    names, targets = targets_of(list(loop.contacts))
    if not names:
        pytest.skip("nothing touches anything in this exercise")
    points = exercise.poses[0].facing.body(loop.angles).points
    miss = np.stack([points[name] for name in names], axis=-1) - targets
    assert np.nanmax(np.abs(miss.real), initial=0) < CONTACT_TOLERANCE
    assert np.nanmax(np.abs(miss.imag), initial=0) < CONTACT_TOLERANCE


@pytest.mark.parametrize("exercise_id", IDS)
def test_nothing_sinks_below_the_floor(exercise_id: str) -> None:
    assert min(trace.box.bottom for trace in film_of(drawn_exercises()[exercise_id]).person) > -SOFT_MAT


@pytest.mark.parametrize("exercise_id", IDS)
def test_some_part_of_the_body_carries_the_weight(exercise_id: str) -> None:
    film = film_of(drawn_exercises()[exercise_id])
    lowest = min(trace.box.bottom for trace in film.person)
    on_something = any(trace.paint.startswith(("p-wood", "p-pad")) for trace in film.behind)
    assert on_something or lowest < SOFT_MAT


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_loop_moves_and_comes_back(exercise_id: str) -> None:
    loop = film_of(drawn_exercises()[exercise_id]).loop
    assert np.allclose(loop.angles[0], loop.angles[-1], atol=0.5)
    assert np.ptp(loop.angles, axis=0).max() > 0.9
    assert np.all(np.diff(loop.share) > 0) or np.all(np.diff(loop.share) >= 0)


@pytest.mark.parametrize("exercise_id", IDS)
def test_no_joint_jumps_between_two_frames(exercise_id: str) -> None:
    exercise = drawn_exercises()[exercise_id]
    body = exercise.poses[0].facing.body(film_of(exercise).loop.angles)
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
