"""The smooth paths against an independent implementation, and what they promise."""

import numpy as np
import pytest
from scipy.interpolate import make_smoothing_spline

from backstride.gait.smoothing import smooth


def uneven_noise(count: int = 200, seed: int = 0):
    rng = np.random.default_rng(seed)
    time_s = np.cumsum(rng.uniform(0.01, 0.02, count))
    return time_s, np.sin(9 * time_s) + rng.normal(0, 0.1, count)


def test_uneven_frames_give_the_same_spline_as_scipy():
    time_s, values = uneven_noise()
    stiffness = 1 / (np.median(np.diff(time_s)) * (2 * np.pi * 8 / 0.802) ** 4)
    peer = make_smoothing_spline(time_s, values, lam=stiffness)
    ours = smooth(time_s, values[:, None], cut_hz=8.0)
    fine = np.linspace(time_s[0], time_s[-1], 999)
    assert np.allclose(ours.at(fine)[:, 0], peer(fine), atol=1e-9)
    assert np.allclose(ours.velocity(fine)[:, 0], peer.derivative()(fine), atol=1e-7)


def test_a_missing_frame_is_bridged_from_its_neighbours():
    time_s = np.arange(90) / 60
    slow = np.sin(2 * np.pi * 1.5 * time_s)[:, None]
    holed = slow.copy()
    holed[40:44] = np.nan
    assert np.abs(smooth(time_s, holed, cut_hz=8.0).at(time_s) - slow)[40:44].max() < 0.02


def test_at_the_cut_frequency_the_amplitude_is_three_decibels_down():
    time_s = np.arange(1200) / 240
    wave = np.sin(2 * np.pi * 8 * time_s)[:, None]
    middle = smooth(time_s, wave, cut_hz=8.0).at(time_s)[300:-300]
    assert np.ptp(middle) / 2 == pytest.approx(10 ** (-3 / 20), abs=0.01)


def test_three_frames_are_no_path():
    with pytest.raises(ValueError, match="4 points"):
        smooth(np.arange(3.0), np.zeros((3, 1)), cut_hz=8.0)
