"""Does running go with pain in this one diary? An answer only when the days can carry it, in four bands.

The next morning's pain is explained by the pain before it, a slow drift, and the day's load with its three days before.
What is shown is the sum of those four, for one usual swing of load, with its interval and the days it rests on.

Sources
-------
schmid2022, daza2018
    Models for one person's series, with carry-over, drift and dependence from day to day.
expert
    Days and bands are product defaults from own simulations (pain like AR(1), a fifth of days missing): 56 days for
    the load of single days, 112 for smoothed load, where a naive look finds false links in 10 to 20 of 100 diaries.
    The bands ask for a link of at least half a point.

What it never does: correlate smoothed load with pain day by day, fill a missing day with zero, or say "causes".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["Link", "LinkBand", "link"]

Floats = NDArray[np.float64]
Row = tuple[date, float, float, tuple[float, ...]]
"""A day, its pain, the pain of the day before, and the load of the day and the three before it."""

DAYS, SMOOTHED_DAYS = 56, 112
COMPLETE = 0.7
LOADED_DAYS = 10
LEAST_SPREAD_0_TO_10 = 0.7
LEAST_EFFECTIVE_DAYS = 20.0
MATTERS_0_TO_10 = 0.5
POSSIBLE_FROM, LIKELY_FROM = 0.80, 0.95
LAGS = 4
_LAG_DAYS = tuple(timedelta(days=lag) for lag in range(LAGS))
_PRIOR_SD = 0.4
_PRIOR_NEIGHBOUR = 0.5
_WIDE_SD = 10.0
_PERSISTENCE_MEAN, _PERSISTENCE_SD = 0.4, 0.2


class LinkBand(StrEnum):
    """How much a diary says about a link."""

    NOT_ENOUGH = "not_enough_data"
    NO_CLEAR = "no_clear_link"
    POSSIBLE = "possible_link"
    LIKELY = "likely_link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a diary says about one load and next-morning pain.

    Parameters
    ----------
    effect_0_to_10
        Points of pain over four mornings that go with one standard deviation more load; None without enough data.
    interval95
        Where the effect lies, 95 %.
    days
        Days that were used.
    reason
        Why there is no answer, or how to read it.
    """

    band: LinkBand
    days: int
    effect_0_to_10: float | None = None
    interval95: tuple[float, float] | None = None
    reason: str = ""


def link(
    pain: Mapping[date, float],
    load: Mapping[date, float],
    *,
    smoothed: bool = False,
    possible_from: float = POSSIBLE_FROM,
) -> Link:
    """Judge a link between a load and the next morning's pain.

    Parameters
    ----------
    pain
        Next-morning pain, 0 to 10, by the day before that morning; days without a rating are left out.
    load
        The day's load, rest days as 0; unknown days are left out.
    smoothed
        Whether the load is an average over days; then twice the days are needed.
    possible_from
        The chance from which a link is told; higher where several loads are judged at once.

    Examples
    --------
    >>> link({}, {}).band.value
    'not_enough_data'
    """
    needed = SMOOTHED_DAYS if smoothed else DAYS
    rows = _rows(pain, load)
    span = (max(pain) - min(pain)).days + 1 if pain else 0
    lack = _lack(pain, load, len(rows), span, needed)
    if lack:
        return Link(band=LinkBand.NOT_ENOUGH, days=len(rows), reason=lack)
    mean, spread, persistence = _effect(rows)
    effective = len(rows) * (1.0 - persistence) / (1.0 + persistence)
    if effective < LEAST_EFFECTIVE_DAYS:
        reason = "Your pain changes so slowly that these days count like far fewer."
        return Link(band=LinkBand.NOT_ENOUGH, days=len(rows), reason=reason)
    chance = _beyond(mean, spread)
    band = LinkBand.LIKELY if chance >= LIKELY_FROM and _holds_in_both_halves(rows, mean) else LinkBand.POSSIBLE
    if chance < possible_from:
        band = LinkBand.NO_CLEAR
    return Link(
        band=band,
        days=len(rows),
        effect_0_to_10=round(mean, 2),
        interval95=(round(mean - 1.96 * spread, 2), round(mean + 1.96 * spread, 2)),
        reason="It goes with it; that does not say it causes it.",
    )


