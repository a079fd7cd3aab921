"""A planned run against the longest run of the 30 days before it, and how to split it so that it stays inside."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date, timedelta

from backstride.model.counted import counted
from backstride.model.load import LoadBand, LoadSeries, WhatIf
from backstride.training.bands import BANDS, FEWEST_RUNS, REFERENCE_RATIO, SOURCE, WINDOW_DAYS, band_of
from backstride.training.race import race_ahead

__all__ = ["MOST_KM", "what_if"]

MOST_KM = 500.0
"""The longest run or race that can be planned."""


def what_if(
    series: LoadSeries,
    *,
    distance_km: float,
    on: date,
    painful_days: Collection[date] = (),
    race: tuple[float, date] | None = None,
) -> WhatIf:
    """Judge a run that is planned for a day.

    Parameters
    ----------
    painful_days
        Days whose run hurt, or probably did it (`pain_days.unusual_days`). They are no measure of what is usual: the
        plan is compared with the longest run that stayed free of pain.
    race
        Kilometres and day of a race after the planned run.

    Raises
    ------
    ValueError
        When the distance is not positive, or the race is not after the planned run.

    Examples
    --------
    >>> from backstride.model.activity import LoggedSession
    >>> from backstride.training.series import load_series
    >>> log = [LoggedSession(date=date(2026, 6, day), distance_km=10) for day in (2, 6, 10, 14, 18)]
    >>> plan = what_if(load_series([], log, until=date(2026, 6, 20)), distance_km=16, on=date(2026, 6, 21))
    >>> plan.band.value, plan.ratio, plan.inside_km, plan.split_km
    ('moderate', 1.6, 11.0, (8.0, 8.0))
    """
    if not (math.isfinite(distance_km) and distance_km > 0.0):
        raise ValueError("a planned run needs a distance above zero")
    month = [one for one in series.sessions if on - timedelta(days=WINDOW_DAYS) <= one.local_date < on]
    window = [one for one in month if one.local_date not in painful_days]
    runs_left_out = len(month) - len(window)
    known = [one.distance_m for one in window if one.distance_m is not None]
    if len(known) < FEWEST_RUNS:
        return WhatIf(
            distance_km=distance_km, on=on, band=LoadBand.NO_BASELINE, ratio=None, longest_30d_km=None, inside_km=None,
            evidence=_no_baseline(known, on), sources=(), runs_left_out=runs_left_out,
        )  # fmt: skip
    longest_km = max(known) / 1000.0
    ratio = distance_km / longest_km
    band = band_of(ratio)
    inside_km = math.floor(10.0 * REFERENCE_RATIO * longest_km + 1e-6) / 10.0
    return WhatIf(
        distance_km=distance_km,
        on=on,
        band=band,
        ratio=ratio,
        longest_30d_km=longest_km,
        inside_km=inside_km,
        split_km=() if band is LoadBand.REFERENCE else _split(distance_km, inside_km),
        evidence=_evidence(band, longest_km),
        sources=(SOURCE,),
        runs_left_out=runs_left_out,
        race=None
        if race is None
        else race_ahead(longest_km=longest_km, planned_km=distance_km, on=on, race_km=race[0], race_on=race[1]),
    )


def _split(distance_km: float, inside_km: float) -> tuple[float, ...]:
    """Cut a distance into equal runs that each stay inside, to a tenth of a kilometre."""
    if inside_km <= 0.0:
        return ()
    parts = math.ceil(distance_km / inside_km - 1e-9)
    tenths = round(distance_km * 10.0)
    return tuple((tenths // parts + (1 if index < tenths % parts else 0)) / 10.0 for index in range(parts))


def _no_baseline(known: list[float], on: date) -> str:
    few = "no run" if not known else f"only {counted(len(known), 'run')}"
    are = "are" if len(known) > 1 else "is"
    return (
        f"There {are} {few} with a distance to compare with in the {WINDOW_DAYS} days before {on.day} {on:%B}, and it "
        f"takes {FEWEST_RUNS}. So nobody can say how big this step is for you. Start short: a run-walk is a good first "
        "step."
    )


def _evidence(band: LoadBand, longest_km: float) -> str:
    longest = f"Your longest run in the {WINDOW_DAYS} days before is {longest_km:.1f} km."
    if band is LoadBand.REFERENCE:
        return f"{longest} This run stays within a tenth of that, which is the range that the study took as usual."
    facts = BANDS[band]
    usual = BANDS[LoadBand.REFERENCE].per_1000
    return (
        f"{longest} In a study of 5,205 runners, an overuse injury followed runs of this size about "
        f"{facts.hazard:.1f} times as often ({facts.low:.1f} to {facts.high:.1f}) as usual ones: very roughly "
        f"{facts.per_1000:.0f} instead of {usual:.0f} in 1,000 runs. The study watched, it did not test; it counted "
        "injuries anywhere, not back pain alone."
    )
