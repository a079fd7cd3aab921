"""Intervals of form measures hold the truth as often as they say."""

import pytest

from backstride.evaluation.form import Condition, generated_scores


@pytest.mark.parametrize("fps", [30, pytest.param(60, marks=pytest.mark.prove)])
def test_intervals_hold_the_truth_of_made_up_runners(fps: float):
    scored = generated_scores(Condition(fps=fps, noise_share_leg=0.005, yaw_deg=0), runners=20, first_seed=70_000)
    assert scored.clips == 20
    for name in scored.errors:
        score = scored.score(name)
        assert score.covered_share >= 0.85, name
        assert score.withheld_share <= 0.1, name
