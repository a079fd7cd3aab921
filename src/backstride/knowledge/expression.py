"""The small language in which rules, signs and modifiers are written, with three-valued truth.

An expression is true, false or not known (Kleene's strong logic): a missing answer is never read as "no".
In YAML it is written as::

    saddle_numbness                              # the finding is present
    {absent: fever}                              # the finding is absent
    {unsure: saddle_numbness}                    # asked, and answered "not sure"
    {at_least: {finding: age_years, value: 50}}  # a number, or an age, at or above
    {below: {finding: age_years, value: 18}}     # a number below
    {is: {finding: onset, options: [sudden]}}    # a choice is one of these
    {all: [...]}, {any: [...]}                   # every one / at least one
    {count: {at_least: 2, of: [...]}}            # at least so many of these
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId

__all__ = [
    "Absent",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Below",
    "CountOf",
    "Expression",
    "IsOption",
    "Outcome",
    "Present",
    "Unsure",
    "evaluate",
    "expression_from",
    "expression_to",
    "leaves",
    "parts_of",
    "substitute",
]

Facts = Mapping[FindingId, Finding]


class Expression:
    """Any expression of the language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Present(Expression):
    """True when the finding is present."""

    finding: FindingId


@dataclass(frozen=True, slots=True)
class Absent(Expression):
    """True when the finding is absent."""

    finding: FindingId


@dataclass(frozen=True, slots=True)
class Unsure(Expression):
    """True when the finding was asked and the answer was "not sure"; never unknown itself."""

    finding: FindingId


@dataclass(frozen=True, slots=True)
class AtLeast(Expression):
    """True when a number is at or above a value."""

    finding: FindingId
    value: float


@dataclass(frozen=True, slots=True)
class Below(Expression):
    """True when a number is below a value."""

    finding: FindingId
    value: float


