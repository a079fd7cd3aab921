"""Jumps, gaps and exchanged legs do not reach the measures."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from backstride.demo.filmed_runner import FilmedRunner
from backstride.gait import analyse
from backstride.gait.leg_swaps import undo_leg_swaps
from backstride.gait.motion import clean, leg_length
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack

FEET = ("ankle", "heel", "foot_index")

Film = Callable[..., FilmedRunner]


def with_swaps(track: KeypointTrack, at: list[int], length: int = 3):
    points = track.points_px.copy()
    for frame in at:
        for joint in FEET:
            left, right = (KEYPOINT_NAMES.index(f"{side}_{joint}") for side in ("left", "right"))
            points[frame : frame + length, [left, right]] = points[frame : frame + length, [right, left]]
    return replace(track, points_px=points)


def test_short_leg_swaps_are_undone_and_counted(easy_runner: Film):
    track = easy_runner().track
    apart = np.abs(track.of("left_ankle")[:, 0] - track.of("right_ankle")[:, 0])
    frames = [frame for frame in range(20, 330, 40) if apart[frame : frame + 4].min() > 120]
    assert len(frames) >= 3
    swapped = with_swaps(track, frames)
    leg = leg_length(track.points_px, percentile=50)
    mended, share = undo_leg_swaps(swapped.points_px, leg_px=leg, fps=60)
    assert np.allclose(mended, track.points_px, equal_nan=True)
    assert share == pytest.approx(3 * len(frames) / len(track.time_s))


def test_a_clean_track_has_no_swaps(easy_runner: Film):
    assert clean(easy_runner(noise_share_leg=0.01).track).swapped == 0


def test_wild_points_and_short_gaps_hardly_move_the_measures(easy_runner: Film):
    track = easy_runner().track
    rng = np.random.default_rng(1)
    points, score = track.points_px.copy(), track.score.copy()
    for frame in rng.integers(5, 350, 25):
        points[frame, rng.integers(11, 33)] += rng.normal(0, 200, 2)
    for frame in rng.integers(5, 350, 6):
        score[frame : frame + 4] = 0
    rough = analyse(replace(track, points_px=points, score=score)).metrics
    smooth = analyse(track).metrics
    for name, allowed in {"cadence_steps_per_min": 0.5, "contact_time_ms": 15, "overstride_pct_leg": 3}.items():
        assert rough[name].value == pytest.approx(smooth[name].value, abs=allowed), name


def test_uneven_frame_times_do_not_matter(easy_runner: Film):
    track = easy_runner(fps=120).track
    rng = np.random.default_rng(2)
    kept = np.sort(rng.choice(len(track.time_s), size=len(track.time_s) // 2, replace=False))
    uneven = replace(track, time_s=track.time_s[kept], points_px=track.points_px[kept], score=track.score[kept])
    assert analyse(uneven).metrics["cadence_steps_per_min"].value == pytest.approx(172, abs=0.5)
