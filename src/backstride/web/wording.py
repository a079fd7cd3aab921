"""Words of the pages that no report shares."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.figures import urgency_token
from backstride.model.verdict import Level, Verdict
from backstride.report.wording import LEVEL_ACTION, LEVEL_TITLE

__all__ = ["LEVEL_NAME", "Alert", "alert_of", "sentence"]

LEVEL_NAME = {
    Level.SELF_CARE: "Self-care: you can start at home",
    Level.ROUTINE_CLINICIAN: "Routine: in the next weeks",
    Level.WITHIN_DAYS: "Soon: within days",
    Level.SAME_DAY: "Urgent: today",
    Level.EMERGENCY_NOW: "Emergency: now",
}
"""How soon, in a few words."""


def sentence(text: str) -> str:
    """Write a phrase as a sentence: first letter large, full stop at the end.

    Examples
    --------
    >>> sentence("19 km on 12 November"), sentence("the feet blur"), sentence("")
    ('19 km on 12 November.', 'The feet blur.', '')
    """
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A level in one line, shown above a question while the interview goes on."""

    level: Level
    token: str
    title: str
    line: str


def alert_of(verdict: Verdict) -> Alert:
    """Say in one line what has become urgent."""
    return Alert(
        level=verdict.level,
        token=urgency_token(verdict.level),
        title=LEVEL_TITLE[verdict.level],
        line=LEVEL_ACTION[verdict.level],
    )
