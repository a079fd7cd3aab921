"""The rule book: every rule of triage in words that a clinician can check and sign."""

from __future__ import annotations

from collections.abc import Iterator

from backstride.knowledge.base import BUILT_IN_FACTS, Knowledge
from backstride.knowledge.expression import (
    Absent,
    AllOf,
    AnyOf,
    AtLeast,
    Below,
    CountOf,
    Expression,
    IsOption,
    Present,
    Unsure,
)
from backstride.knowledge.schema import Example, Rule
from backstride.model.verdict import Level
from backstride.report.wording import LEVEL_TITLE, PERMISSION_WORDS

__all__ = ["expression_lines", "rule_book"]

_PREFACE = """\
# The rule book

Generated from the knowledge base by `python3 dev.py compile`; do not edit. Each rule has one level. The verdict is the
highest level of the rules that fire. A question not asked leaves a rule open; "not sure" about an emergency or same-day
fact asks for at least a routine visit. **No clinician has signed these rules yet.**
"""


def rule_book(knowledge: Knowledge) -> str:
    """Write the whole rule book as Markdown, most urgent level first."""
    lines = [_PREFACE]
    for level in reversed(Level):
        rules = [rule for rule in knowledge.rules.values() if rule.level is level]
        lines += [f"## {LEVEL_TITLE[level]} (`{level.value}`): {len(rules)} rules", ""]
        for rule in sorted(rules, key=lambda rule: (rule.family, rule.id)):
            lines += _rule(rule, knowledge)
    return "\n".join(lines)


def _rule(rule: Rule, knowledge: Knowledge) -> Iterator[str]:
    table = f"; table rows {', '.join(rule.table)}" if rule.table else ""
    yield f"### {rule.name} (`{rule.id}`)"
    yield ""
    yield f"Family: {rule.family.replace('_', ' ')}{table}."
    yield ""
    yield "**When**"
    yield ""
    yield from expression_lines(rule.when, knowledge)
    yield ""
    yield f"**Why** {rule.reason}  "
    yield f"**Do** {rule.action}  "
    if rule.tell:
        yield f'**Say** "{rule.tell}"  '
    yield f"**Until then** {PERMISSION_WORDS[rule.permission]}  "
    mark = "seen at its source" if rule.verified else "not verified"
    yield f"**Source** {', '.join(rule.source)}; grade {rule.grade.value}; {mark}."
    yield ""
    yield f"* Fires: {rule.fires.story} ({_answers(rule.fires, knowledge)})"
    yield f"* Near miss: {rule.near_miss.story} ({_answers(rule.near_miss, knowledge)})"
    yield ""


def _answers(example: Example, knowledge: Knowledge) -> str:
    words = {True: "yes", False: "no"}
    return "; ".join(
        f"{knowledge.label(name)}: {words[given] if isinstance(given, bool) else given}"
        for name, given in example.answers.items()
    )


def expression_lines(expression: Expression, knowledge: Knowledge, depth: int = 0) -> Iterator[str]:
    """Write an expression as a nested Markdown list in plain words.

    Examples
    --------
    >>> from backstride.knowledge.compiled import load_knowledge
    >>> list(expression_lines(Unsure("saddle_numbness"), load_knowledge()))
    ['* not sure about: numbness between the legs']
    """
    indent = "  " * depth
    match expression:
        case AllOf(parts):
            title = "all of these"
        case AnyOf(parts):
            title = "any of these"
        case CountOf(at_least, parts):
            title = f"at least {at_least} of these"
        case _:
            yield f"{indent}* {_leaf(expression, knowledge)}"
            return
    yield f"{indent}* {title}:"
    for part in parts:
        yield from expression_lines(part, knowledge, depth + 1)


def _leaf(expression: Expression, knowledge: Knowledge) -> str:
    match expression:
        case Present(finding):
            return knowledge.label(finding)
        case Absent(finding):
            return f"no {knowledge.label(finding)}"
        case Unsure(finding):
            return f"not sure about: {knowledge.label(finding)}"
        case AtLeast(finding, value):
            return f"{knowledge.label(finding)} {value:g} or more"
        case Below(finding, value):
            return f"{knowledge.label(finding)} below {value:g}"
        case IsOption(finding, options):
            return (
                f"{knowledge.label(finding)}: {' or '.join(_option(finding, option, knowledge) for option in options)}"
            )
    raise TypeError(f"{expression!r} is not an expression")


def _option(finding: str, option: str, knowledge: Knowledge) -> str:
    if finding in BUILT_IN_FACTS:
        return option
    texts = {choice.id: choice.text for choice in knowledge.findings[finding].choices}
    return texts[option]
