"""Entries that cannot both be so: asked about kindly, never changed behind the runner's back."""

from __future__ import annotations

from collections.abc import Iterator

from backstride.model.check_in import CheckIn

__all__ = ["contradictions"]

_LONG_SLEEP_H = 16.0
_FASTEST_MIN_PER_KM = 2.5
_SLOWEST_MIN_PER_KM = 15.0


def contradictions(check_in: CheckIn) -> tuple[str, ...]:
    """Ask about what does not fit together in one day's entry; nothing where all fits.

    Examples
    --------
    >>> from datetime import date
    >>> contradictions(CheckIn(day=date(2026, 5, 3), pain_now_0_to_10=5, pain_worst_0_to_10=3))
    ('Your pain now (5) is above the worst of the day (3). Which one is right?',)
    """
    return (*_pain(check_in), *_running(check_in), *_day(check_in))


def _pain(one: CheckIn) -> Iterator[str]:
    worst = one.pain_worst_0_to_10
    if worst is None:
        return
    if one.pain_now_0_to_10 is not None and one.pain_now_0_to_10 > worst:
        yield (
            f"Your pain now ({one.pain_now_0_to_10:g}) is above the worst of the day ({worst:g}). Which one is right?"
        )
    for name, score in (("running", one.pain_during_run_0_to_10), ("walking", one.pain_during_walk_0_to_10)):
        if score is not None and score > worst:
            yield f"Your pain while {name} ({score:g}) is above the worst of the day ({worst:g}). Which one is right?"


def _running(one: CheckIn) -> Iterator[str]:
    if one.pain_during_run_0_to_10 is not None and not one.ran:
        yield "You rated a run, but no run is written down. Did you run?"
    if one.run_minutes and one.run_distance_km:
        pace = one.run_minutes / one.run_distance_km
        if not _FASTEST_MIN_PER_KM <= pace <= _SLOWEST_MIN_PER_KM:
            yield (
                f"{one.run_distance_km:g} km in {one.run_minutes:g} minutes is {pace:.1f} minutes a kilometre. "
                "Is one of the two mistyped?"
            )
    if one.ill and one.ran:
        yield "You were ill and ran. Is that so?"


def _day(one: CheckIn) -> Iterator[str]:
    if one.sleep_h is not None and one.sleep_h > _LONG_SLEEP_H:
        yield f"{one.sleep_h:g} hours of sleep is a lot. Is that so?"
