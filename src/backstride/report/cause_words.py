"""How likely a cause is, and what one more answer would change, in the same words on every page and in every report."""

from __future__ import annotations

from collections.abc import Iterable

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import Group
from backstride.model.identifiers import FindingId
from backstride.model.ranking import CauseKind, Flip, RankedCause, Ranking, Statement
from backstride.report.wording import NOT_THE_BACK, STATEMENT_WORDS, in_ten

__all__ = ["chance_line", "checks_at_home", "statement_words", "would_change"]

_MOST_CHANGES = 4
_MOST_CHECKS = 3
_TENTH = 0.1
_HALF = 5
_SMALLEST_CHANGE = 0.08
_ELSEWHERE = frozenset({Group.VISCERAL, Group.SYSTEMIC, Group.SERIOUS, Group.INFLAMMATORY, Group.BONE})


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
    >>> chance_line(0.89, 0.03, 0.97)
    'about 9 in 10, could be anything from 0 to 10'
    """
    first, last = round(low * 10), max(round(high * 10), round(low * 10))
    if high < _TENTH:
        return f"{in_ten(probability)}, could be up to 1 in 10"
    if first == 0 and last > _HALF:
        return f"{in_ten(probability)}, could be anything from 0 to {last}"
    if first == 0:
        return f"{in_ten(probability)}, could be up to {max(last, 1)} in 10"
    if first == last:
        return f"{in_ten(probability)}, hardly more or less"
    return f"{in_ten(probability)}, could be {first} to {last}"


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


def statement_words(ranking: Ranking, knowledge: Knowledge) -> str:
    """Say in a sentence or two what can honestly be told apart; a harmless source elsewhere is not called a joint."""
    first = next((cause for cause in ranking.causes if cause.kind is CauseKind.DIAGNOSIS), None)
    known = None if first is None else knowledge.causes.get(first.id)
    if ranking.statement is Statement.MECHANICAL and known is not None and known.group in _ELSEWHERE:
        return NOT_THE_BACK
    return STATEMENT_WORDS[ranking.statement]


def checks_at_home(causes: Iterable[RankedCause], knowledge: Knowledge) -> tuple[str, ...]:
    """Say what the runner can check without help that would move these causes, each with how to do it."""
    moving = (flip.finding for cause in causes for flip in cause.would_change)
    texts = (knowledge.findings[name] for name in dict.fromkeys(moving) if name in knowledge.findings)
    return tuple(f"{_capital(text.label)}: {text.how_to_check}" for text in texts if text.how_to_check)[:_MOST_CHECKS]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
