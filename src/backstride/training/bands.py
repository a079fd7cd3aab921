"""The bands of a run against the longest of the 30 days before it, and what is known about them.

Sources
-------
frandsen2025
    5,205 runners, 588,071 sessions, 18 months, 1,820 injured. Against runs of up to 1.1 times the longest in 30 days,
    overuse injuries were more frequent after longer ones: hazard rate ratio 1.64 (95 % 1.31 to 2.05) over 1.1 to 1.3,
    1.52 (1.16 to 2.00) over 1.3 to 2.0, 2.28 (1.50 to 3.48) beyond. Any overuse injury, not the back; observational.
    The rates per 1,000 are own arithmetic from its counts and rough.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.model.load import LoadBand

__all__ = ["BANDS", "FEWEST_RUNS", "REFERENCE_RATIO", "SOURCE", "WINDOW_DAYS", "BandFacts", "band_of", "bands_of"]

SOURCE = "frandsen2025"
WINDOW_DAYS = 30
FEWEST_RUNS = 4
"""Runs in the window that make a baseline; a product default, not from the source."""
REFERENCE_RATIO = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class BandFacts:
    """What is known about one band.

    Parameters
    ----------
    up_to
        Largest ratio of the band.
    hazard, low, high
        How many times as often an overuse injury followed, with its 95 % interval.
    per_1000
        Injuries after 1,000 such runs, rough.
    certainty
        How sure it is that a run of this band was "much longer than recent"; a product default.
    """

    up_to: float
    hazard: float
    low: float
    high: float
    per_1000: float
    certainty: float


BANDS = {
    LoadBand.REFERENCE: BandFacts(up_to=REFERENCE_RATIO, hazard=1.0, low=1.0, high=1.0, per_1000=2.2, certainty=0.8),
    LoadBand.SMALL: BandFacts(up_to=1.3, hazard=1.64, low=1.31, high=2.05, per_1000=3.7, certainty=0.6),
    LoadBand.MODERATE: BandFacts(up_to=2.0, hazard=1.52, low=1.16, high=2.0, per_1000=3.4, certainty=0.8),
    LoadBand.LARGE: BandFacts(up_to=math.inf, hazard=2.28, low=1.5, high=3.48, per_1000=5.1, certainty=0.95),
}


def band_of(ratio: float | None) -> LoadBand:
    """Find the band of a ratio.

    Examples
    --------
    >>> band_of(1.1).value, band_of(1.11).value, band_of(1.9).value, band_of(2.5).value, band_of(None).value
    ('reference', 'small', 'moderate', 'large', 'no_baseline')
    """
    if ratio is None or math.isnan(ratio):
        return LoadBand.NO_BASELINE
    return bands_of(np.array([ratio]))[0]


def bands_of(ratios: NDArray[np.float64]) -> list[LoadBand]:
    """Find the band of each ratio; NaN has no baseline."""
    places = np.searchsorted(_EDGES, ratios, side="left")
    return [_ORDER[place] for place in np.where(np.isnan(ratios), len(BANDS), places).tolist()]


# A tenth more is a tenth more, whatever binary fractions make of it.
_EDGES = np.array([facts.up_to for facts in BANDS.values()]) + 1e-9
_ORDER = (*BANDS, LoadBand.NO_BASELINE)
