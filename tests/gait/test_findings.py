"""Measures become observations for the causes, with a certainty and never a fault."""

import pytest

from backstride.gait.findings import form_findings
from backstride.model.answer import AnswerState
from backstride.model.finding import Origin
from backstride.model.form import Confidence, FormMeasure


def measured(value: float, half: float, confidence: Confidence = Confidence.HIGH):
    return FormMeasure(value=value, interval95=(value - half, value + half), n=12, confidence=confidence)


@pytest.mark.parametrize(
    ("metric", "value", "finding"),
    [
        ("cadence_steps_per_min", 150.0, "low_cadence_measured"),
        ("overstride_pct_leg", 42.0, "overstride_measured"),
        ("vertical_oscillation_cm", 14.0, "high_vertical_oscillation_measured"),
        ("trunk_lean_deg", -4.0, "trunk_lean_backward_measured"),
        ("trunk_lean_deg", 20.0, "forward_trunk_lean_measured"),
        ("pelvic_drop_deg", 11.0, "pelvic_drop_measured"),
    ],
)
def test_a_value_far_beyond_its_threshold_is_present_with_its_number_in_words(metric: str, value: float, finding: str):
    found = {one.id: one for one in form_findings({metric: measured(value, 2.0)}, height_cm=175)}
    assert found[finding].state is AnswerState.PRESENT
    assert found[finding].origin is Origin.FORM
    assert found[finding].certainty >= 0.9
    assert f"{value:.0f}" in found[finding].detail


def test_a_value_at_the_threshold_says_nothing():
    assert form_findings({"overstride_pct_leg": measured(35.0, 3.0)}, height_cm=None) == ()


def test_a_rough_measure_is_a_weak_witness():
    (found,) = form_findings({"overstride_pct_leg": measured(60.0, 6.0, Confidence.LOW)}, height_cm=None)
    assert found.certainty <= 0.7


def test_a_tall_runner_may_step_less_often():
    cadence = {"cadence_steps_per_min": measured(158.0, 0.5)}
    (short,), (tall,) = (form_findings(cadence, height_cm=cm) for cm in (165, 195))
    assert (short.state, tall.state) == (AnswerState.PRESENT, AnswerState.ABSENT)


def test_heel_landing_alone_is_never_a_finding():
    heel = FormMeasure(value="rearfoot", n=9, confidence=Confidence.HIGH)
    assert form_findings({"foot_strike_class": heel}, height_cm=175) == ()
