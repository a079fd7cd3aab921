"""Made-up patients drawn from the network itself: they try the code and the interview, and prove nothing about people.

Each has one or two sources at work, contributors as often as the knowledge base says, and findings as the network draws
them. Real stories are short: a patient tells of a finding that a source brought about with a set chance, and of one
that is there anyway much less often. The rest is answered no.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from backstride.causes import COMPLAINT, CauseNetwork, cause_network
from backstride.evaluation.answer_map import MappedCase
from backstride.evaluation.vignettes import Vignette
from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import AllOf, AnyOf, AtLeast, Below, CountOf, Expression, IsOption, Present
from backstride.knowledge.facts import applies_to
from backstride.knowledge.schema import Cause, FindingType, Region
from backstride.model.answer import Answer, AnswerState
from backstride.model.identifiers import CauseId, FindingId
from backstride.model.ranking import CauseKind
from backstride.model.runner import Runner, Sex
from backstride.model.verdict import Level

__all__ = ["simulated_patient", "simulated_patients"]

TOLD_SHARE = 0.7
"""Share of the findings brought about by an active cause that the patient would tell of."""

TOLD_BACKGROUND_SHARE = 0.1
"""The same for findings that are there for other reasons; with these two, stories are about as long as written ones."""

CIRCUMSTANCE_SHARE = 0.01
"""How often a circumstance without a background of its own is there; it only sets how made-up patients look."""

_YOUNGEST, _OLDEST = 18, 70


def simulated_patients(knowledge: Knowledge, *, each: int, seed: int, sources: int = 1) -> tuple[MappedCase, ...]:
    """Draw so many patients with each diagnosis as their first source."""
    rng = np.random.default_rng(seed)
    diagnoses = [cause for cause in knowledge.causes.values() if cause.kind is CauseKind.DIAGNOSIS and cause.prior]
    drawn: list[MappedCase] = []
    for cause in diagnoses:
        for _ in range(each):
            others = _others(cause, diagnoses, sources - 1, rng)
            drawn.append(simulated_patient(knowledge, (cause, *others), rng))
    return tuple(drawn)


def _others(first: Cause, diagnoses: Sequence[Cause], count: int, rng: np.random.Generator) -> list[Cause]:
    """Draw further sources by their prior among those that share a region and a sex with the first."""
    rows = [other for other in diagnoses if other.id != first.id and set(other.sex) & set(first.sex)]
    chance = np.array(
        [sum(other.prior[place].per_100 for place in other.prior if place in first.prior) for other in rows]
    )
    if not count or not chance.any():
        return []
    return [rows[int(row)] for row in rng.choice(len(rows), size=count, replace=False, p=chance / chance.sum())]


def simulated_patient(knowledge: Knowledge, sources: Sequence[Cause], rng: np.random.Generator) -> MappedCase:
    """Draw one patient in whom these sources, and no others, are at work."""
    runner = _runner(sources, rng)
    region = _region(sources[0], rng)
    network = cause_network(knowledge)
    active = _active(knowledge, sources, region, rng)
    present = _drawn(network, active, rng) | _circumstances(knowledge, active, rng)
    answers: dict[FindingId, Answer] = {}
    for name in sorted(present):
        for answer in _as_answers(FindingId(name), knowledge):
            if applies_to(knowledge.findings[answer.finding], runner):
                answers.setdefault(answer.finding, answer)
    for answer in _unremarkable(knowledge):
        answers.setdefault(answer.finding, answer)
    place = _place(region, knowledge, rng)
    answers[place] = Answer.of(place, state=AnswerState.PRESENT)
    vignette = Vignette(
        id="+".join(cause.id for cause in sources),
        group="simulated",
        runner=runner,
        wanted=sources[0].urgency,
        minimum=Level.SELF_CARE,
        maximum=Level.EMERGENCY_NOW,
    )
    return MappedCase(vignette=vignette, answers=answers, right=frozenset(CauseId(cause.id) for cause in sources))


def _runner(sources: Sequence[Cause], rng: np.random.Generator) -> Runner:
    fitting = [sex for sex in (Sex.FEMALE, Sex.MALE) if all(sex in cause.sex for cause in sources)]
    return Runner(age_years=int(rng.integers(_YOUNGEST, _OLDEST + 1)), sex=fitting[int(rng.integers(len(fitting)))])


def _region(cause: Cause, rng: np.random.Generator) -> Region:
    chance = np.array([prior.per_100 for prior in cause.prior.values()])
    return list(cause.prior)[int(rng.choice(len(chance), p=chance / chance.sum()))]


def _place(region: Region, knowledge: Knowledge, rng: np.random.Generator) -> FindingId:
    places = [text.id for text in knowledge.findings.values() if text.body_map and text.region == region.value]
    return FindingId(places[int(rng.integers(len(places)))])


def _active(knowledge: Knowledge, sources: Sequence[Cause], region: Region, rng: np.random.Generator) -> frozenset[str]:
    contributors = [cause for cause in knowledge.causes.values() if cause.kind is CauseKind.CONTRIBUTOR]
    chances = [cause.prior[region].per_100 / 100 if region in cause.prior else 0.0 for cause in contributors]
    hit = rng.random(len(contributors)) < np.array(chances)
    return frozenset(cause.id for cause in sources) | {
        cause.id for cause, struck in zip(contributors, hit.tolist(), strict=True) if struck
    }


def _drawn(network: CauseNetwork, active: Iterable[str], rng: np.random.Generator) -> set[str]:
    """Draw what the patient tells of: each active cause and the background bring findings about by themselves."""
    rows = [network.causes.index(cause) for cause in sorted(active)]
    caused = 1 - np.prod(1 - TOLD_SHARE * network.weight[rows], axis=0)
    chance = 1 - (1 - TOLD_BACKGROUND_SHARE * network.leak) * (1 - caused)
    hit = rng.random(len(chance)) < chance
    return {name for name, struck in zip(network.findings, hit.tolist(), strict=True) if struck and name != COMPLAINT}


def _circumstances(knowledge: Knowledge, active: Iterable[str], rng: np.random.Generator) -> set[str]:
    """Draw what only multiplies odds: as much more often with an active cause as its odds say."""
    odds: dict[str, float] = {}
    for cause in knowledge.causes.values():
        for modifier in cause.modifiers:
            if isinstance(modifier.when, Present) and modifier.when.finding in knowledge.findings:
                name = str(modifier.when.finding)
                odds[name] = odds.get(name, 1.0) * (modifier.odds if cause.id in active else 1.0)
    base = CIRCUMSTANCE_SHARE / (1 - CIRCUMSTANCE_SHARE)
    return {name for name, ratio in odds.items() if rng.random() < base * ratio / (1 + base * ratio)}


def _unremarkable(knowledge: Knowledge) -> Iterator[Answer]:
    """Answer every number low and every choice with its first option, where nothing was drawn for it."""
    for text in knowledge.findings.values():
        if text.type is FindingType.NUMBER and text.minimum is not None and text.maximum is not None:
            yield Answer.number(FindingId(text.id), min(text.minimum + 3.0, text.maximum))
        elif text.type is FindingType.CHOICE:
            yield Answer.option(FindingId(text.id), text.choices[0].id)


def _as_answers(name: FindingId, knowledge: Knowledge) -> Iterator[Answer]:
    """Give the answers that say a finding or a sign is there."""
    if name in knowledge.findings:
        if knowledge.findings[name].type is FindingType.YES_NO:
            yield Answer.of(name, state=AnswerState.PRESENT)
        return
    yield from _making_true(knowledge.sign_expressions[name], knowledge)


def _making_true(expression: Expression, knowledge: Knowledge) -> Iterator[Answer]:
    if isinstance(expression, Present):
        yield Answer.of(expression.finding, state=AnswerState.PRESENT)
    elif isinstance(expression, AtLeast) and expression.finding in knowledge.findings:
        yield Answer.number(expression.finding, expression.value)
    elif isinstance(expression, Below) and expression.finding in knowledge.findings:
        yield Answer.number(expression.finding, expression.value / 2)
    elif isinstance(expression, IsOption):
        yield Answer.option(expression.finding, expression.options[0])
    elif isinstance(expression, AnyOf):
        yield from _making_true(expression.parts[0], knowledge)
    elif isinstance(expression, AllOf | CountOf):
        for part in expression.parts:
            yield from _making_true(part, knowledge)
