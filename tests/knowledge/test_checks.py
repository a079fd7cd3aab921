"""The checks find what they are there to find, and the product's own knowledge passes all of them."""

import hashlib
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import msgspec
import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.checks import (
    CHECKS,
    Problem,
    answers_are_possible,
    claims_are_followed,
    dangling_ids,
    exercises_are_whole,
    findings_are_used,
    frequencies_are_complete,
    problems,
    require_sound,
    rules_are_shown_by_their_cases,
    rules_only_rise,
    signs_rest_on_findings,
    sources_exist_and_are_cited,
    unverified_is_never_graded_high,
    urgent_facts_are_asked_first,
    words_are_plain,
)
from backstride.knowledge.compiled import COMPILED, compile_knowledge, load_knowledge
from backstride.knowledge.exercise import Demand, Exercise
from backstride.knowledge.expression import expression_from
from backstride.knowledge.product_place import PLACE_CODE, PLACE_WORDS, ProductPlace
from backstride.knowledge.schema import Advice, ChoiceText, Frequency, Grade, Manifest, Sign, Source, decode_hook
from backstride.model.errors import KnowledgeError
from tests.knowledge.small import MANIFEST, SOURCED, small_knowledge


def test_the_products_own_knowledge_is_sound(knowledge: Knowledge) -> None:
    assert [str(problem) for problem in problems(knowledge)] == []


def test_the_compiled_knowledge_is_fresh(knowledge: Knowledge) -> None:
    assert COMPILED.read_bytes() == compile_knowledge(knowledge), "run: python3 dev.py compile"


def test_the_hash_names_the_compiled_bytes() -> None:
    assert load_knowledge().hash == hashlib.sha256(COMPILED.read_bytes()).hexdigest()


def claim(**more: object) -> Advice:
    """Give a common claim that nothing in the small knowledge base follows."""
    fields = {"id": "hearsay", "topic": "common_advice", "claim": "They say so.", "text": "It is not so."}
    return msgspec.convert({**fields, **SOURCED, **more}, Advice)


def sound() -> Knowledge:
    """Give the small knowledge base with cases that fire and miss."""
    small = small_knowledge()
    cases = {
        "numb_and_weak": ({"numb": True, "weak": True}, {"numb": True, "weak": False}),
        "fever_now": ({"fever": True}, {"fever": False}),
        "old": ({"age_years": 75}, {"age_years": 60}),
        "numb_alone": ({"numb": True}, {"numb": False}),
    }
    rules = {
        name: msgspec.structs.replace(
            rule,
            fires=msgspec.structs.replace(rule.fires, answers=cases[name][0]),
            near_miss=msgspec.structs.replace(rule.near_miss, answers=cases[name][1]),
        )
        for name, rule in small.rules.items()
    }
    return replace(small, rules=rules)


def with_finding(name: str, **change: object) -> Knowledge:
    """Give the sound knowledge base with one finding changed."""
    small = sound()
    changed = msgspec.structs.replace(small.findings[name], **change)
    return replace(small, findings={**small.findings, name: changed})


def with_rule(**change: object) -> Knowledge:
    """Give the sound knowledge base with the rule about age changed."""
    small = sound()
    return replace(small, rules={**small.rules, "old": msgspec.structs.replace(small.rules["old"], **change)})


def with_shown(name: str, **frequency: object) -> Knowledge:
    """Give the sound knowledge base with a cause that shows one more thing, this often."""
    small = sound()
    often = msgspec.convert({**frequency, **SOURCED}, Frequency)
    strain = small.causes["strain"]
    changed = msgspec.structs.replace(strain, shows={**strain.shows, name: often})
    return replace(small, causes={**small.causes, "strain": changed})


def with_sign(when: object) -> Knowledge:
    """Give the sound knowledge base with one more sign."""
    small = sound()
    sign = Sign(id="odd", label="odd", when=expression_from(when))
    return replace(small, signs={**small.signs, "odd": sign})