@dataclass(frozen=True, slots=True)
class IsOption(Expression):
    """True when a choice is one of the options."""

    finding: FindingId
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf(Expression):
    """True when every part is true; there is at least one, for nothing at all would always be true."""

    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        """Refuse an empty list."""
        _require_count(len(self.parts), of=self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf(Expression):
    """True when at least one part is true; there is at least one, for nothing at all would never be true."""

    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        """Refuse an empty list."""
        _require_count(1, of=self.parts)


@dataclass(frozen=True, slots=True)
class CountOf(Expression):
    """True when at least ``at_least`` of the parts are true."""

    at_least: int
    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        """Refuse a count that is always or never reached."""
        _require_count(self.at_least, of=self.parts)


def _require_count(count: int, *, of: tuple[Expression, ...]) -> None:
    if not 1 <= count <= len(of):
        raise ValueError(f"{count} of {len(of)} parts is no condition: count from one part to all of them")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The truth of an expression on some facts, with the findings it rests on.

    Parameters
    ----------
    truth
        True, False, or None when it is not known.
    because
        Findings that make it true (empty unless true).
    unknown
        Findings whose answer is missing and could settle it (empty unless not known).
    """

    truth: bool | None
    because: tuple[FindingId, ...] = ()
    unknown: tuple[FindingId, ...] = ()


def evaluate(expression: Expression, facts: Facts) -> Outcome:
    """Give the three-valued truth of an expression.

    Examples
    --------
    >>> numb = FindingId("saddle_numbness")
    >>> evaluate(Present(numb), {}).truth is None
    True
    >>> facts = {numb: Finding(id=numb, state=AnswerState.PRESENT)}
    >>> evaluate(AnyOf((Present(numb), Present(FindingId("fever")))), facts)
    Outcome(truth=True, because=('saddle_numbness',), unknown=())
    """
    match expression:
        case AllOf(parts):
            return _combine(parts, facts, needed=len(parts))
        case AnyOf(parts):
            return _combine(parts, facts, needed=1)
        case CountOf(at_least, parts):
            return _combine(parts, facts, needed=at_least)
        case Unsure(finding):
            fact = facts.get(finding)
            unsure = fact is not None and fact.state is AnswerState.UNKNOWN
            return Outcome(truth=unsure, because=(finding,) if unsure else ())
        case Present() | Absent() | AtLeast() | Below() | IsOption():
            finding = expression.finding
            truth = _leaf_truth(expression, facts.get(finding))
            if truth is False:
                return _FALSE
            return Outcome(truth=True, because=(finding,)) if truth else Outcome(truth=None, unknown=(finding,))
    raise TypeError(f"{expression!r} is not an expression")


_FALSE = Outcome(truth=False)
_Leaf = Present | Absent | AtLeast | Below | IsOption


def _leaf_truth(leaf: _Leaf, fact: Finding | None) -> bool | None:
    if fact is None or fact.state in (AnswerState.UNKNOWN, AnswerState.NOT_ASKED):
        return None
    present = fact.state is AnswerState.PRESENT
    match leaf:
        case Present():
            return True if present else _sure_absence(fact)
        case Absent():
            return False if present else (_sure_absence(fact) is False or None)
        case AtLeast(_, value):
            return float(fact.value) >= value if isinstance(fact.value, float | int) else None
        case Below(_, value):
            return float(fact.value) < value if isinstance(fact.value, float | int) else None
        case _:
            return fact.value in leaf.options if isinstance(fact.value, str) else None


def _sure_absence(fact: Finding) -> bool | None:
    """Give False for a stated absence; a measured absence that is not certain stays unknown."""
    return False if fact.state is AnswerState.ABSENT and fact.certainty == 1.0 else None


def _combine(parts: tuple[Expression, ...], facts: Facts, *, needed: int) -> Outcome:
    """Count the true and the unknown parts; stop as soon as too many are false."""
    true: list[Outcome] = []
    unknown: list[Outcome] = []
    spare = len(parts) - needed
    for part in parts:
        outcome = evaluate(part, facts)
        if outcome.truth:
            true.append(outcome)
        elif outcome.truth is None:
            unknown.append(outcome)
        else:
            spare -= 1
            if spare < 0:
                return _FALSE
    if len(true) >= needed:
        return Outcome(truth=True, because=_join(outcome.because for outcome in true))
    return Outcome(truth=None, unknown=_join(outcome.unknown for outcome in unknown))


def _join(groups: Iterator[tuple[FindingId, ...]]) -> tuple[FindingId, ...]:
    return tuple(dict.fromkeys(finding for group in groups for finding in group))


def leaves(expression: Expression) -> tuple[FindingId, ...]:
    """List every finding an expression names, each once, in order."""
    match expression:
        case AllOf(parts) | AnyOf(parts) | CountOf(_, parts):
            return _join(leaves(part) for part in parts)
    finding: FindingId = expression.finding  # type: ignore[attr-defined]  # every other kind holds one finding
    return (finding,)


def parts_of(expression: Expression) -> Iterator[Expression]:
    """Walk an expression and everything inside it, outermost first."""
    yield expression
    if isinstance(expression, AllOf | AnyOf | CountOf):
        for part in expression.parts:
            yield from parts_of(part)


def substitute(expression: Expression, signs: Mapping[FindingId, Expression]) -> Expression:
    """Replace each sign by what it stands for, so that only askable findings are left.

    ``absent`` and ``unsure`` of a sign are left as they are: a sign is never asked. So is a sign inside itself.
    """
    match expression:
        case Present(finding) if finding in signs:
            others = {name: meaning for name, meaning in signs.items() if name != finding}
            return substitute(signs[finding], others)
        case AllOf(parts):
            return AllOf(tuple(substitute(part, signs) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(substitute(part, signs) for part in parts))
        case CountOf(at_least, parts):
            return CountOf(at_least, tuple(substitute(part, signs) for part in parts))
    return expression


def _number(body: Any, kind: type[AtLeast | Below]) -> Expression:  # noqa: ANN401
    return kind(FindingId(body["finding"]), float(body["value"]))


def _parts(body: Any) -> tuple[Expression, ...]:  # noqa: ANN401
    if not isinstance(body, list | tuple):
        raise TypeError("the parts must be a list")
    return tuple(expression_from(part) for part in body)


_READERS: dict[str, Callable[[Any], Expression]] = {
    "absent": lambda body: Absent(FindingId(body)),
    "unsure": lambda body: Unsure(FindingId(body)),
    "at_least": lambda body: _number(body, AtLeast),
    "below": lambda body: _number(body, Below),
    "is": lambda body: IsOption(FindingId(body["finding"]), tuple(body["options"])),
    "all": lambda body: AllOf(_parts(body)),
    "any": lambda body: AnyOf(_parts(body)),
    "count": lambda body: CountOf(int(body["at_least"]), _parts(body["of"])),
}


def expression_from(written: Any) -> Expression:  # noqa: ANN401 - this is where untyped YAML becomes typed
    """Read an expression from its YAML form.

    Raises
    ------
    ValueError
        If it is not a form of the language.

    Examples
    --------
    >>> expression_from({"all": ["fever", {"at_least": {"finding": "age_years", "value": 50}}]})
    AllOf(parts=(Present(finding='fever'), AtLeast(finding='age_years', value=50.0)))
    """
    if isinstance(written, str):
        return Present(FindingId(written))
    if isinstance(written, Mapping) and len(written) == 1:
        (name, body), *_ = written.items()
        if name in _READERS:
            try:
                return _READERS[name](body)
            except (KeyError, TypeError) as error:
                raise ValueError(f"'{name}' is not written as the language asks: {body!r}") from error
    raise ValueError(f"{written!r} is not an expression: use one of {', '.join(_READERS)} or a finding's id")


def expression_to(expression: Expression) -> Any:  # noqa: ANN401 - back to untyped YAML
    """Write an expression in its YAML form."""
    match expression:
        case Present(finding):
            return str(finding)
        case Absent(finding):
            return {"absent": finding}
        case Unsure(finding):
            return {"unsure": finding}
        case AtLeast(finding, value):
            return {"at_least": {"finding": finding, "value": value}}
        case Below(finding, value):
            return {"below": {"finding": finding, "value": value}}
        case IsOption(finding, options):
            return {"is": {"finding": finding, "options": list(options)}}
        case AllOf(parts):
            return {"all": [expression_to(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [expression_to(part) for part in parts]}
        case CountOf(at_least, parts):
            return {"count": {"at_least": at_least, "of": [expression_to(part) for part in parts]}}
    raise TypeError(f"{expression!r} is not an expression")
