"""What cannot be measured says why, and how to film it instead."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from backstride.demo.camera import Camera
from backstride.demo.filmed_runner import FilmedRunner, draw_runner, film_runner
from backstride.gait import analyse
from backstride.gait.first_impression import first_impression
from backstride.gait.obstacle import Obstacle
from backstride.model.form import View
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack

Film = Callable[..., FilmedRunner]


def refusal(track: KeypointTrack):
    report = analyse(track)
    assert all(found.value is None for found in report.metrics.values())
    assert all(found.reason.startswith("not measurable from this clip, because") for found in report.metrics.values())
    assert report.events == ()
    assert report.findings == ()
    return report.quality["refused"].split()


@pytest.mark.parametrize("yaw_deg", [30, 45, 60, -45])
def test_an_oblique_view_is_refused(easy_runner: Film, yaw_deg: float):
    assert refusal(easy_runner(yaw_deg=yaw_deg).track) == ["oblique"]


def test_a_front_view_is_refused(easy_runner: Film):
    assert refusal(easy_runner(yaw_deg=-90).track) == ["front"]


def test_one_second_is_too_short(easy_runner: Film):
    assert refusal(easy_runner(seconds=1.0).track)[0] == "too_short"


def test_24_pictures_a_second_are_too_few(easy_runner: Film):
    assert refusal(easy_runner(fps=24).track) == ["low_rate"]


@pytest.mark.parametrize("times", [2, 4])
def test_slow_motion_that_does_not_say_so_is_refused(
    easy_runner: Film, slower: Callable[[KeypointTrack, float], KeypointTrack], times: float
):
    assert refusal(slower(easy_runner(fps=120).track, times)) == ["slow_motion"]


def test_slow_motion_from_behind_is_refused(easy_runner: Film, slower: Callable[[KeypointTrack, float], KeypointTrack]):
    assert refusal(slower(easy_runner(fps=120, yaw_deg=90).track, 2.0)) == ["slow_motion"]


def test_steps_faster_than_anyone_runs_are_refused(
    easy_runner: Film, slower: Callable[[KeypointTrack, float], KeypointTrack]
):
    assert refusal(slower(easy_runner(fps=60).track, 0.7)) == ["fast_motion"]


def test_a_refusal_withholds_the_centimetres_too(easy_runner: Film):
    report = analyse(easy_runner(yaw_deg=45).track, height_cm=178)
    assert report.metrics["vertical_oscillation_cm"].value is None
    assert report.metrics["vertical_oscillation_cm"].reason == report.metrics["cadence_steps_per_min"].reason


@pytest.mark.parametrize(("yaw_deg", "view", "found"), [(0, View.SIDE, ()), (-90, View.FRONT, (Obstacle.FRONT,))])
def test_a_second_of_a_clip_tells_the_view_and_what_is_in_the_way(
    easy_runner: Film, yaw_deg: float, view: View, found: tuple[Obstacle, ...]
):
    assert first_impression(easy_runner(seconds=1.0, yaw_deg=yaw_deg).track) == (view, found)


def test_a_second_with_a_tiny_runner_tells_no_view(easy_runner: Film):
    view, found = first_impression(easy_runner(seconds=1.0, distance_m=25).track)
    assert view is None
    assert Obstacle.TOO_SMALL in found


def test_legs_that_lie_on_each_other_in_every_frame_make_no_steps():
    rng = np.random.default_rng(1)
    track = film_runner(draw_runner(rng), Camera(fps=60.0), rng, seconds=3.2).track
    points = track.points_px.copy()
    for joint in ("hip", "knee", "ankle", "heel", "foot_index"):
        points[:, KEYPOINT_NAMES.index(f"left_{joint}")] = points[:, KEYPOINT_NAMES.index(f"right_{joint}")]
    assert refusal(replace(track, points_px=points)) == ["too_few_steps"]


def test_feet_below_the_picture_are_refused(easy_runner: Film):
    track = easy_runner().track
    lowest = np.nanmax(track.points_px[..., 1])
    assert refusal(replace(track, height_px=int(lowest - 60)))[0] == "feet_out_of_view"


def test_a_still_person_is_standing(easy_runner: Film):
    track = easy_runner().track
    rng = np.random.default_rng(0)
    still = np.repeat(track.points_px[:1], len(track.time_s), axis=0) + rng.normal(0, 2, track.points_px.shape)
    assert refusal(replace(track, points_px=still)) == ["standing"]


def test_several_people_are_refused_first(easy_runner: Film):
    assert refusal(replace(easy_runner().track, people_seen=2))[0] == "several_people"


def test_a_track_that_leaps_to_someone_else_is_refused(easy_runner: Film):
    track = easy_runner().track
    leaping = track.points_px.copy()
    leaping[100:200] += [500, 100]
    assert "track_jumps" in refusal(replace(track, points_px=leaping))


def test_a_dark_clip_is_refused(easy_runner: Film):
    assert refusal(replace(easy_runner().track, brightness_0_to_1=0.05))[0] == "dark"


def test_nobody_in_view_is_refused(easy_runner: Film):
    track = easy_runner().track
    assert refusal(replace(track, score=np.zeros_like(track.score)))[0] == "body_out_of_view"


def test_a_tiny_runner_is_refused(easy_runner: Film):
    assert "too_small" in refusal(easy_runner(distance_m=25).track)