def with_exercise(**change: object) -> Knowledge:
    """Give the sound knowledge base with one exercise that lands on the feet."""
    demand = {"id": "impact", "name": "lands", "why": "So.", "avoid_when": "numb", **SOURCED}
    exercise = {
        "id": "hop", "name": "Hop", "region": "plyometric", "trains": "legs", "position": "Stand.", "never": ["impact"],
        "cues": ["Go up.", "Land soft."], "dose": {"plyometric": {"sets": [1, 2], "reps": [5, 8]}}, **SOURCED, **change,
    }  # fmt: skip
    return replace(
        sound(),
        demands={"impact": msgspec.convert(demand, Demand, dec_hook=decode_hook)},
        exercises={"hop": msgspec.convert(exercise, Exercise, dec_hook=decode_hook)},
    )


def with_screens(*findings: str, screens: int = 1) -> Knowledge:
    """Give the sound knowledge base with safety screens that ask for these findings."""
    screen = {**MANIFEST["safety_screens"][0], "findings": findings}
    manifest = {**MANIFEST, "safety_screens": [screen] * screens}
    return replace(sound(), manifest=msgspec.convert(manifest, Manifest, dec_hook=decode_hook))


IDLE = Demand(id="idle", name="idle", why="So.", source=("expert",), grade=Grade.EXPERT)
CHOICES = (ChoiceText(id="so", text="So"),)
HARD_WORDS = "Has intermittent neurogenic claudication been demonstrated?"
FAULTS: list[tuple[Callable[[Knowledge], Iterator[Problem]], str, Callable[[], Knowledge]]] = [
    (dangling_ids, "causes/strain: 'nobody' does not exist", lambda: with_shown("nobody", freq="rare")),
    (dangling_ids, "signs/odd: 'nobody' does not exist", lambda: with_sign("nobody")),
    (sources_exist_and_are_cited, "'nowhere' does not exist", lambda: with_rule(source=("expert", "nowhere"))),
    (
        sources_exist_and_are_cited,
        "sources.yaml: nobody cites 'idle2001'",
        lambda: replace(sound(), sources={**sound().sources, "idle2001": Source(cite="Idle")}),
    ),
    (unverified_is_never_graded_high, "rules/old: grade A needs verified", lambda: with_rule(grade=Grade.A)),
    (frequencies_are_complete, "bend: a cause shows it", lambda: with_finding("bend", background=None)),
    (frequencies_are_complete, "give either freq, or mean and ess", lambda: with_shown("lean", freq="rare", ess=3)),
    (frequencies_are_complete, "give either freq, or mean and ess", lambda: with_shown("lean", mean=0.5)),
    (frequencies_are_complete, "'seldom' is not a word", lambda: with_shown("lean", freq="seldom")),
    (frequencies_are_complete, "onset: only yes-no findings", lambda: with_shown("onset", mean=0.5, ess=3)),
    (words_are_plain, "findings/stiff, question: reading grade", lambda: with_finding("stiff", question=HARD_WORDS)),
    (words_are_plain, "exercises/hop: reading grade", lambda: with_exercise(caution=HARD_WORDS)),
    (answers_are_possible, "score: a number needs minimum", lambda: with_finding("score", maximum=None)),
    (answers_are_possible, "onset: choices go with type choice", lambda: with_finding("onset", choices=())),
    (answers_are_possible, "stiff: choices go with type choice", lambda: with_finding("stiff", choices=CHOICES)),
    (answers_are_possible, "'stiff' is not a number", lambda: with_sign({"below": {"finding": "stiff", "value": 1}})),
    (
        answers_are_possible,
        "'onset' has no such option: often",
        lambda: with_sign({"is": {"finding": "onset", "options": ["often"]}}),
    ),
    (
        answers_are_possible,
        "'stiff' has no such option: sudden",
        lambda: with_sign({"is": {"finding": "stiff", "options": ["sudden"]}}),
    ),
    (signs_rest_on_findings, "signs/odd: rests on the sign 'odd'", lambda: with_sign({"any": ["odd", "numb"]})),
    (signs_rest_on_findings, "rests on the sign 'bad_pain'", lambda: with_sign({"absent": "bad_pain"})),
    (
        rules_are_shown_by_their_cases,
        "rules/old: does not fire on its own case",
        lambda: with_rule(fires=sound().rules["old"].near_miss),
    ),
    (
        rules_are_shown_by_their_cases,
        "rules/old: fires on its near miss",
        lambda: with_rule(near_miss=sound().rules["old"].fires),
    ),
    (rules_only_rise, "'fever' must not lower", lambda: with_rule(when=expression_from({"absent": "fever"}))),
    (
        rules_only_rise,
        "'score' must not lower",
        lambda: with_rule(when=expression_from({"below": {"finding": "score", "value": 3}})),
    ),
    (urgent_facts_are_asked_first, "findings/weak: is a safety finding but stands on no", lambda: with_screens("numb")),
    (urgent_facts_are_asked_first, "rules/numb_and_weak: is an emergency that no", lambda: with_screens("fever")),
    (
        urgent_facts_are_asked_first,
        "manifest: 9 safety screens are more than 8",
        lambda: with_screens("numb", "weak", "fever", screens=9),
    ),
    (exercises_are_whole, "idle: no exercise makes this demand", lambda: replace(sound(), demands={"idle": IDLE})),
    (exercises_are_whole, "idle: nothing forbids it", lambda: replace(sound(), demands={"idle": IDLE})),
    (exercises_are_whole, "hop: jumps but does not say so", lambda: with_exercise(never=[])),
    (
        exercises_are_whole,
        "hop: lands on the feet",
        lambda: with_exercise(dose={"acute": {"sets": [1, 1], "reps": [5, 8]}}),
    ),
    (exercises_are_whole, "hop: has no dose", lambda: with_exercise(dose={})),
    (
        exercises_are_whole,
        "hop, plyometric: needs reps, minutes or metres",
        lambda: with_exercise(dose={"plyometric": {"sets": [1, 1]}}),
    ),
    (
        exercises_are_whole,
        "hop, plyometric: a range goes downwards",
        lambda: with_exercise(dose={"plyometric": {"sets": [1, 1], "reps": [8, 5]}}),
    ),
    (claims_are_followed, "does not say where", lambda: replace(sound(), advice={"hearsay": claim()})),
    (claims_are_followed, "does not say where", lambda: replace(sound(), advice={"hearsay": claim(followed_in={})})),
    (
        claims_are_followed,
        "is no common claim",
        lambda: replace(sound(), advice={"hearsay": claim(claim="", followed_in={"rules": ["old"]})}),
    ),
    (findings_are_used, "pregnant: is asked, but nothing uses", lambda: with_finding("pregnant", decides=())),
]


