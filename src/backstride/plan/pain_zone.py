"""How a run went, by pain during it and on the next morning: green, amber or red.

Sources
-------
silbernagel2007, esculier2018, goom
    Pain rules of trials and clinics on other tissues: 5 of 10 for the Achilles tendon, 2 of 10 for the kneecap. No
    trial set one for the back, so amber starts above 2 here: a product default.

Where this leaves them:

1. A rating that is missing is amber, never green.
2. A painkiller makes a day amber at best: it hides what the zones read.
3. After a suspected bone stress any pain is red.
4. A rise of three while running is red only from a sore start; from no pain at all the levels speak, or amber would
   have no room.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backstride.model.check_in import CheckIn

__all__ = ["Reading", "Zone", "run_zone"]

GREEN_AT_MOST = 2.0
RED_FROM = 5.0
RISE_AMBER = 2.0
RISE_RED = 3.0
MORNING_AMBER_ABOVE = 1.0
MORNING_RED_ABOVE = 2.0


class Zone(StrEnum):
    """The colour of a run."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A run's colour and the plain reasons for it."""

    zone: Zone
    reasons: tuple[str, ...]


def run_zone(check_in: CheckIn, *, baseline_0_to_10: float = 0.0, strict: bool = False) -> Reading:
    """Read the colour of a day's run.

    Parameters
    ----------
    baseline_0_to_10
        The runner's usual pain before it.
    strict
        After a suspected bone stress: any pain is red.

    Examples
    --------
    >>> from datetime import date
    >>> run = CheckIn(day=date(2026, 5, 3), run_minutes=20, pain_during_run_0_to_10=1, pain_next_morning_0_to_10=0)
    >>> run_zone(run).zone.value, run_zone(run, strict=True).zone.value
    ('green', 'red')
    """
    during, morning = check_in.pain_during_run_0_to_10, check_in.pain_next_morning_0_to_10
    red, amber = list(_red(during, morning, baseline_0_to_10)), list(_amber(during, morning, baseline_0_to_10))
    if check_in.limp or check_in.leg_symptom:
        red.append("a limp or a new leg symptom")
    if strict and any(score for score in (during, morning, check_in.pain_worst_0_to_10)):
        red.append("any pain counts while a bone heals")
    if check_in.painkiller:
        amber.append("a painkiller may have hidden pain")
    if red:
        return Reading(zone=Zone.RED, reasons=tuple(red))
    if amber:
        return Reading(zone=Zone.AMBER, reasons=tuple(amber))
    return Reading(zone=Zone.GREEN, reasons=("little or no pain, and no worse next morning",))


def _red(during: float | None, morning: float | None, baseline: float) -> list[str]:
    reasons = []
    if during is not None and during >= RED_FROM:
        reasons.append(f"pain of {during:g} while running")
    elif during is not None and baseline > 0.0 and during - baseline >= RISE_RED:
        reasons.append("pain rose by three or more while running")
    if morning is not None and morning > baseline + MORNING_RED_ABOVE:
        reasons.append("clearly worse next morning")
    return reasons


def _amber(during: float | None, morning: float | None, baseline: float) -> list[str]:
    reasons = []
    if during is None:
        reasons.append("no rating for the run")
    elif during > GREEN_AT_MOST or during - baseline >= RISE_AMBER:
        reasons.append(f"pain of {during:g} while running")
    if morning is None:
        reasons.append("no rating for the next morning")
    elif morning > baseline + MORNING_AMBER_ABOVE or (morning > baseline and morning > GREEN_AT_MOST):
        reasons.append("a little worse next morning")
    return reasons
