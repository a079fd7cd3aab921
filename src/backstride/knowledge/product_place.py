"""The places of the product where common advice is followed, other than a record of the knowledge base.

A claim says where the product follows its verdict. Most name records: an exercise, a rule, a cause, another piece of
advice. Where it is the program itself that follows it, the claim names one of these places, and each place names the
code, so that a place that goes away is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["PLACE_CODE", "PLACE_WORDS", "ProductPlace"]


class ProductPlace(StrEnum):
    """A part of the product that follows a verdict."""

    SAFETY_SCREENS = "safety_screens"
    HONEST_STATEMENT = "honest_statement"
    LOAD_BANDS = "load_bands"
    WHAT_IF = "what_if"
    SHOE_LOG = "shoe_log"
    FORM_MEASURES = "form_measures"
    FORM_EXPERIMENT = "form_experiment"
    PLAN_STAGE = "plan_stage"
    PLAN_START = "plan_start"
    HARD_STOPS = "hard_stops"
    HELD_BACK = "held_back"
    RUN_WALK_LADDER = "run_walk_ladder"
    RUN_DAYS = "run_days"
    PAIN_ZONES = "pain_zones"
    RETURN_STEPS = "return_steps"
    EXERCISE_CHOICE = "exercise_choice"
    EXERCISE_SESSION = "exercise_session"
    CHECK_IN = "check_in"
    DIARY_REVIEW = "diary_review"
    COMMON_ADVICE_PAGE = "common_advice_page"


PLACE_WORDS: Mapping[ProductPlace, str] = {
    ProductPlace.SAFETY_SCREENS: "the safety questions, which come first",
    ProductPlace.HONEST_STATEMENT: "the statement: mechanical, nerve or clinician",
    ProductPlace.LOAD_BANDS: "the load page: each run against the longest of 30 days",
    ProductPlace.WHAT_IF: "what-if: a planned run against the longest of 30 days",
    ProductPlace.SHOE_LOG: "the distance of each pair of shoes; no shoe is prescribed",
    ProductPlace.FORM_MEASURES: "the measures of form, with error bars and never as faults",
    ProductPlace.FORM_EXPERIMENT: "the form experiment: quicker steps for two weeks, judged by your own pain",
    ProductPlace.PLAN_STAGE: "the stage of the plan, set by pain and not by a date",
    ProductPlace.PLAN_START: "the start of the plan: wait, walk, ladder, or go on with less",
    ProductPlace.HARD_STOPS: "the limits of a plan: when running stops and who gets no default plan",
    ProductPlace.HELD_BACK: "what a plan holds back, and why",
    ProductPlace.RUN_WALK_LADDER: "the run-walk ladder",
    ProductPlace.RUN_DAYS: "the days of the week: a day between runs",
    ProductPlace.PAIN_ZONES: "the green, amber and red zones of a run",
    ProductPlace.RETURN_STEPS: "the steps back to running, one thing at a time",
    ProductPlace.EXERCISE_CHOICE: "the choice of exercises, with what forbids each",
    ProductPlace.EXERCISE_SESSION: "the exercise session: at least as much leg as trunk",
    ProductPlace.CHECK_IN: "the daily check-in",
    ProductPlace.DIARY_REVIEW: "the look back after 2, 6 and 12 weeks",
    ProductPlace.COMMON_ADVICE_PAGE: "the page of common advice; the product tells the verdict and does no more",
}
"""What each place is, for a reader."""

PLACE_CODE: Mapping[ProductPlace, str] = {
    ProductPlace.SAFETY_SCREENS: "backstride.interview.next_question:next_step",
    ProductPlace.HONEST_STATEMENT: "backstride.causes.ranking:statement_of",
    ProductPlace.LOAD_BANDS: "backstride.training.bands:bands_of",
    ProductPlace.WHAT_IF: "backstride.training.what_if:what_if",
    ProductPlace.SHOE_LOG: "backstride.training.shoes:shoe_mileage",
    ProductPlace.FORM_MEASURES: "backstride.gait.form:analyse",
    ProductPlace.FORM_EXPERIMENT: "backstride.plan.form_experiment:form_experiment",
    ProductPlace.PLAN_STAGE: "backstride.plan.stage:stage_of",
    ProductPlace.PLAN_START: "backstride.plan.start:start_state",
    ProductPlace.HARD_STOPS: "backstride.plan.limits:limits_of",
    ProductPlace.HELD_BACK: "backstride.plan.withheld:held_back",
    ProductPlace.RUN_WALK_LADDER: "backstride.plan.ladder:LADDER",
    ProductPlace.RUN_DAYS: "backstride.plan.week_days:run_days",
    ProductPlace.PAIN_ZONES: "backstride.plan.pain_zone:run_zone",
    ProductPlace.RETURN_STEPS: "backstride.plan.return_to_running:advance",
    ProductPlace.EXERCISE_CHOICE: "backstride.plan.exercise_choice:ExerciseChoice",
    ProductPlace.EXERCISE_SESSION: "backstride.plan.exercise_session:exercise_session",
    ProductPlace.CHECK_IN: "backstride.model.check_in:CheckIn",
    ProductPlace.DIARY_REVIEW: "backstride.diary.review:review",
    ProductPlace.COMMON_ADVICE_PAGE: "backstride.report.advice_book:advice_book",
}
"""The module and name of what follows it; a test imports each."""
