"""The evidence behind the product as its pages show it: records with their sources, sources with their uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import leaves
from backstride.knowledge.product_place import PLACE_WORDS
from backstride.knowledge.schema import Advice, AdviceVerdict, Cause, FindingText, Frequency, Grade, Rule
from backstride.model.plan import PlanRule
from backstride.model.ranking import CauseKind
from backstride.plan.return_rules import RETURN_RULES
from backstride.report.rule_book import expression_lines
from backstride.report.wording import LEVEL_TITLE, PERMISSION_WORDS

__all__ = [
    "KINDS",
    "Backing",
    "Entry",
    "Fact",
    "Record",
    "entries",
    "record_of",
]

KINDS: Mapping[str, str] = {
    "causes": "Causes",
    "rules": "Safety rules",
    "findings": "Questions",
    "advice": "Common advice",
    "plan": "Rules of the plan",
    "sources": "Sources",
}
"""The kinds of record that have pages, with their name."""

_GRADES = {
    Grade.A: "Grade A: several good studies agree",
    Grade.B: "Grade B: some good studies",
    Grade.C: "Grade C: few or small studies",
    Grade.D: "Grade D: weak or indirect studies",
    Grade.EXPERT: "Judgement",
}
_VERDICTS = {
    AdviceVerdict.SUPPORTED: "Supported",
    AdviceVerdict.PARTLY: "Partly true",
    AdviceVerdict.UNSUPPORTED: "Not supported",
    AdviceVerdict.HARMFUL: "Harmful",
    AdviceVerdict.UNKNOWN: "Not known",
}
_CAUSE_KINDS = {CauseKind.DIAGNOSIS: "A possible source of the pain", CauseKind.CONTRIBUTOR: "May add to the pain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record in a list: its address below ``/evidence``, its name, and a line about it."""

    kind: str
    id: str
    name: str
    line: str = ""

    @property
    def address(self) -> str:
        """Where its page is; exercises have pages of their own."""
        if self.kind == "exercises":
            return f"/exercises/{self.id}"
        return f"/evidence/{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """What a statement rests on: how good the evidence is, whether it was seen at its source, and the sources."""

    grade: str
    verified: bool
    sources: tuple[Entry, ...]
    note: str = ""

    @property
    def by_judgement(self) -> bool:
        """Whether nothing but judgement stands behind it."""
        return all(source.id == "expert" for source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of a record; ``entry`` is the record it is about, ``backing`` what it rests on."""

    words: str
    entry: Entry | None = None
    backing: Backing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as its page shows it: statements under their headings."""

    entry: Entry
    badge: str
    parts: tuple[tuple[str, tuple[Fact, ...]], ...]
    backing: Backing | None = None


@lru_cache(maxsize=8)
def entries(knowledge: Knowledge, kind: str) -> tuple[Entry, ...]:
    """List every record of a kind in the order of the names.

    Examples
    --------
    >>> from backstride.knowledge.compiled import load_knowledge
    >>> entries(load_knowledge(), "rules")[0].address.startswith("/evidence/rules/")
    True
    """
    made: Iterable[Entry]
    if kind == "causes":
        made = (_cause_entry(one) for one in knowledge.causes.values())
    elif kind == "rules":
        made = (_rule_entry(one) for one in knowledge.rules.values())
    elif kind == "findings":
        made = (Entry(kind=kind, id=one.id, name=one.label, line=one.question) for one in knowledge.findings.values())
    elif kind == "advice":
        made = (_advice_entry(one) for one in knowledge.advice.values() if one.claim)
    elif kind == "plan":
        made = (_plan_entry(one) for one in RETURN_RULES.values())
    else:
        made = (_source_entry(name, knowledge) for name in knowledge.sources)
    return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.id)))


def _cause_entry(cause: Cause) -> Entry:
    return Entry(kind="causes", id=cause.id, name=cause.name, line=_CAUSE_KINDS[cause.kind])


def _rule_entry(rule: Rule) -> Entry:
    return Entry(kind="rules", id=rule.id, name=rule.name, line=LEVEL_TITLE[rule.level])


def _advice_entry(advice: Advice) -> Entry:
    return Entry(kind="advice", id=advice.id, name=advice.claim or advice.text, line=_VERDICTS[advice.verdict])


def _plan_entry(rule: PlanRule) -> Entry:
    return Entry(kind="plan", id=rule.id, name=rule.text)


def _source_entry(name: str, knowledge: Knowledge) -> Entry:
    source = knowledge.sources[name]
    seen = "Seen by us" if source.verified else "Not yet seen by us"
    return Entry(kind="sources", id=name, name=source.cite, line=seen)


def record_of(knowledge: Knowledge, kind: str, name: str) -> Record | None:
    """Give one record with all that stands behind it; None when there is none."""
    if kind == "causes" and name in knowledge.causes:
        return _cause(knowledge.causes[name], knowledge)
    if kind == "rules" and name in knowledge.rules:
        return _rule(knowledge.rules[name], knowledge)
    if kind == "findings" and name in knowledge.findings:
        return _finding(knowledge.findings[name], knowledge)
    if kind == "advice" and name in knowledge.advice:
        return _advice(knowledge.advice[name], knowledge)
    if kind == "sources" and name in knowledge.sources:
        return _source(name, knowledge)
    if kind == "plan":
        return _plan(RETURN_RULES[name], knowledge) if name in RETURN_RULES else None
    return None


def _backing(source: Iterable[str], grade: Grade, knowledge: Knowledge, *, verified: bool, note: str = "") -> Backing:
    sources = tuple(_source_entry(name, knowledge) for name in source if name in knowledge.sources)
    return Backing(grade=_GRADES[grade], verified=verified, sources=sources, note=note)


def _named(name: str, knowledge: Knowledge) -> Entry | None:
    """Give the page of a finding; signs and built-in facts have none."""
    text = knowledge.findings.get(name)
    return None if text is None else Entry(kind="findings", id=name, name=text.label)


def _often(frequency: Frequency, knowledge: Knowledge) -> str:
    if frequency.freq is not None:
        return knowledge.manifest.frequencies[frequency.freq].plain
    return f"in about {(frequency.mean or 0.0) * 100:.0f} of 100"


def _frequency(words: str, frequency: Frequency, entry: Entry | None, knowledge: Knowledge) -> Fact:
    backing = _backing(frequency.source, frequency.grade, knowledge, verified=frequency.verified, note=frequency.note)
    return Fact(words=f"{words}: {_often(frequency, knowledge)}", entry=entry, backing=backing)


def _condition(lines: Iterable[str]) -> str:
    return " ".join(line.strip().removeprefix("* ") + ("" if line.endswith(":") else ";") for line in lines).rstrip(";")


def _cause(cause: Cause, knowledge: Knowledge) -> Record:
    about = [Fact(words=words) for words in (cause.summary, cause.outlook, cause.clinician_next) if words]
    about.append(Fact(words=f"If it is true: {LEVEL_TITLE[cause.urgency]}. {PERMISSION_WORDS[cause.permission]}"))
    priors = tuple(
        Fact(
            words=f"{region.value.replace('_', ' ').capitalize()}: {prior.per_100:g} of 100 runners with pain there",
            backing=_backing(prior.source, prior.grade, knowledge, verified=prior.verified, note=prior.note),
        )
        for region, prior in cause.prior.items()
    )
    shows = tuple(
        _frequency(knowledge.label(name), frequency, _named(name, knowledge), knowledge)
        for name, frequency in cause.shows.items()
    )
    shifts = tuple(
        Fact(
            words=f"Odds times {one.odds:g} when: {_condition(expression_lines(one.when, knowledge))}",
            backing=_backing(one.source, one.grade, knowledge, verified=one.verified, note=one.note),
        )
        for one in cause.modifiers
    )
    parts = (
        ("What it is", tuple(about)),
        ("Before any answer", priors),
        ("How often it shows", shows),
        ("What makes it more or less likely", shifts),
    )
    return Record(entry=_cause_entry(cause), badge=_CAUSE_KINDS[cause.kind], parts=_held(parts))


def _rule(rule: Rule, knowledge: Knowledge) -> Record:
    when = tuple(Fact(words=line.strip().removeprefix("* ")) for line in expression_lines(rule.when, knowledge))
    then = [rule.action, f'Say: "{rule.tell}"' if rule.tell else "", PERMISSION_WORDS[rule.permission]]
    parts = (
        ("When", when),
        ("Why", (Fact(words=rule.reason),)),
        ("What to do", tuple(Fact(words=words) for words in then if words)),
        (
            "Two stories that test it",
            (Fact(words=f"Fires: {rule.fires.story}"), Fact(words=f"Does not fire: {rule.near_miss.story}")),
        ),
        (
            "Questions it reads",
            tuple(
                Fact(words=entry.name, entry=entry)
                for name in sorted(set(leaves(knowledge.rule_expressions[rule.id])))
                if (entry := _named(name, knowledge)) is not None
            ),
        ),
    )
    backing = _backing(rule.source, rule.grade, knowledge, verified=rule.verified, note=rule.note)
    return Record(entry=_rule_entry(rule), badge=LEVEL_TITLE[rule.level], parts=_held(parts), backing=backing)


def _finding(text: FindingText, knowledge: Knowledge) -> Record:
    about = [Fact(words=words) for words in (text.question, text.why, text.how_to_check) if words]
    about += [Fact(words=f"One can choose: {choice.text}") for choice in text.choices]
    elsewhere = (
        ()
        if text.background is None
        else (_frequency("In runners whose pain comes from something else", text.background, None, knowledge),)
    )
    seen_with = tuple(
        _frequency(cause.name, cause.shows[text.id], _cause_entry(cause), knowledge)
        for cause in knowledge.causes.values()
        if text.id in cause.shows
    )
    read_by = tuple(
        Fact(words=f"{rule.name}: {LEVEL_TITLE[rule.level]}", entry=_rule_entry(rule))
        for rule in knowledge.rules.values()
        if text.id in leaves(knowledge.rule_expressions[rule.id])
    )
    parts = (
        ("What we ask", tuple(about)),
        ("How often anyway", elsewhere),
        ("Seen with", seen_with),
        ("Safety rules that read it", read_by),
    )
    entry = Entry(kind="findings", id=text.id, name=text.label)
    return Record(entry=entry, badge="A safety question" if text.safety else "A question", parts=_held(parts))


def _advice(advice: Advice, knowledge: Knowledge) -> Record:
    followed = tuple(_followed(advice, knowledge))
    parts = (
        ("What we say", tuple(Fact(words=words) for words in (advice.text, advice.why) if words)),
        ("Where we follow it", followed),
    )
    backing = _backing(advice.source, advice.grade, knowledge, verified=advice.verified, note=advice.note)
    return Record(entry=_advice_entry(advice), badge=_VERDICTS[advice.verdict], parts=_held(parts), backing=backing)


def _followed(advice: Advice, knowledge: Knowledge) -> Iterator[Fact]:
    if (followed := advice.followed_in) is None:
        return
    yield from (Fact(words=PLACE_WORDS[place]) for place in followed.places)
    yield from (Fact(words=f"Exercise: {knowledge.exercises[name].name}") for name in followed.exercises)
    yield from (Fact(words=knowledge.demands[name].name) for name in followed.demands)
    yield from (
        Fact(words=knowledge.advice[name].text, entry=_advice_entry(knowledge.advice[name])) for name in followed.advice
    )
    yield from (
        Fact(words=knowledge.rules[name].name, entry=_rule_entry(knowledge.rules[name])) for name in followed.rules
    )
    yield from (
        Fact(words=knowledge.causes[name].name, entry=_cause_entry(knowledge.causes[name])) for name in followed.causes
    )
    yield from (Fact(words=knowledge.label(name), entry=_named(name, knowledge)) for name in followed.findings)


def _plan(rule: PlanRule, knowledge: Knowledge) -> Record:
    cited = tuple(_source_entry(name, knowledge) for name in rule.sources if name in knowledge.sources)
    facts = tuple(Fact(words=entry.name, entry=entry) for entry in cited)
    return Record(entry=_plan_entry(rule), badge="A rule of the plan", parts=_held((("Where it is from", facts),)))


def _source(name: str, knowledge: Knowledge) -> Record:
    source = knowledge.sources[name]
    about = [Fact(words=f"DOI {source.doi}")] if source.doi else []
    about += [Fact(words=f"Seen at: {source.seen_at}")] if source.seen_at else []
    parts = (("The source", tuple(about)), ("Used in", _uses(knowledge).get(name, ())))
    entry = _source_entry(name, knowledge)
    return Record(entry=entry, badge=entry.line, parts=_held(parts))


@lru_cache(maxsize=2)
def _uses(knowledge: Knowledge) -> Mapping[str, tuple[Fact, ...]]:
    """Turn the base around: for each source, every record that cites it, once."""
    uses: dict[str, dict[tuple[str, str], Fact]] = {}
    for entry, cited in _citing(knowledge):
        for name in cited:
            uses.setdefault(name, {})[entry.kind, entry.id] = Fact(words=entry.name, entry=entry)
    return {name: tuple(facts.values()) for name, facts in uses.items()}


def _citing(knowledge: Knowledge) -> Iterator[tuple[Entry, Iterable[str]]]:
    for cause in knowledge.causes.values():
        for held in (*cause.prior.values(), *cause.modifiers, *cause.shows.values()):
            yield _cause_entry(cause), held.source
    for checked in knowledge.rules.values():
        yield _rule_entry(checked), checked.source
    for text in knowledge.findings.values():
        if text.background is not None:
            yield Entry(kind="findings", id=text.id, name=text.label), text.background.source
    for advice in knowledge.advice.values():
        yield _advice_entry(advice), advice.source
    for rule in RETURN_RULES.values():
        yield _plan_entry(rule), rule.sources
    for exercise in knowledge.exercises.values():
        yield Entry(kind="exercises", id=exercise.id, name=f"Exercise: {exercise.name}"), exercise.source


def _held(parts: Iterable[tuple[str, tuple[Fact, ...]]]) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    return tuple((heading, facts) for heading, facts in parts if facts)
