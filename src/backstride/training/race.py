"""What a planned run does to a race: how long the longest run can be by then in small steps, and when that is enough.

The steps are arithmetic, not a trial: one longer run a week, each at most a tenth longer than the longest before it
(the range that frandsen2025 took as usual), the last one a week before the race.
"""

from __future__ import annotations

import math
from datetime import date, timedelta

from backstride.model.load import RaceAhead
from backstride.training.bands import REFERENCE_RATIO, band_of

__all__ = ["race_ahead"]

_STEP_DAYS = 7
_MOST_WEEKS = 520


def race_ahead(*, longest_km: float, planned_km: float, on: date, race_km: float, race_on: date) -> RaceAhead:
    """Work out how a race compares with what small steps reach by then.

    Parameters
    ----------
    longest_km
        The longest run that counts before the planned one.
    planned_km, on
        The planned run and its day.
    race_km, race_on
        The race and its day, after the planned run.

    Raises
    ------
    ValueError
        When a distance is not positive, or the race is not after the planned run.

    Examples
    --------
    >>> race = race_ahead(longest_km=10, planned_km=16, on=date(2026, 11, 29), race_km=21.1, race_on=date(2027, 3, 14))
    >>> race.longest_by_then_km, race.band.value, race.ready_on.isoformat(), race.ready_on_if_whole.isoformat()
    (21.1, 'reference', '2027-01-17', '2026-12-20')
    """
    if not all(math.isfinite(km) and km > 0.0 for km in (longest_km, planned_km, race_km)):
        raise ValueError("distances need to be above zero")
    if race_on <= on:
        raise ValueError("the race is not after the planned run")
    inside_km = max(longest_km, min(planned_km, REFERENCE_RATIO * longest_km))
    steps = max((race_on - on).days // _STEP_DAYS - 1, 0)
    reached_km = min(inside_km * REFERENCE_RATIO ** min(steps, _MOST_WEEKS), max(race_km, inside_km))
    ratio = race_km / reached_km
    return RaceAhead(
        distance_km=race_km,
        on=race_on,
        longest_by_then_km=reached_km,
        ratio=ratio,
        band=band_of(ratio),
        ready_on=_ready_on(inside_km, on, race_km),
        ready_on_if_whole=_ready_on(max(longest_km, planned_km), on, race_km),
    )


def _ready_on(longest_km: float, on: date, race_km: float) -> date:
    """Find the first day on which the race is at most a tenth longer than the longest run a week before it."""
    steps = max(math.ceil(math.log(race_km / longest_km) / math.log(REFERENCE_RATIO) - 1.0 - 1e-9), 0)
    return on + timedelta(days=_STEP_DAYS * (steps + 1))
