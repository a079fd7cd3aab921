"""A recorded runner over force plates, filmed by a made-up camera."""

from pathlib import Path

import numpy as np
import pytest

from backstride.evaluation.form import Condition, peer_scores, recorded_scores
from backstride.evaluation.motion_capture import RecordedRunner, read_recorded_runner

ALLOWED = {
    "cadence_steps_per_min": 0.5,
    "contact_time_ms": 15.0,
    "overstride_pct_leg": 3.0,
    "shank_angle_at_contact_deg": 3.0,
    "trunk_lean_deg": 2.0,
    "vertical_oscillation_pct_leg": 1.1,
}


@pytest.fixture(scope="module")
def recorded(shared: Path):
    folder = shared / "data" / "mocap" / "rajagopal_run"
    if not folder.is_dir():
        pytest.skip("the recorded runner is not here")
    return read_recorded_runner(folder)


@pytest.mark.parametrize(("fps", "yaw_deg"), [(30, 0), (60, 0), (60, 10), (60, -10), (120, 0)])
def test_measures_meet_their_targets_with_one_percent_noise(recorded: RecordedRunner, fps: float, yaw_deg: float):
    scored = recorded_scores(recorded, Condition(fps=fps, noise_share_leg=0.01, yaw_deg=yaw_deg), takes=3)
    for name, allowed in ALLOWED.items():
        assert scored.score(name).mean_absolute <= allowed, name
    if fps >= 60:
        for errors_s in (scored.contact_errors_s, scored.toe_off_errors_s):
            assert abs(np.mean(errors_s)) < 0.010
            assert np.std(errors_s) < 0.0105


def test_the_lowest_ankle_rule_of_other_programs_is_late_by_more_than_fifty_milliseconds(recorded: RecordedRunner):
    scored = peer_scores(recorded, Condition(fps=60, noise_share_leg=0.01, yaw_deg=0), takes=2)
    assert np.mean(scored.contact_errors_s) > 0.05
