"""Made-up diaries in which nothing goes with the pain, to measure how often a link is told all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from backstride.diary.link import LinkBand
from backstride.diary.links import diary_links
from backstride.model.check_in import CheckIn
from backstride.model.identifiers import ExerciseId

__all__ = ["FalseLinks", "count_false_links", "null_diary"]

_START = date(2026, 1, 1)
_SPREAD_0_TO_10 = 1.2
_MEAN_0_TO_10 = 3.0
_MISSING = 0.2
_CLAIMS = (LinkBand.POSSIBLE, LinkBand.LIKELY)


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseLinks:
    """How many of some diaries were told of a link that is not there.

    Parameters
    ----------
    told
        Diaries with at least one link that was told.
    likely
        Diaries with at least one that was called likely.
    by_name
        Diaries by load.
    """

    diaries: int
    told: int
    likely: int
    by_name: dict[str, int]


def null_diary(
    seed: int, *, days: int, carry: float, runs_less_when_sore: bool = False
) -> tuple[tuple[CheckIn, ...], dict[date, float]]:
    """Make one diary: pain that drifts and carries over, and running, sleep and exercises that have no part in it.

    Parameters
    ----------
    days
        Length; a fifth of the days is missing.
    carry
        How much of a day's pain is carried to the next, 0 to below 1.
    runs_less_when_sore
        Whether pain in the morning keeps the runner from running that day; then pain leads and load follows, which
        must not be mistaken for a link.

    Examples
    --------
    >>> diary, minutes = null_diary(1, days=60, carry=0.5)
    >>> len(diary) < 60, len(minutes)
    (True, 60)
    """
    random = np.random.default_rng(seed)
    noise = random.normal(0.0, _SPREAD_0_TO_10 * np.sqrt(1.0 - carry**2), days)
    drift = np.cumsum(random.normal(0.0, 0.03, days))
    state, pain = 0.0, np.zeros(days)
    for number in range(days):
        state = carry * state + noise[number]
        pain[number] = _MEAN_0_TO_10 + drift[number] + state
    rated = np.clip(np.round(pain), 0, 10)
    before = np.concatenate([[_MEAN_0_TO_10], pain[:-1]])
    keen = 0.5 - (0.15 * (before - _MEAN_0_TO_10) if runs_less_when_sore else 0.0)
    minutes = np.where(random.random(days) < keen, random.gamma(4.0, 12.0, days), 0.0)
    slept = np.clip(np.round(random.normal(7.0, 1.0, days)), 4, 10)
    exercised = random.random(days) < 0.4  # noqa: PLR2004 - about three days a week
    kept = random.random(days) > _MISSING
    when = [_START + timedelta(days=number) for number in range(days)]
    diary = tuple(
        CheckIn(
            day=day,
            pain_now_0_to_10=float(rated[number]),
            pain_next_morning_0_to_10=float(rated[number]),
            sleep_h=float(slept[number]),
            exercises_done=(ExerciseId("bridge"),) if exercised[number] else (),
        )
        for number, day in enumerate(when)
        if kept[number]
    )
    return diary, dict(zip(when, minutes.tolist(), strict=True))


def count_false_links(diaries: int, *, days: int, carry: float, runs_less_when_sore: bool = False) -> FalseLinks:
    """Judge many made-up diaries and count the links that are told.

    Examples
    --------
    >>> count_false_links(2, days=40, carry=0.3).told
    0
    """
    told = likely = 0
    by_name: dict[str, int] = {}
    for seed in range(diaries):
        diary, minutes = null_diary(seed, days=days, carry=carry, runs_less_when_sore=runs_less_when_sore)
        found = diary_links(diary, minutes, today=_START + timedelta(days=days))
        claims = [one for one in found if one.link.band in _CLAIMS]
        told += bool(claims)
        likely += any(one.link.band is LinkBand.LIKELY for one in claims)
        for one in claims:
            by_name[one.name] = by_name.get(one.name, 0) + 1
    return FalseLinks(diaries=diaries, told=told, likely=likely, by_name=by_name)
