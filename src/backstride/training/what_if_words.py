"""The answer to "may I run this far?" in sentences, the same in the terminal and on the page."""

from __future__ import annotations

from datetime import date

from backstride.model.load import LoadBand, RaceAhead, WhatIf
from backstride.training.words import ratio_words

__all__ = ["not_a_permission", "what_if_headline", "what_if_lines"]

_BAND_WORDS = {
    LoadBand.REFERENCE: "inside what you are used to",
    LoadBand.SMALL: "a small step",
    LoadBand.MODERATE: "a medium step",
    LoadBand.LARGE: "a large step: more than double",
}


def what_if_headline(plan: WhatIf) -> str:
    """Say the plan and how big a step it is.

    Examples
    --------
    >>> what_if_headline(WhatIf(distance_km=16, on=date(2026, 11, 29), band=LoadBand.MODERATE, ratio=1.6,
    ...                         longest_30d_km=10, inside_km=11))
    '16 km on Sunday 29 November: a medium step, 1.6 times your longest run'
    """
    head = f"{plan.distance_km:g} km on {_day(plan.on, plan.on)}"
    if plan.ratio is None:
        return f"{head}: cannot be compared yet"
    return f"{head}: {_BAND_WORDS[plan.band]}, {ratio_words(plan.ratio)} times your longest run"


def what_if_lines(plan: WhatIf) -> tuple[str, ...]:
    """Say what is known about such a run, how to stay inside, and what that means for the race.

    Examples
    --------
    >>> plan = WhatIf(distance_km=16, on=date(2026, 11, 29), band=LoadBand.MODERATE, ratio=1.6, longest_30d_km=10,
    ...               inside_km=11, split_km=(8, 8), evidence="What is known.", runs_left_out=1)
    >>> for line in what_if_lines(plan): print(line)
    What is known.
    One run of these 30 days hurt, or came just before the pain, so it was left out of the comparison.
    To stay inside: up to 11 km in one run, or 8 km and 8 km on different days.
    """
    lines = [plan.evidence]
    if plan.runs_left_out == 1:
        lines.append(
            "One run of these 30 days hurt, or came just before the pain, so it was left out of the comparison."
        )
    elif plan.runs_left_out:
        lines.append(
            f"{plan.runs_left_out} runs of these 30 days hurt, or came just before the pain, so they were left out of "
            "the comparison."
        )
    if plan.split_km and plan.inside_km is not None:
        parts = [f"{part:g} km" for part in plan.split_km]
        split = f"{', '.join(parts[:-1])} and {parts[-1]}"
        lines.append(f"To stay inside: up to {plan.inside_km:g} km in one run, or {split} on different days.")
    if plan.race is not None:
        lines += _race_lines(plan, plan.race)
    return tuple(lines)


def not_a_permission() -> str:
    """Say what a comparison of distances cannot know."""
    return (
        "This compares distances. It does not know how your back is today: if it hurts, your answers and your plan "
        "come first."
    )


def _race_lines(plan: WhatIf, race: RaceAhead) -> list[str]:
    steps = "With one longer run a week, each at most a tenth longer than the last,"
    name = f"your race of {race.distance_km:g} km on {_day(race.on, plan.on)}"
    if race.band is LoadBand.REFERENCE:
        first = f"{steps} your longest run is {race.longest_by_then_km:.0f} km before {name}: the race stays inside."
    else:
        first = (
            f"{steps} your longest run is {race.longest_by_then_km:.0f} km before {name}. The race is then "
            f"{ratio_words(race.ratio)} times that: {_BAND_WORDS[race.band]}. It would stay inside from "
            f"{_day(race.ready_on, plan.on)}."
        )
    lines = [first]
    saved = (race.ready_on - race.ready_on_if_whole).days // 7
    if race.band is not LoadBand.REFERENCE and plan.band is not LoadBand.REFERENCE and saved > 0:
        weeks = "one week" if saved == 1 else f"{saved} weeks"
        lines.append(f"Running it whole would bring that day forward by {weeks} on paper, at the price named above.")
    lines.append("These steps are arithmetic. No trial has tested them, and weeks off or a cold move the dates.")
    return lines


def _day(day: date, seen_from: date) -> str:
    """Say a day with its weekday, and its year where it is another one."""
    year = f" {day.year}" if day.year != seen_from.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"
