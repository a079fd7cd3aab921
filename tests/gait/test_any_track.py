"""Whatever the points are, the report is whole: a value or a reason for every measure, and never a crash."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from backstride.demo.camera import Camera
from backstride.demo.filmed_runner import draw_runner, film_runner
from backstride.gait import analyse
from backstride.model.form import Confidence
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack


def spoiled(seed: int, kind: str) -> KeypointTrack:
    """Make a track and spoil it in one way."""
    rng = np.random.default_rng(seed)
    camera = Camera(fps=float(rng.choice([15, 25, 30, 60])), yaw_deg=float(rng.uniform(-100, 100)))
    track = film_runner(draw_runner(rng), camera, rng, seconds=float(rng.uniform(0.1, 4))).track
    if len(track.time_s) == 0:
        return track
    points, score = track.points_px.copy(), track.score.copy()
    if kind == "noise":
        points = rng.normal(500, 300, points.shape)
    elif kind == "holes":
        score[rng.random(score.shape) < rng.uniform(0, 1)] = 0
    elif kind == "one point lost":
        score[:, rng.integers(0, 33)] = 0
    elif kind == "far leg flickers":
        far = [KEYPOINT_NAMES.index(f"left_{joint}") for joint in ("knee", "ankle", "heel", "foot_index")]
        score[:, far] *= rng.random((len(score), len(far))) > 0.25
    elif kind == "frozen":
        points[:] = points[0]
    elif kind == "all in one place":
        points[:] = 7.0
    elif kind == "huge":
        points *= 1e6
    return replace(track, points_px=points, score=score, from_pose_model=bool(rng.integers(0, 2)))


KINDS = ("noise", "holes", "one point lost", "far leg flickers", "frozen", "all in one place", "huge", "none")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), kind=st.sampled_from(KINDS))
@example(seed=139, kind="holes")  # the middle of a stance was never seen
def test_every_measure_has_a_value_or_a_reason(seed: int, kind: str):
    report = analyse(spoiled(seed, kind), height_cm=170)
    assert report.metrics
    for found in report.metrics.values():
        assert (found.value is None) == (found.confidence is Confidence.NONE)
        assert found.value is not None or found.reason
        if found.interval95 is not None:
            assert found.interval95[0] <= found.value <= found.interval95[1]


def test_points_with_score_zero_are_missing_wherever_they_are_said_to_be():
    rng = np.random.default_rng(5)
    whole = film_runner(draw_runner(rng), Camera(fps=60.0), rng, seconds=4).track
    lost = rng.random(whole.score.shape) < 0.05
    at_zero = replace(
        whole, points_px=np.where(lost[..., None], 0.0, whole.points_px), score=np.where(lost, 0.0, whole.score)
    )
    at_nan = replace(at_zero, points_px=np.where(lost[..., None], np.nan, whole.points_px))
    assert analyse(at_zero).metrics == analyse(at_nan).metrics
