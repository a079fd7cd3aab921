"""What the form measures say to the causes: observations with a certainty, never faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import erf, sqrt

from backstride.model.answer import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.form import Confidence, FormMeasure
from backstride.model.identifiers import FindingId

__all__ = ["form_findings"]

Z_95 = 1.96
CADENCE_AT_3_M_S = 169.6
CADENCE_PER_CM = -0.25
USUAL_HEIGHT_CM = 172.0
CADENCE_SD = 9.0
CEILING = {Confidence.HIGH: 0.95, Confidence.MEDIUM: 0.85, Confidence.LOW: 0.70}
"""However far beyond a threshold a value lies, a weak measure stays a weak witness."""
LEAST_CERTAINTY = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """One threshold: the finding is present above it, or below it."""

    finding: str
    metric: str
    threshold: float
    above: bool
    detail: str


# Thresholds: evidence table of form measures, F01 to F12. Heel strike has no rule: it is never a finding.
RULES = (
    _Rule(
        finding="overstride_measured",
        metric="overstride_pct_leg",
        threshold=35.0,
        above=True,
        detail="the foot lands {value:.0f} % of a leg length ahead of the hips; 10 to 30 is usual",
    ),
    _Rule(
        finding="high_vertical_oscillation_measured",
        metric="vertical_oscillation_cm",
        threshold=11.0,
        above=True,
        detail="the hips rise and fall {value:.0f} cm with each stride; 6 to 11 is usual",
    ),
    _Rule(
        finding="trunk_lean_backward_measured",
        metric="trunk_lean_deg",
        threshold=1.0,
        above=False,
        detail="the trunk leans {value:.0f} degrees forward; about 4 to 11 is usual",
    ),
    _Rule(
        finding="forward_trunk_lean_measured",
        metric="trunk_lean_deg",
        threshold=15.0,
        above=True,
        detail="the trunk leans {value:.0f} degrees forward; about 4 to 11 is usual",
    ),
    _Rule(
        finding="pelvic_drop_measured",
        metric="pelvic_drop_deg",
        threshold=6.0,
        above=True,
        detail="the free side of the pelvis sinks {value:.0f} degrees; 2 to 5 is usual",
    ),
)


def form_findings(metrics: Mapping[str, FormMeasure], *, height_cm: float | None) -> tuple[Finding, ...]:
    """Turn measures into findings, present or absent, where they lie clearly enough on one side.

    Sources
    -------
    drozda2024, lieberman2015, heiderscheit2011 (cadence, overstride, oscillation); teng2014 (lean);
    bramah2018 (pelvic drop).

    Examples
    --------
    >>> lean = FormMeasure(value=19.0, interval95=(17.0, 21.0), n=12, confidence=Confidence.HIGH)
    >>> for found in form_findings({"trunk_lean_deg": lean}, height_cm=None):
    ...     print(found.id, found.state.value, found.certainty)
    trunk_lean_backward_measured absent 0.95
    forward_trunk_lean_measured present 0.95
    """
    found = [_judge(rule, metrics.get(rule.metric)) for rule in (_cadence_rule(height_cm), *RULES)]
    return tuple(finding for finding in found if finding is not None)


def _cadence_rule(height_cm: float | None) -> _Rule:
    """Low is one standard deviation below what is usual at an easy pace for this height."""
    taller_cm = (height_cm or USUAL_HEIGHT_CM) - USUAL_HEIGHT_CM
    usual = CADENCE_AT_3_M_S + CADENCE_PER_CM * taller_cm
    return _Rule(
        finding="low_cadence_measured",
        metric="cadence_steps_per_min",
        threshold=usual - CADENCE_SD,
        above=False,
        detail="{value:.0f} steps a minute; about " + f"{usual:.0f} is usual at an easy pace",
    )


def _judge(rule: _Rule, measured: FormMeasure | None) -> Finding | None:
    if measured is None or measured.interval95 is None or not isinstance(measured.value, float | int):
        return None
    low, high = measured.interval95
    sd = max((high - low) / (2 * Z_95), 1e-6)
    beyond = (measured.value - rule.threshold) / sd
    chance_above = 0.5 * (1 + erf(beyond / sqrt(2)))
    chance = chance_above if rule.above else 1 - chance_above
    certainty = min(max(chance, 1 - chance), CEILING[measured.confidence])
    if certainty < LEAST_CERTAINTY:
        return None
    return Finding(
        id=FindingId(rule.finding),
        state=AnswerState.PRESENT if chance > 0.5 else AnswerState.ABSENT,  # noqa: PLR2004 - even odds
        origin=Origin.FORM,
        certainty=round(certainty, 3),
        detail=rule.detail.format(value=measured.value),
    )
