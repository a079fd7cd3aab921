"""The colour of a run, by pain during it and on the next morning."""

from datetime import date

import pytest

from backstride.model import CheckIn
from backstride.plan.pain_zone import Zone, run_zone


def a_run(**more: object) -> CheckIn:
    rated = {"pain_during_run_0_to_10": 0, "pain_next_morning_0_to_10": 0, **more}
    return CheckIn(day=date(2026, 5, 3), run_minutes=20, **rated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("during", "morning", "usual", "zone"),
    [
        (0, 0, 0, Zone.GREEN),
        (1, 1, 1, Zone.GREEN),
        (2, 2, 2, Zone.GREEN),
        (3, 0, 0, Zone.AMBER),
        (4, 1, 1, Zone.RED),  # three more than usual, from a sore start
        (4, 0, 0, Zone.AMBER),  # from no pain at all the level speaks
        (5, 0, 0, Zone.RED),
        (1, 3, 1, Zone.AMBER),
        (1, 2, 1, Zone.GREEN),
        (2, 3, 2, Zone.AMBER),  # within one of the usual, but above two
        (1, 4, 1, Zone.RED),
        (None, 0, 0, Zone.AMBER),
        (0, None, 0, Zone.AMBER),
    ],
)
def test_the_colour_follows_the_level_the_rise_and_the_next_morning(
    during: float | None, morning: float | None, usual: float, zone: Zone
) -> None:
    run = a_run(pain_during_run_0_to_10=during, pain_next_morning_0_to_10=morning)
    assert run_zone(run, baseline_0_to_10=usual).zone is zone


@pytest.mark.parametrize("sign", ["limp", "leg_symptom"])
def test_a_limp_or_a_leg_symptom_is_red_whatever_the_pain(sign: str) -> None:
    assert run_zone(a_run(**{sign: True})).zone is Zone.RED


def test_after_a_bone_stress_any_pain_of_the_day_is_red() -> None:
    sore_later = a_run(pain_worst_0_to_10=1)
    assert run_zone(sore_later).zone is Zone.GREEN
    assert run_zone(sore_later, strict=True).zone is Zone.RED
    assert run_zone(a_run(), strict=True).zone is Zone.GREEN


def test_a_painkiller_makes_a_run_amber_at_best() -> None:
    assert run_zone(a_run(painkiller=True)).zone is Zone.AMBER
