"""At most one form experiment, only where a clip measured well, and never as a fault."""

from dataclasses import replace

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Case, Confidence, FormMeasure, FormReport, PlanState, View
from backstride.plan.form_experiment import form_experiment
from tests.plan.made_cases import facts_of, plan_of, steady_log


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def filmed(beat: float | None, confidence: Confidence = Confidence.HIGH) -> FormReport:
    measure = FormMeasure(value=beat, n=20, confidence=confidence, reason="" if beat else "too few steps")
    return FormReport(view=View.SIDE, fps=60.0, metrics={"cadence_steps_per_min": measure})


def test_quicker_steps_are_offered_at_the_same_speed_by_about_five_per_cent(knowledge: Knowledge) -> None:
    found = form_experiment((filmed(160.0),), facts_of(knowledge, low_cadence_measured=True))

    assert found.now_steps_per_min == 160
    assert found.aim_steps_per_min == (166, 170)
    assert any("Keep your speed" in step for step in found.steps)
    assert "Nobody has tested" in found.unknown


def test_nothing_is_offered_without_a_reason_a_clip_or_a_trusted_measure(knowledge: Knowledge) -> None:
    reason = facts_of(knowledge, overstride_measured=True)
    assert form_experiment((filmed(160.0),), facts_of(knowledge)) is None
    assert form_experiment((), reason) is None
    assert form_experiment((filmed(None, Confidence.NONE),), reason) is None
    assert form_experiment((filmed(160.0, Confidence.LOW),), reason) is None
    assert form_experiment((filmed(195.0),), reason) is None


def test_a_heel_strike_alone_is_never_a_reason(knowledge: Knowledge) -> None:
    strike = FormMeasure(value="rearfoot", n=20, confidence=Confidence.HIGH)
    report = replace(filmed(160.0), metrics={**filmed(160.0).metrics, "foot_strike_class": strike})
    assert form_experiment((report,), facts_of(knowledge)) is None


def test_the_beat_is_in_the_first_two_weeks_of_steady_runs_and_not_beside_something_new(knowledge: Knowledge) -> None:
    facts = facts_of(knowledge, pain_intensity_0_to_10=2.0, pain_duration_weeks=1.0, low_cadence_measured=True)
    plan = plan_of(knowledge, facts=facts, log=steady_log(60), case=Case(forms=(filmed(160.0),)))

    assert plan.state is PlanState.MODIFY
    beats = {
        week.number: {one.run.cadence_steps_per_min for one in week.sessions if one.run is not None}
        for week in plan.weeks
    }
    assert beats[1] == beats[2] == {plan.experiment.aim_steps_per_min}
    assert all(beats[number] == {None} for number in beats if number > 2)


def test_there_is_no_experiment_where_there_is_no_running(knowledge: Knowledge) -> None:
    facts = facts_of(knowledge, limping_running=True, low_cadence_measured=True)
    assert plan_of(knowledge, facts=facts, log=steady_log(60), case=Case(forms=(filmed(160.0),))).experiment is None
