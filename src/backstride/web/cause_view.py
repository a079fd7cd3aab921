"""A cause on the page: how likely in words, its range as a bar, what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from backstride.figures import interval_bar
from backstride.knowledge.base import Knowledge
from backstride.model.identifiers import FindingId
from backstride.model.ranking import Evidence, RankedCause
from backstride.report.cause_words import chance_line
from backstride.report.wording import chance_word, strength_word
from backstride.web.drawing import drawing

__all__ = ["CauseRow", "cause_rows"]

_MOST_FOR, _MOST_AGAINST, _MOST_UNKNOWN = 6, 5, 2
_SHOWN_FOR, _SHOWN_AGAINST, _SHOWN_UNKNOWN = 3, 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRow:
    """One cause as the page shows it."""

    id: str
    name: str
    clinical_name: str
    words: str
    line: str
    bar: Markup
    evidence: tuple[tuple[str, str, str], ...]
    more_evidence: tuple[tuple[str, str, str], ...]
    summary: str
    outlook: str
    clinician_next: str


def cause_rows(
    causes: Iterable[RankedCause], knowledge: Knowledge, details: Mapping[FindingId, str]
) -> tuple[CauseRow, ...]:
    """Give causes as rows of the page.

    Parameters
    ----------
    details
        What was measured, in plain words, by finding.
    """
    return tuple(_row(cause, knowledge, details) for cause in causes)


def _row(cause: RankedCause, knowledge: Knowledge, details: Mapping[FindingId, str]) -> CauseRow:
    low, high = cause.interval90
    best = min(max(cause.probability, low), high)
    known = knowledge.causes.get(cause.id)
    speaks_for, against, unknown = _evidence(cause, knowledge, details)
    bar = interval_bar(
        round(best * 100), round(low * 100), round(high * 100), label=cause.name, unit=" in 100", ticks=(25, 50, 75)
    )
    return CauseRow(
        id=cause.id,
        name=cause.name,
        clinical_name="" if known is None else known.clinical_name,
        words=chance_word(cause.probability),
        line=chance_line(cause.probability, low, high),
        bar=drawing(bar.svg),
        evidence=(*speaks_for[:_SHOWN_FOR], *against[:_SHOWN_AGAINST], *unknown[:_SHOWN_UNKNOWN]),
        more_evidence=(*speaks_for[_SHOWN_FOR:], *against[_SHOWN_AGAINST:], *unknown[_SHOWN_UNKNOWN:]),
        summary="" if known is None else known.summary,
        outlook="" if known is None else known.outlook,
        clinician_next="" if known is None else known.clinician_next,
    )


Marked = tuple[str, str, str]


def _evidence(
    cause: RankedCause, knowledge: Knowledge, details: Mapping[FindingId, str]
) -> tuple[list[Marked], list[Marked], list[Marked]]:
    """List what speaks for, against and what is not known, each as its mark, its words and how it is read aloud."""
    return (
        [("for", _said(one, knowledge, details), _spoken(one, "for")) for one in cause.for_[:_MOST_FOR]],
        [("against", _said(one, knowledge, details), _spoken(one, "against")) for one in cause.against[:_MOST_AGAINST]],
        [
            ("unknown", _capital(knowledge.label(flip.finding)), "Not known:")
            for flip in cause.would_change[:_MOST_UNKNOWN]
        ],
    )


def _said(one: Evidence, knowledge: Knowledge, details: Mapping[FindingId, str]) -> str:
    if one.present and details.get(one.finding):
        return _capital(details[one.finding])
    label = knowledge.label(one.finding)
    return _capital(label) if one.present else f"Not so: {label}"


def _spoken(one: Evidence, side: str) -> str:
    return f"Speaks {strength_word(one.strength)} {side} it:"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