def test_a_sound_knowledge_base_has_no_problems() -> None:
    assert [str(problem) for problem in problems(sound())] == []
    require_sound(sound())
    assert list(exercises_are_whole(with_exercise())) == []


@pytest.mark.parametrize(("check", "words", "make"), FAULTS, ids=[words for _, words, _ in FAULTS])
def test_each_fault_is_found_named_and_refused(
    check: Callable[[Knowledge], Iterator[Problem]], words: str, make: Callable[[], Knowledge]
) -> None:
    faulty = make()
    assert any(words in str(problem) for problem in check(faulty))
    with pytest.raises(KnowledgeError, match=re.escape(words)):
        require_sound(faulty)


def test_every_check_has_a_fault_that_it_finds() -> None:
    assert {check for check, _, _ in FAULTS} == set(CHECKS)


def test_a_claim_followed_in_what_is_not_there_is_refused() -> None:
    nowhere = replace(sound(), advice={"hearsay": claim(followed_in={"exercises": ["handstand"]})})
    assert [str(problem) for problem in problems(nowhere)] == [
        "advice/hearsay, followed_in: 'handstand' does not exist",
    ]


def test_a_place_that_is_not_in_the_product_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="shop"):
        claim(followed_in={"places": ["shop"]})


@pytest.mark.parametrize("place", ProductPlace)
def test_every_place_of_the_product_is_there(place: ProductPlace) -> None:
    module, name = PLACE_CODE[place].split(":")
    assert hasattr(importlib.import_module(module), name)
    assert PLACE_WORDS[place]


def test_a_finding_that_a_place_decides_by_is_read_there() -> None:
    for finding in load_knowledge().findings.values():
        for place in finding.decides:
            module = importlib.import_module(PLACE_CODE[place].split(":")[0])
            assert f'"{finding.id}"' in inspect.getsource(module), (finding.id, place)
