"""Reference pages of what can be asked and of what can cause the pain, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from backstride.knowledge.base import Knowledge
from backstride.knowledge.product_place import PLACE_WORDS
from backstride.knowledge.schema import Cause, FindingText, Frequency
from backstride.report.rule_book import expression_lines

__all__ = ["cause_book", "finding_book"]

_GENERATED = "Generated from the knowledge base by `python3 dev.py compile`; do not edit.\n"


def finding_book(knowledge: Knowledge) -> str:
    """Write every question, in the order of their ids."""
    lines = ["# Findings: what can be asked", "", _GENERATED]
    for text in knowledge.findings.values():
        lines += _finding(text, knowledge)
    return "\n".join(lines)


def _finding(text: FindingText, knowledge: Knowledge) -> Iterator[str]:
    yield f"## {text.label} (`{text.id}`)"
    yield ""
    yield f"**{text.question}** {text.why}"
    yield ""
    if text.how_to_check:
        yield f"* How to check it yourself: {text.how_to_check}"
    if text.choices:
        yield f"* Options: {'; '.join(f'{choice.text} (`{choice.id}`)' for choice in text.choices)}"
    if text.minimum is not None and text.maximum is not None:
        yield f"* A number from {text.minimum:g} to {text.maximum:g} {text.unit}"
    if text.safety:
        yield "* A safety question: it is asked of everyone it can apply to."
    if text.background is not None:
        yield f"* For other reasons: {_often(text.background, knowledge)}"
    if text.decides:
        yield f"* Decides: {'; '.join(PLACE_WORDS[place] for place in text.decides)}"
    shown_by = [cause.name for cause in knowledge.causes.values() if text.id in cause.shows]
    if shown_by:
        yield f"* Seen with: {'; '.join(shown_by)}"
    yield ""


def cause_book(knowledge: Knowledge) -> str:
    """Write every cause and contributor, in the order of their ids."""
    lines = ["# Causes and what adds to the pain", "", _GENERATED]
    for cause in knowledge.causes.values():
        lines += _cause(cause, knowledge)
    return "\n".join(lines)


def _cause(cause: Cause, knowledge: Knowledge) -> Iterator[str]:
    yield f"## {cause.name} (`{cause.id}`)"
    yield ""
    yield cause.summary
    yield ""
    yield f"* {cause.kind.value}, {cause.group.value}"
    yield f"* If true: `{cause.urgency.value}`; allows `{cause.permission.value}`"
    if cause.outlook:
        yield f"* How long: {cause.outlook}"
    if cause.clinician_next:
        yield f"* What a clinician would do next: {cause.clinician_next}"
    priors = "; ".join(f"{region.value.replace('_', ' ')} {prior.per_100:g}" for region, prior in cause.prior.items())
    yield f"* Before any answer, out of 100 runners with pain there: {priors}"
    for shown, frequency in cause.shows.items():
        yield f"* Shows {knowledge.label(shown)}: {_often(frequency, knowledge)}"
    for modifier in cause.modifiers:
        yield f"* Odds times {modifier.odds:g} ({', '.join(modifier.source)}; grade {modifier.grade.value}) when:"
        yield from expression_lines(modifier.when, knowledge, 1)
    yield ""


def _often(frequency: Frequency, knowledge: Knowledge) -> str:
    if frequency.freq is not None:
        often = f"{frequency.freq.replace('_', ' ')}, {knowledge.manifest.frequencies[frequency.freq].plain}"
    else:
        often = f"{frequency.mean:g} (worth {frequency.ess:g} observations)"
    mark = "seen at its source" if frequency.verified else "not verified"
    return f"{often} ({', '.join(frequency.source)}; grade {frequency.grade.value}; {mark})"
