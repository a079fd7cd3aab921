"""What a reader answered for each vignette, which causes count as right, and what silence means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from backstride.evaluation.vignettes import Vignette, read_strictly
from backstride.interview import answer_from
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import applies_to
from backstride.knowledge.schema import FindingText, FindingType
from backstride.model.answer import Answer, AnswerState
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.model.identifiers import CauseId, FindingId

__all__ = ["MappedCase", "Silence", "load_mapped_cases", "mapped_cases_from"]


class Silence(StrEnum):
    """How a finding that the description does not mention is read."""

    NO = "no"
    NOT_SURE = "not_sure"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedCase:
    """A vignette with its answers.

    Parameters
    ----------
    answers
        What the description says or plainly implies.
    right
        Causes that count as right; empty where the knowledge base has no such cause.
    """

    vignette: Vignette
    answers: Mapping[FindingId, Answer]
    right: frozenset[CauseId]

    def case(self, knowledge: Knowledge, silence: Silence) -> Case:
        """Give the case that is assessed.

        Only symptoms and events that a person would have mentioned are filled in; what needs a test, a film or a
        number stays unasked.
        """
        return Case(runner=self.vignette.runner, answers=dict(self.answers)).with_answers(
            Answer.of(FindingId(text.id), state=state)
            for text in knowledge.findings.values()
            if text.id not in self.answers
            and applies_to(text, self.vignette.runner)
            and (state := _read_silence(text, silence)) is not AnswerState.NOT_ASKED
        )


def _read_silence(text: FindingText, silence: Silence) -> AnswerState:
    if silence is Silence.NOT_ASKED or not text.default_when_unmentioned:
        return AnswerState.NOT_ASKED
    if silence is Silence.NOT_SURE:
        return AnswerState.UNKNOWN
    return AnswerState.ABSENT if text.type is FindingType.YES_NO else AnswerState.NOT_ASKED


class _File(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The content of a map."""

    answers: dict[str, dict[str, bool | int | float | str | None]]
    causes: dict[str, tuple[str, ...]]


def load_mapped_cases(
    path: Path, vignettes: Sequence[Vignette], knowledge: Knowledge
) -> tuple[tuple[MappedCase, ...], tuple[str, ...]]:
    """Read a map and join it to the vignettes.

    Returns
    -------
    The vignettes that have answers, and the ids of those that have none.

    Raises
    ------
    FileError
        If it cannot be read.
    CaseError
        If it names an unknown case, finding or cause, or an answer that cannot be.
    """
    return read_strictly(path, lambda data: mapped_cases_from(data, vignettes, knowledge))


def mapped_cases_from(
    data: object, vignettes: Sequence[Vignette], knowledge: Knowledge
) -> tuple[tuple[MappedCase, ...], tuple[str, ...]]:
    """Join the content of a map to the vignettes; see :func:`load_mapped_cases`."""
    written = msgspec.convert(data, _File)
    known = {vignette.id for vignette in vignettes}
    for case in (*written.answers, *written.causes):
        if case not in known:
            raise CaseError("there is no such vignette", where=f"map, case {case}", advice="correct the id")
    mapped = tuple(
        MappedCase(
            vignette=vignette,
            answers=_answers(vignette.id, written.answers[vignette.id], knowledge),
            right=_right(vignette.id, written.causes.get(vignette.id, ()), knowledge),
        )
        for vignette in vignettes
        if vignette.id in written.answers
    )
    return mapped, tuple(vignette.id for vignette in vignettes if vignette.id not in written.answers)


def _answers(
    case: str, written: Mapping[str, bool | float | str | None], knowledge: Knowledge
) -> Mapping[FindingId, Answer]:
    try:
        return {FindingId(name): answer_from(FindingId(name), given, knowledge) for name, given in written.items()}
    except CaseError as error:
        raise CaseError(error.what, where=f"map, case {case}, {error.where}", advice=error.advice) from error


def _right(case: str, written: Sequence[str], knowledge: Knowledge) -> frozenset[CauseId]:
    unknown = [cause for cause in written if cause not in knowledge.causes]
    if unknown:
        raise CaseError(
            f"there is no cause called '{unknown[0]}'",
            where=f"map, case {case}",
            advice="list the ids with 'backstride catalogue causes'",
        )
    return frozenset(CauseId(cause) for cause in written)
