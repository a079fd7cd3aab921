"""How long the way back takes for made-up runners: the table of the plan's explanation page."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

import pytest

from backstride.model import CheckIn, Permission, PlanState
from backstride.plan import ReturnState, advance

START = date(2026, 5, 1)
RUNNERS = 400
DAYS = 365
ARRIVED = (PlanState.RUN, PlanState.BUILD)
STORIES: dict[str, dict] = {
    "Off for a week, pain 1": {"state": PlanState.READY, "rung": 7, "pain": 1.0, "flares": 0.0, "missed": 0.05},
    "Off for three weeks, pain 2, a flare every 60 days": {
        "state": PlanState.READY, "rung": 5, "pain": 2.0, "flares": 1 / 60, "missed": 0.1,
    },
    "Off for months, pain 2, a flare every 60 days": {
        "state": PlanState.READY, "rung": 1, "pain": 2.0, "flares": 1 / 60, "missed": 0.1,
    },
    "Sore (5), a flare every 60 days": {
        "state": PlanState.CALM, "rung": 7, "pain": 5.0, "flares": 1 / 60, "missed": 0.1,
    },
    "Sore (5), a flare every 30 days, one day in three missed": {
        "state": PlanState.CALM, "rung": 1, "pain": 5.0, "flares": 1 / 30, "missed": 0.33,
    },
    "After a healed and cleared bone stress": {
        "state": PlanState.BONE_HOLD, "rung": 1, "pain": 0.0, "flares": 0.0, "missed": 0.05, "noise": 0.25,
    },
}  # fmt: skip


def weeks_to_half_an_hour(
    seed: int, *, state: PlanState, rung: int, pain: float, flares: float, missed: float, noise: float = 0.6
) -> float | None:
    """Live a year: pain falls by 4 % a day, flares come by chance; None when the rules send the runner on."""
    random = Random(seed)
    strict = state is PlanState.BONE_HOLD
    now = ReturnState(
        state=state, since=START, day=START, permission=Permission.FULL, rung=rung, strict=strict,
        first_baseline_0_to_10=pain,
    )  # fmt: skip
    level, bad = pain, 0
    for number in range(1, DAYS):
        level, bad = 0.96 * level, bad - 1
        if random.random() < flares:
            bad = random.randint(2, 5)
        if random.random() < missed:
            continue
        now = advance(now, day_of(random, now, number, level + (3.0 if bad > 0 else 0.0), noise)).after
        if now.state in ARRIVED:
            return number / 7
        if now.state is PlanState.WAIT:
            return None
    return float("inf")


def day_of(random: Random, now: ReturnState, number: int, level: float, noise: float) -> CheckIn:
    def score() -> float:
        return float(min(10, max(0, round(random.gauss(level, noise)))))

    day, dose = START + timedelta(days=number), now.run_dose()
    rested = now.last_run is None or (day - now.last_run).days >= 2
    runs = dose is not None and rested and not now.rests_until(day) and level < 3.0 and random.random() < 0.8
    return CheckIn(
        day=day,
        pain_now_0_to_10=score(),
        pain_next_morning_0_to_10=score(),
        pain_during_run_0_to_10=score() if runs else None,
        run_minutes=dose.run_min * dose.repeats if dose is not None and runs else None,
        walk_minutes=30,
        pain_during_walk_0_to_10=score(),
        readiness_pain_0_to_10=score() if now.state is PlanState.READY else None,
        hop_pain_0_to_10=score(),
    )


def row_of(story: str) -> str:
    weeks = [weeks_to_half_an_hour(seed, **STORIES[story]) for seed in range(RUNNERS)]
    arrived = sorted(week for week in weeks if week is not None and week <= DAYS)
    tenth, most = arrived[len(arrived) // 10], arrived[9 * len(arrived) // 10]
    sent = sum(week is None for week in weeks)
    return f"| {story} | {median(arrived):.0f} ({tenth:.0f} to {most:.0f}) | {100 * sent / RUNNERS:.0f} in 100 |"


LONG = ("Off for months", "Sore (5), a flare every 30", "After a healed")
"""Stories whose made-up runners take long to be well; they are told again by ``dev.py prove``."""


@pytest.mark.parametrize(
    "story", [pytest.param(one, marks=pytest.mark.prove if one.startswith(LONG) else ()) for one in STORIES]
)
def test_the_page_says_how_long_it_takes(root: Path, story: str) -> None:
    assert row_of(story) in (root / "docs" / "explanation" / "plan.md").read_text(encoding="utf-8")
