"""A cause on the page: how likely in words, its range as a bar, what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from backstride.figures import interval_bar
from backstride.knowledge.base import Knowledge
from backstride.model.identifiers import FindingId
from backstride.model.ranking import Evidence, Flip, RankedCause
from backstride.report.wording import chance_word, in_ten, strength_word
from backstride.web.drawing import drawing

__all__ = ["CauseRow", "cause_rows", "chance_line", "would_change"]

_MOST_FOR, _MOST_AGAINST, _MOST_UNKNOWN, _MOST_CHANGES = 6, 5, 2, 4
_SHOWN_FOR, _SHOWN_AGAINST, _SHOWN_UNKNOWN = 3, 2, 1
_TENTH = 0.1
_SMALLEST_CHANGE = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRow:
    """One cause as the page shows it."""

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


def chance_line(probability: float, low: float, high: float) -> str:
    """Say a probability and its range out of ten.

    Examples
    --------
    >>> chance_line(0.42, 0.24, 0.61)
    'about 4 in 10, could be 2 to 6'
    >>> chance_line(0.03, 0.01, 0.08)
    'less than 1 in 20, could be up to 1 in 10'
    >>> chance_line(0.97, 0.9, 0.99)
    'more than 9 in 10, could be 9 to 10'
    """
    first, last = round(low * 10), max(round(high * 10), round(low * 10))
    if high < _TENTH:
        return f"{in_ten(probability)}, could be up to 1 in 10"
    if first == 0:
        return f"{in_ten(probability)}, could be up to {max(last, 1)} in 10"
    if first == last:
        return f"{in_ten(probability)}, hardly more or less"
    return f"{in_ten(probability)}, could be {first} to {last}"


def _said(one: Evidence, knowledge: Knowledge, details: Mapping[FindingId, str]) -> str:
    if one.present and details.get(one.finding):
        return _capital(details[one.finding])
    label = knowledge.label(one.finding)
    return _capital(label) if one.present else f"Not so: {label}"


def _spoken(one: Evidence, side: str) -> str:
    return f"Speaks {strength_word(one.strength)} {side} it:"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def would_change(causes: Iterable[RankedCause], knowledge: Knowledge) -> tuple[str, ...]:
    """Say which open answers would move these causes most, each once."""
    moves = sorted(
        ((abs(_move(flip, cause)), flip, cause) for cause in causes for flip in cause.would_change),
        key=lambda move: -move[0],
    )
    lines: dict[FindingId, str] = {}
    for size, flip, cause in moves:
        if size >= _SMALLEST_CHANGE and flip.finding not in lines:
            lines[flip.finding] = _change_line(flip, cause, knowledge)
    return tuple(lines.values())[:_MOST_CHANGES]


def _move(flip: Flip, cause: RankedCause) -> float:
    present, absent = flip.if_present - cause.probability, flip.if_absent - cause.probability
    return present if abs(present) >= abs(absent) else absent


def _change_line(flip: Flip, cause: RankedCause, knowledge: Knowledge) -> str:
    label = knowledge.label(flip.finding)
    by_present = abs(flip.if_present - cause.probability) >= abs(flip.if_absent - cause.probability)
    chance = flip.if_present if by_present else flip.if_absent
    said = _capital(label) if by_present else f"Not so: {label}"
    more = "more" if chance > cause.probability else "less"
    return f"{said}: {cause.name[:1].lower()}{cause.name[1:]} would be {more} likely ({in_ten(chance)})"
