"""Patients drawn from the network: drawn by its rules, scored fairly, and never taken for people."""

import numpy as np
import pytest

from backstride.evaluation.answer_map import Silence
from backstride.evaluation.baseline import Baseline
from backstride.evaluation.self_consistency import calibration_error, self_consistency
from backstride.evaluation.simulated_patient import simulated_patients
from backstride.evaluation.tuning import left_out
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import applies_to
from backstride.model.answer import AnswerState
from backstride.model.ranking import CauseKind

KNOWLEDGE = load_knowledge()
PATIENTS = simulated_patients(KNOWLEDGE, each=1, seed=4)


def quiet(_: str) -> None:
    pass


def test_every_diagnosis_gets_its_patient():
    diagnoses = {cause.id for cause in KNOWLEDGE.causes.values() if cause.kind is CauseKind.DIAGNOSIS and cause.prior}
    assert {cause for patient in PATIENTS for cause in patient.right} == diagnoses


def test_the_same_seed_draws_the_same_patients():
    again = simulated_patients(KNOWLEDGE, each=1, seed=4)
    assert [patient.answers for patient in again] == [patient.answers for patient in PATIENTS]


def test_a_patient_tells_only_what_can_apply_to_them():
    for patient in PATIENTS:
        for finding in patient.answers:
            assert applies_to(KNOWLEDGE.findings[finding], patient.vignette.runner), (patient.vignette.id, finding)


def test_a_patient_marks_a_place_and_tells_a_short_story():
    told = [sum(answer.state is AnswerState.PRESENT for answer in patient.answers.values()) for patient in PATIENTS]
    assert min(told) >= 1
    assert 4 <= np.median(told) <= 15


def test_two_sources_share_a_region_and_both_count_as_right():
    pairs = simulated_patients(KNOWLEDGE, each=1, seed=4, sources=2)
    double = [patient for patient in pairs if len(patient.right) == 2]
    assert len(double) > len(pairs) / 2
    for patient in double:
        first, second = (KNOWLEDGE.causes[cause] for cause in patient.right)
        assert set(first.prior) & set(second.prior)


def test_ours_claims_as_many_sources_as_there_are_and_the_single_source_model_claims_one():
    rows = self_consistency(KNOWLEDGE, seed=3, progress=quiet, patients=60)
    everyone = {row.model: row for row in rows if row.sources == 0}
    assert everyone[Baseline.EXCLUSIVE].claimed == pytest.approx(1.0, abs=1e-6)
    assert everyone[None].claimed == pytest.approx(everyone[None].at_work, rel=0.25)
    assert everyone[None].brier < everyone[Baseline.PRIOR_ONLY].brier


def test_a_part_picked_by_the_truth_has_no_calibration():
    rows = self_consistency(KNOWLEDGE, seed=3, progress=quiet, patients=12)
    assert {row.calibration_error is None for row in rows if row.sources} == {True}


def test_a_model_that_is_always_wrong_is_wholly_uncalibrated():
    assert calibration_error(np.ones(4), np.zeros(4, dtype=bool)) == 1.0


def test_silence_of_a_made_up_patient_is_read_like_a_described_one():
    case = PATIENTS[0].case(KNOWLEDGE, Silence.NO)
    assert {answer.state for answer in case.answers.values()} >= {AnswerState.PRESENT, AnswerState.ABSENT}


def test_picking_by_the_other_cases_cannot_see_the_case_left_out():
    found = left_out([1, 9, 1, 9], {"other": [9, 1, 9, 1]}, within=1, seed=1)
    assert found is not None
    assert found.picked_on_all == 0.5
    assert found.picked_without_it == 0.0


def test_a_missing_right_cause_counts_as_missed():
    found = left_out([None, 1], {}, within=3, seed=1)
    assert found is not None
    assert (found.share, found.ways) == (0.5, 1)


def test_nothing_comes_of_no_cases():
    assert left_out([], {}, within=1, seed=1) is None
