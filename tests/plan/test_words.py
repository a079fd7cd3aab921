"""A plan's sessions, doses and runs as a person says them."""

import pytest

from backstride.model.identifiers import AdviceId, ExerciseId
from backstride.model.plan import ExerciseDose, PlanSession, RunDose, RunExtra, SessionKind, Step
from backstride.plan.words import GRADE_WORDS, dose_words, evidence_words, run_words, session_words


def dose(**more: object) -> ExerciseDose:
    return ExerciseDose(**{"id": ExerciseId("plank"), "sets": 2, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (dose(reps=8, per_side=True), "2 x 8 on each side"),
        (dose(sets=1, reps=8), "8 times"),
        (dose(reps=1), "twice"),
        (dose(minutes=5), "5 minutes, twice"),
        (dose(sets=1, minutes=5), "5 minutes"),
        (dose(distance_m=20), "2 x 20 metres"),
        (dose(sets=1, distance_m=15, per_side=True), "15 metres on each side"),
        (dose(reps=8, load="light dumbbell", note="Slowly."), "2 x 8, light dumbbell. Slowly."),
    ],
)
def test_a_dose_says_how_often_how_long_and_with_what(given: ExerciseDose, said: str) -> None:
    assert dose_words(given) == said


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (RunDose(run_min=20, at_most_km=3.5), "20 minutes, easy, flat, at most 3.5 km"),
        (RunDose(run_min=20, cadence_steps_per_min=(172, 176)), "20 minutes, easy, flat, at 172 to 176 steps a minute"),
        (RunDose(run_min=20, extra=RunExtra.UPHILL), "20 minutes, easy, flat, with gentle uphill parts"),
    ],
)
def test_a_run_says_its_length_its_limit_its_beat_and_what_is_new_in_it(run: RunDose, said: str) -> None:
    assert run_words(run).startswith(said)


def test_a_walk_says_its_minutes_and_a_session_of_exercises_what_kind_it_is() -> None:
    walk = PlanSession(kind=SessionKind.WALK, exercises=(dose(sets=1, minutes=20),))
    strength = PlanSession(kind=SessionKind.STRENGTH, exercises=(dose(reps=8),))
    assert (session_words(walk), session_words(strength)) == ("Walk, 20 minutes", "Strength")


@pytest.mark.parametrize("grade", [*GRADE_WORDS, ""])
def test_a_step_says_how_good_its_evidence_is_and_nothing_where_none_was_graded(grade: str) -> None:
    said = evidence_words(Step(id=AdviceId("heat"), text="Keep it warm.", grade=grade))
    assert said == "" if not grade else GRADE_WORDS[grade] in said
    assert ("grade" in said) is (grade in ("A", "B", "C", "D"))
