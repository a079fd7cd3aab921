"""Every described case before and after a change of the knowledge: what moved, and which way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from backstride.evaluation.answer_map import Silence
from backstride.evaluation.outcome import Outcome
from backstride.evaluation.run import Evaluation
from backstride.model.codec import decode_json
from backstride.model.errors import FileError

__all__ = ["CaseChange", "change_page", "changes", "load_evaluation"]

_TOP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """One case before and after."""

    id: str
    before: Outcome
    after: Outcome

    @property
    def level_moved(self) -> bool:
        """Whether the urgency changed."""
        return self.before.level is not self.after.level

    @property
    def sources_moved(self) -> bool:
        """Whether the first three sources changed."""
        return self.before.sources[:_TOP] != self.after.sources[:_TOP]

    @property
    def is_unsafe(self) -> bool:
        """Whether the change made a case fall below what is safe."""
        return self.after.is_under and not self.before.is_under


def load_evaluation(path: Path) -> Evaluation:
    """Read what ``backstride evaluate --json`` wrote earlier.

    Raises
    ------
    FileError
        If the file cannot be read or holds something else.
    """
    try:
        return decode_json(path.read_bytes(), Evaluation)
    except (OSError, msgspec.DecodeError) as error:
        raise FileError(
            f"this is not an earlier evaluation ({error})",
            where=str(path),
            advice="write one with: backstride evaluate VIGNETTES MAP --json > before.json",
        ) from error


def changes(before: Evaluation, after: Evaluation, silence: Silence = Silence.NO) -> tuple[CaseChange, ...]:
    """Pair the cases that both evaluations hold."""
    earlier = {case.id: case for case in before.silence[silence].cases}
    later = after.silence[silence].cases
    return tuple(CaseChange(id=case.id, before=earlier[case.id], after=case) for case in later if case.id in earlier)


def change_page(before: Evaluation, after: Evaluation) -> str:
    """Write a Markdown page of every case, the ones that moved first."""
    return "\n".join(_lines(before, after)) + "\n"


def _lines(before: Evaluation, after: Evaluation) -> Iterator[str]:
    pairs = changes(before, after)
    moved = [pair for pair in pairs if pair.level_moved or pair.sources_moved]
    unsafe = [pair.id for pair in pairs if pair.is_unsafe]
    yield "# Before and after"
    yield ""
    yield f"Before: knowledge {before.knowledge.version} (`{before.knowledge.hash[:12]}`)."
    yield f"After: knowledge {after.knowledge.version} (`{after.knowledge.hash[:12]}`)."
    yield ""
    yield f"{len(moved)} of {len(pairs)} cases moved: {sum(pair.level_moved for pair in pairs)} in urgency, "
    yield f"{sum(pair.sources_moved for pair in pairs)} in the first three sources."
    yield f"**Newly below what is safe: {', '.join(unsafe) or 'none'}.**"
    yield ""
    yield "| case | wanted | urgency | first three sources |"
    yield "| --- | --- | --- | --- |"
    for pair in sorted(pairs, key=lambda pair: (not pair.is_unsafe, not pair.level_moved, not pair.sources_moved)):
        yield f"| {pair.id} | {pair.after.wanted} | {_level(pair)} | {_sources(pair)} |"


def _level(pair: CaseChange) -> str:
    mark = " **unsafe**" if pair.is_unsafe else ""
    return f"{pair.before.level} → {pair.after.level}{mark}" if pair.level_moved else str(pair.after.level)


def _sources(pair: CaseChange) -> str:
    now = ", ".join(pair.after.sources[:_TOP])
    return f"{', '.join(pair.before.sources[:_TOP])} → {now}" if pair.sources_moved else now