def _rows(pain: Mapping[date, float], load: Mapping[date, float]) -> list[Row]:
    """Give the days for which all of a row is known."""
    rows = []
    for day in sorted(pain):
        days = [day - lag for lag in _LAG_DAYS]
        if days[1] in pain and all(one in load for one in days):
            rows.append((day, pain[day], pain[days[1]], tuple(load[one] for one in days)))
    return rows


def _lack(pain: Mapping[date, float], load: Mapping[date, float], rows: int, span: int, needed: int) -> str:
    if span < needed:
        return f"It needs {needed} days of diary; there are {span}."
    if len(pain) < COMPLETE * span or rows < needed // 3:
        return "Too many days are missing."
    loads = [value for day, value in load.items() if day in pain]
    loaded = sum(value > 0 for value in loads)
    if min(loaded, len(loads) - loaded) < LOADED_DAYS and len(set(loads)) < 2 * LOADED_DAYS:
        return f"It needs at least {LOADED_DAYS} days with it and {LOADED_DAYS} without."
    if float(np.std(list(pain.values()))) < LEAST_SPREAD_0_TO_10:
        return "Your pain hardly changes from day to day, so nothing can be seen."
    return ""


def _effect(rows: list[Row]) -> tuple[float, float, float]:
    """Give mean and standard deviation of the summed effect, and how much pain carries over from day to day."""
    outcome = np.array([row[1] for row in rows])
    loads = np.array([row[3] for row in rows])
    swing = float(loads.std()) or 1.0
    when = np.array([(row[0] - rows[0][0]).days for row in rows], dtype=np.float64)
    drift = (when - when.mean()) / max(float(when.std()), 1.0)
    columns = np.column_stack(
        [np.ones(len(rows)), drift, drift**2, [row[2] for row in rows], (loads - loads.mean()) / swing]
    )
    prior_mean = np.zeros(columns.shape[1])
    prior_mean[3] = _PERSISTENCE_MEAN
    precision = _prior_precision()
    left = columns.T @ columns
    plain, *_ = np.linalg.lstsq(columns, outcome, rcond=None)
    freedom = max(len(rows) - columns.shape[1], 1)
    noise = max(float(np.sum((outcome - columns @ plain) ** 2)) / freedom, 0.05)
    covariance = np.linalg.inv(left / noise + precision)
    mean: Floats = covariance @ (columns.T @ outcome / noise + precision @ prior_mean)
    summed = np.concatenate([np.zeros(4), np.ones(LAGS)])
    persistence = min(max(float(mean[3]), 0.0), 0.95)
    return float(summed @ mean), sqrt(float(summed @ covariance @ summed)), persistence


@cache
def _prior_precision() -> Floats:
    wide = np.diag([_WIDE_SD**2, _WIDE_SD**2, _WIDE_SD**2, _PERSISTENCE_SD**2])
    apart = np.abs(np.subtract.outer(np.arange(LAGS), np.arange(LAGS)))
    narrow = _PRIOR_SD**2 * _PRIOR_NEIGHBOUR**apart
    zeros = np.zeros((4, LAGS))
    return np.linalg.inv(np.block([[wide, zeros], [zeros.T, narrow]]))


def _beyond(mean: float, spread: float) -> float:
    """Give the chance that the effect is more than half a point on the side it leans to."""
    return 0.5 * (1.0 + erf((abs(mean) - MATTERS_0_TO_10) / (spread * sqrt(2.0))))


def _holds_in_both_halves(rows: list[Row], mean: float) -> bool:
    half = len(rows) // 2
    parts = (_effect(rows[:half])[0], _effect(rows[half:])[0])
    return all(part * mean > 0.0 and abs(part) >= MATTERS_0_TO_10 / 2 for part in parts)
