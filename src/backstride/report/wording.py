"""Words that are the same on every page, in every report and on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from backstride.model.plan import PlanState
from backstride.model.question import StopReason
from backstride.model.ranking import Statement
from backstride.model.verdict import Level, Permission, Verdict

__all__ = [
    "LEVEL_ACTION",
    "LEVEL_TITLE",
    "NOT_A_DIAGNOSIS",
    "NOT_SETTLED_ACTION",
    "NOT_SETTLED_TITLE",
    "NOT_THE_BACK",
    "NO_ANSWERS_EXCLUDE",
    "PERMISSION_WORDS",
    "SAMPLED",
    "STATEMENT_WORDS",
    "STATE_WORDS",
    "STOP_WORDS",
    "chance_word",
    "headline",
    "in_ten",
    "strength_word",
]

NOT_A_DIAGNOSIS = (
    "Backstride is for learning and research. It is not a medical device and does not replace a clinician. "
    "If you feel very unwell, call your local emergency number."
)
NO_ANSWERS_EXCLUDE = "We look for signs of an emergency. No set of answers can exclude one."
SAMPLED = "So many of your answers hang together that these chances were drawn at random many times over."

LEVEL_TITLE: Mapping[Level, str] = {
    Level.SELF_CARE: "You can start to look after this yourself",
    Level.ROUTINE_CLINICIAN: "Book a routine visit",
    Level.WITHIN_DAYS: "See a doctor or physiotherapist this week",
    Level.SAME_DAY: "See a doctor today",
    Level.EMERGENCY_NOW: "Get emergency help now",
}
LEVEL_ACTION: Mapping[Level, str] = {
    Level.SELF_CARE: "Nothing you told us points to an emergency. Come back if anything changes.",
    Level.ROUTINE_CLINICIAN: "Nothing here is urgent, but someone should look at it in the next weeks.",
    Level.WITHIN_DAYS: "Book now and be seen in the next two to seven days.",
    Level.SAME_DAY: "Call your doctor or an urgent care line now and say you need to be seen today.",
    Level.EMERGENCY_NOW: "Call the emergency number or go to an emergency department now. Do not drive yourself.",
}
PERMISSION_WORDS: Mapping[Permission, str] = {
    Permission.NONE: "No exercise for now. Move only as far as is comfortable.",
    Permission.NO_IMPACT: "No running or jumping. Easy movement without impact is fine.",
    Permission.WALK_STRENGTH: "Walking and gentle strength work are fine. Do not run yet.",
    Permission.MODIFIED_RUNNING: "You may run, but less: shorter, flat and easy.",
    Permission.FULL: "You may run. Let pain be your guide.",
}
NOT_SETTLED_TITLE = "We cannot say yet"
NOT_SETTLED_ACTION = (
    "Some answers are still missing that could make this urgent. Finish the safety questions. If you feel very unwell, "
    "do not wait: call your local emergency number."
)
STATE_WORDS: Mapping[PlanState, str] = {
    PlanState.WAIT: "Someone should look at you first.",
    PlanState.BONE_HOLD: "No running or jumping while a bone may be under strain.",
    PlanState.CALM: "First let it calm down. Walk and move; no running yet.",
    PlanState.WALK: "Walk first. Running comes when brisk walking is easy.",
    PlanState.READY: "Try the first loads, and see how the next morning is.",
    PlanState.RUN_WALK: "Run and walk in turns, a day between.",
    PlanState.RUN: "Run half an hour, easy and flat.",
    PlanState.MODIFY: "You may run, but less: shorter, flat and easy.",
    PlanState.BUILD: "Add distance, a little at a time.",
    PlanState.SHARPEN: "Add hills and speed, one at a time.",
    PlanState.FLARE: "Let this bad spell pass. Walk and calm down; it is common.",
    PlanState.FREE: "You may run. Let pain be your guide.",
}
"""Where the runner stands on the way back, in a line."""

STATEMENT_WORDS: Mapping[Statement, str] = {
    Statement.MECHANICAL: (
        "This behaves like a mechanical back pain: it changes with load and movement. Which tissue hurts cannot be "
        "proved at home, and a scan seldom can. Dull or sharp does not settle it, nor does a painkiller."
    ),
    Statement.NERVE: (
        "There are signs of an irritated nerve. A clinician can test strength, feeling and reflexes. Most settle "
        "without an operation."
    ),
    Statement.CLINICIAN: (
        "Your answers do not fit a simple muscle or joint pain well enough. A clinician should look at this before "
        "you train on."
    ),
}
NOT_THE_BACK = (
    "The likeliest source is not the back itself. It mostly passes without treatment. Nothing you feel at home can "
    "prove it."
)
STOP_WORDS: Mapping[StopReason, str] = {
    StopReason.EMERGENCY: "We stopped asking because something you said needs help now.",
    StopReason.NOTHING_LEFT: "We have asked all we wanted to ask.",
    StopReason.LITTLE_TO_GAIN: "More questions would hardly change the answer.",
    StopReason.LONG_ENOUGH: "We have asked enough for now.",
}

_CHANCES = (
    (0.85, "very likely"),
    (0.6, "likely"),
    (0.35, "quite possible"),
    (0.15, "possible"),
    (0.05, "less likely"),
    (0.0, "unlikely"),
)
_STRENGTHS = ((2.0, "strongly"), (1.0, "clearly"), (0.4, "somewhat"), (0.0, "a little"))


def headline(verdict: Verdict) -> tuple[str, str]:
    """Give the title and the action of a verdict; low urgency is never claimed while something urgent is open.

    Examples
    --------
    >>> from backstride.model.identifiers import FindingId
    >>> waiting = (FindingId("saddle_numbness"),)
    >>> still_open = Verdict(
    ...     level=Level.SELF_CARE, at_most=Level.EMERGENCY_NOW, permission=Permission.NONE, open=waiting
    ... )
    >>> headline(still_open)[0]
    'We cannot say yet'
    """
    if verdict.may_be_urgent:
        return NOT_SETTLED_TITLE, NOT_SETTLED_ACTION
    return LEVEL_TITLE[verdict.level], LEVEL_ACTION[verdict.level]


def in_ten(probability: float) -> str:
    """Say a probability as a number out of ten, without false precision.

    Examples
    --------
    >>> in_ten(0.42), in_ten(0.03), in_ten(0.97)
    ('about 4 in 10', 'less than 1 in 20', 'more than 9 in 10')
    """
    if probability < 0.05:  # noqa: PLR2004 - one in twenty, as the words say
        return "less than 1 in 20"
    if probability > 0.95:  # noqa: PLR2004 - rounds above nine in ten
        return "more than 9 in 10"
    return f"about {max(1, round(probability * 10))} in 10"


def chance_word(probability: float) -> str:
    """Say a probability as one word of a fixed scale."""
    return next(word for low, word in _CHANCES if probability >= low)


def strength_word(strength: float) -> str:
    """Say how strongly a finding speaks, from its change of the log-odds."""
    return next(word for low, word in _STRENGTHS if abs(strength) >= low)
