"""The made-up runner's story: a low back that aches after one run far longer than usual.

The story, the runs (`backstride.demo.history`) and the clip (`backstride.demo.clip`) fit together: two years of
steady training, one run almost twice the longest of the month before, pain since the evening of that day, and a form
with long, slow steps.
"""

from __future__ import annotations

from collections.abc import Mapping

from backstride.model.question import Item, Question, QuestionReason
from backstride.model.runner import Runner, Sex

__all__ = ["DEMO_ANSWERS", "DEMO_PLACES", "DEMO_RUNNER", "demo_reply"]

DEMO_RUNNER = Runner(age_years=38, sex=Sex.MALE, height_cm=178, country="GB", time_zone="Europe/London")
"""Who runs."""

DEMO_PLACES = ("low_back_left", "low_back_centre")
"""Where it hurts, on the body map."""

DEMO_ANSWERS: Mapping[str, str | float] = {
    "pain_low_back": "present",
    "onset": "after_run",
    "pain_intensity_0_to_10": 4.0,
    "pain_duration_weeks": 1.4,
    "pain_worse_bending_forward": "present",
    "pain_worse_sitting": "present",
    "pain_worse_rising_from_chair": "present",
    "pain_better_moving": "present",
    "pain_better_heat": "present",
    "pain_dull_ache": "present",
    "pain_tight_stiff": "present",
    "pain_after_run_hours": "present",
    "pain_next_morning": "present",
    "pain_getting_better": "present",
    "muscle_tender_to_press": "present",
    "back_pain_before": "present",
    "first_back_pain_ever": "absent",
    "session_much_longer_than_recent": "present",
    "sudden_weekly_volume_increase": "present",
    "race_planned": "present",
    "desk_job": "present",
    "no_strength_training": "present",
    "overstride_felt": "present",
    "low_cadence_felt": "present",
    "hard_surface_running": "present",
    "high_weekly_volume": "absent",
    "worn_shoes": "absent",
    "new_shoes": "absent",
    "poor_sleep": "absent",
    "high_stress": "absent",
    "fear_of_movement": "absent",
    "heavy_physical_job": "absent",
}
"""Answers by finding; what is not named was not there."""


def demo_reply(question: Question) -> dict[str, object]:
    """Answer a question as the made-up runner would: what the story does not name is "no"."""
    if question.reason is QuestionReason.BASICS:
        return {"age_years": DEMO_RUNNER.age_years, "sex": DEMO_RUNNER.sex.value}
    return {str(item.id): _answer(item) for item in question.items}


def _answer(item: Item) -> object:
    told = DEMO_ANSWERS.get(item.id)
    if told is not None and (not isinstance(told, str) or not item.choices or told in {c.id for c in item.choices}):
        return told
    return "absent" if any(choice.id == "absent" for choice in item.choices) else "unknown"
