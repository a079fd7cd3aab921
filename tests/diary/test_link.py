"""Links between load and pain: hardly ever where there is none, and found where a strong one is."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest

from backstride.diary import LinkBand, link

START = date(2026, 1, 1)
DIARIES = 200
CLAIMS = (LinkBand.POSSIBLE, LinkBand.LIKELY)


def diary(seed: int, days: int, *, effect: float, carry: float = 0.5) -> tuple[dict[date, float], dict[date, float]]:
    """Make a diary: pain like AR(1) with a spread of 1.2, a fifth of days missing, load on every other day."""
    random = np.random.default_rng(seed)
    load = np.where(random.random(days) < 0.5, random.gamma(4, 12, days), 0.0)
    swing = (load - load.mean()) / load.std()
    noise = random.normal(0, 1.2 * np.sqrt(1 - carry**2), days)
    pain, state = np.zeros(days), 0.0
    for day in range(days):
        state = carry * state + noise[day]
        pain[day] = 3 + state + effect * (0.6 * swing[day] + 0.4 * (swing[day - 1] if day else 0.0))
    rated = np.clip(np.round(pain), 0, 10)
    kept = random.random(days) > 0.2
    when = [START + timedelta(days=day) for day in range(days)]
    return (
        {day: float(score) for day, score, keep in zip(when, rated, kept, strict=True) if keep},
        dict(zip(when, load.tolist(), strict=True)),
    )


def bands(days: int, *, effect: float, carry: float) -> Counter[LinkBand]:
    return Counter(link(*diary(seed, days, effect=effect, carry=carry)).band for seed in range(DIARIES))


@pytest.mark.parametrize("days", [60, 84, 112])
@pytest.mark.parametrize("carry", [0.0, 0.3, 0.6])
def test_at_most_one_in_twenty_diaries_without_a_link_is_told_of_one(days: int, carry: float) -> None:
    found = bands(days, effect=0.0, carry=carry)
    assert sum(found[band] for band in CLAIMS) <= 0.05 * DIARIES


def test_a_strong_link_is_found_more_often_than_not() -> None:
    found = bands(112, effect=1.8, carry=0.3)
    assert sum(found[band] for band in CLAIMS) > 0.5 * DIARIES


def test_a_link_is_read_the_right_way_round() -> None:
    answers = [link(*diary(seed, 112, effect=1.8, carry=0.3)) for seed in range(40)]
    effects = [one.effect_0_to_10 for one in answers if one.effect_0_to_10 is not None]
    assert effects
    assert all(effect > 0 for effect in effects)
    assert all(
        one.interval95 and one.interval95[0] <= one.effect_0_to_10 <= one.interval95[1]
        for one in answers
        if one.effect_0_to_10
    )


def test_without_the_days_there_is_no_answer() -> None:
    pain, load = diary(1, 60, effect=2.0)
    few = {day: score for day, score in pain.items() if day < START + timedelta(days=50)}
    assert link(few, load).band is LinkBand.NOT_ENOUGH
    assert "56 days" in link(few, load).reason
    assert link(pain, load, smoothed=True).band is LinkBand.NOT_ENOUGH
    assert link(dict.fromkeys(load, 3.0), load).reason.startswith("Your pain hardly changes")
    assert link(pain, dict.fromkeys(load, 0.0)).band is LinkBand.NOT_ENOUGH


def test_unknown_load_is_left_out_not_counted_as_rest() -> None:
    pain, load = diary(3, 112, effect=0.0, carry=0.2)
    known = {day: one for day, one in load.items() if day.day % 7}
    assert link(pain, known).days < link(pain, load).days
