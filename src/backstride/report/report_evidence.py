"""What a report claims and what each claim rests on: rules and causes with grade, mark and numbered sources.

On paper nobody can follow a link, so the citation itself has to stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import Grade, Source
from backstride.model.assessment import Assessment
from backstride.model.identifiers import FindingId
from backstride.model.ranking import Evidence, RankedCause
from backstride.report.cause_words import chance_line
from backstride.report.wording import strength_word

__all__ = [
    "GRADES_EXPLAINED",
    "ReportCause",
    "ReportEvidence",
    "ReportRule",
    "SourceNumbers",
    "cause_told",
    "rules_told",
]

GRADES_EXPLAINED = (
    "Grades: A several good studies agree, B some good studies, C few or small studies, D weak or indirect studies, "
    "judgement no study. Checked: the number was seen at its source."
)
_FOR_SHOWN, _AGAINST_SHOWN = 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRule:
    """A rule that fired; ``sources`` are numbers of the list of sources, ``backing`` says how good they are."""

    id: str
    name: str
    reason: str
    action: str
    because: tuple[str, ...]
    sources: tuple[int, ...]
    backing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvidence:
    """Answers that say something about a cause, and how good the numbers behind them are; the same for all of them."""

    words: tuple[str, ...]
    backing: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCause:
    """A possible source, or what may add to it; chances are in words with their range."""

    id: str
    name: str
    clinical_name: str
    chance: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    next_step: str
    sources: tuple[int, ...]
    evidence: tuple[ReportEvidence, ...] = ()


@dataclass(slots=True)
class SourceNumbers:
    """Numbers for sources, in the order in which they are first named."""

    knowledge: Knowledge
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> tuple[int, ...]:
        """Give the number of each source that is known."""
        known = (name for name in dict.fromkeys(names) if name in self.knowledge.sources)
        return tuple(self.numbers.setdefault(name, len(self.numbers) + 1) for name in known)

    def listed(self) -> tuple[tuple[str, str, bool, str], ...]:
        """Give the list of sources: citation, where to find it, whether it was seen, and that in words."""
        found = (self.knowledge.sources[name] for name in self.numbers)
        return tuple((one.cite.rstrip("."), _place(one), one.verified, _mark(one)) for one in found)


def _place(source: Source) -> str:
    return f"doi:{source.doi}" if source.doi else source.seen_at


def _mark(source: Source) -> str:
    if source.verified:
        return "the publication was seen"
    return "from memory; the publication itself was not seen" if _place(source) else "no publication to look up"


def rules_told(assessment: Assessment, knowledge: Knowledge, sources: SourceNumbers) -> Iterator[ReportRule]:
    """Give the rules that fired, the most urgent first."""
    for hit in assessment.triage.rules:
        rule = knowledge.rules.get(hit.id)
        yield ReportRule(
            id="" if rule is None else rule.id,
            name=hit.name,
            reason=hit.reason,
            action=hit.action,
            because=tuple(knowledge.label(name) for name in hit.because),
            sources=() if rule is None else sources.of(rule.source),
            backing="" if rule is None else _backing(rule.grade, verified=rule.verified),
        )


def cause_told(cause: RankedCause, knowledge: Knowledge, sources: SourceNumbers) -> ReportCause:
    """Give a cause with what speaks for and against it, and what that rests on."""
    known = knowledge.causes[cause.id]
    cited = {
        source
        for item in (*cause.for_, *cause.against)
        if item.finding in known.shows
        for source in known.shows[item.finding].source
    }
    return ReportCause(
        id=cause.id,
        name=cause.name,
        clinical_name=known.clinical_name,
        chance=chance_line(cause.probability, *cause.interval90),
        speaks_for=tuple(_said(item, knowledge) for item in cause.for_[:_FOR_SHOWN]),
        speaks_against=tuple(_said(item, knowledge) for item in cause.against[:_AGAINST_SHOWN]),
        next_step=known.clinician_next,
        sources=sources.of(sorted(cited)),
        evidence=tuple(_evidence(cause, knowledge, sources)),
    )


def _evidence(cause: RankedCause, knowledge: Knowledge, sources: SourceNumbers) -> Iterator[ReportEvidence]:
    shows = knowledge.causes[cause.id].shows
    alike: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for item in (*cause.for_[:_FOR_SHOWN], *cause.against[:_AGAINST_SHOWN]):
        number = shows.get(item.finding)
        if number is not None:
            rests = _backing(number.grade, verified=number.verified), sources.of(number.source)
            alike.setdefault(rests, []).append(_told(item.finding, knowledge, present=item.present))
    for (backing, numbers), words in alike.items():
        yield ReportEvidence(words=tuple(words), backing=backing, sources=numbers)


def _said(item: Evidence, knowledge: Knowledge) -> str:
    return f"{_told(item.finding, knowledge, present=item.present)} ({strength_word(item.strength)})"


def _told(finding: FindingId, knowledge: Knowledge, *, present: bool) -> str:
    label = knowledge.label(finding)
    return label if present else f"{label}: no"


def _backing(grade: Grade, *, verified: bool) -> str:
    """Say how good it is; a judgement has no study that could be checked."""
    if grade is Grade.EXPERT:
        return "judgement"
    return f"grade {grade.value}, {'checked' if verified else 'not checked'}"
