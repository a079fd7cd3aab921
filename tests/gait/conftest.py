"""Runners for the tests of form."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from backstride.demo.camera import Camera
from backstride.demo.filmed_runner import DrawnRunner, FilmedRunner, FrontalPlane, film_runner
from backstride.demo.running_motion import Gait
from backstride.model.keypoints import KeypointTrack

EASY = Gait(
    cadence_steps_per_min=172.0,
    contact_time_ms=245.0,
    overstride_pct_leg=26.0,
    trunk_lean_deg=7.0,
    vertical_oscillation_pct_leg=9.0,
    knee_at_contact_deg=15.0,
    knee_at_toe_off_deg=14.0,
    foot_pitch_at_contact_deg=18.0,
    ground_speed_leg_s=3.4,
)


@pytest.fixture(scope="session")
def easy_runner():
    """Film one easy runner; camera, length and ground can be chosen, and a clip that was asked for before is kept."""

    @cache
    def film(
        *,
        seconds: float = 6.0,
        seed: int = 3,
        over_ground: bool = False,
        frontal: FrontalPlane | None = None,
        **camera: float,
    ) -> FilmedRunner:
        return film_runner(
            DrawnRunner(gait=EASY, leg_m=0.87),
            Camera(**camera),
            np.random.default_rng(seed),
            seconds=seconds,
            over_ground=over_ground,
            frontal=frontal,
        )

    return film


@pytest.fixture
def slower():
    """Play a track more slowly without saying so."""

    def play(track: KeypointTrack, times: float) -> KeypointTrack:
        return replace(track, time_s=track.time_s * times)

    return play
