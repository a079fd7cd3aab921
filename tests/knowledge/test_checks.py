"""The checks find what they are there to find, and the product's own knowledge passes all of them."""

import hashlib
import importlib
import inspect
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.checks import CHECKS, problems, require_sound
from backstride.knowledge.compiled import COMPILED, compile_knowledge, load_knowledge
from backstride.knowledge.exercise import Demand
from backstride.knowledge.loader import load_yaml
from backstride.knowledge.product_place import PLACE_CODE, PLACE_WORDS, ProductPlace
from backstride.knowledge.schema import Advice, FollowedIn, Frequency, Grade
from backstride.model.errors import KnowledgeError
from tests.knowledge.small import MANIFEST, SOURCED, small_knowledge


def test_the_products_own_knowledge_is_sound() -> None:
    assert [str(problem) for problem in problems(load_yaml())] == []


def test_the_compiled_knowledge_is_fresh() -> None:
    assert COMPILED.read_bytes() == compile_knowledge(load_yaml()), "run: python3 dev.py compile"


def test_the_hash_names_the_compiled_bytes() -> None:
    assert load_knowledge().hash == hashlib.sha256(COMPILED.read_bytes()).hexdigest()


def broken(what: str) -> Knowledge:
    """Give the small knowledge base with one thing wrong."""
    small = sound()
    rule, finding, cause = small.rules["old"], small.findings["stiff"], small.causes["strain"]
    change = msgspec.structs.replace
    expert = Frequency(freq="rare", source=("expert",), grade=Grade.EXPERT)
    return {
        "dangling_ids": lambda: replace(small, causes={"strain": change(cause, shows={"nobody": expert})}),
        "sources_exist_and_are_cited": lambda: replace(small, rules={"old": change(rule, source=("nowhere",))}),
        "unverified_is_never_graded_high": lambda: replace(small, rules={"old": change(rule, grade=Grade.A)}),
        "frequencies_are_complete": lambda: replace(
            small, findings={**small.findings, "bend": change(small.findings["bend"], background=None)}
        ),
        "words_are_plain": lambda: replace(
            small,
            findings={
                **small.findings,
                "stiff": change(finding, question="Has intermittent neurogenic claudication been demonstrated?"),
            },
        ),
        "answers_are_possible": lambda: replace(
            small, findings={**small.findings, "score": change(small.findings["score"], maximum=None)}
        ),
        "rules_are_shown_by_their_cases": lambda: replace(small, rules={"old": change(rule, fires=rule.near_miss)}),
        "rules_only_rise": lambda: small_knowledge_with_absence(small),
        "urgent_facts_are_asked_first": lambda: small_knowledge(
            safety_screens=[{**MANIFEST["safety_screens"][0], "findings": ["numb"]}]
        ),
        "exercises_are_whole": lambda: replace(
            small, demands={"idle": Demand(id="idle", name="idle", why="So.", source=("expert",), grade=Grade.EXPERT)}
        ),
        "claims_are_followed": lambda: replace(small, advice={"hearsay": claim(followed_in=FollowedIn())}),
        "findings_are_used": lambda: replace(
            small, findings={**small.findings, "pregnant": change(small.findings["pregnant"], decides=())}
        ),
    }[what]()


def claim(**more: object) -> Advice:
    """Give a common claim that nothing in the small knowledge base follows."""
    fields = {"id": "hearsay", "topic": "common_advice", "claim": "They say so.", "text": "It is not so."}
    return msgspec.convert({**fields, **SOURCED, **msgspec.to_builtins(more)}, Advice)


def small_knowledge_with_absence(small: Knowledge) -> Knowledge:
    from backstride.knowledge.expression import expression_from

    rule = msgspec.structs.replace(small.rules["old"], when=expression_from({"absent": "fever"}))
    return replace(small, rules={"old": rule})


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


def test_a_sound_knowledge_base_has_no_problems() -> None:
    assert [str(problem) for problem in problems(sound())] == []
    require_sound(sound())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_each_check_finds_its_fault(check: object) -> None:
    name = check.__name__  # type: ignore[attr-defined]
    assert list(check(broken(name)))  # type: ignore[operator]
    with pytest.raises(KnowledgeError):
        require_sound(broken(name))


def test_a_claim_followed_in_what_is_not_there_is_refused() -> None:
    nowhere = replace(sound(), advice={"hearsay": claim(followed_in=FollowedIn(exercises=("handstand",)))})
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


def test_a_broken_file_is_refused_with_file_field_and_reason(tmp_path: Path) -> None:
    (tmp_path / "findings").mkdir()
    (tmp_path / "findings" / "a_thing.yaml").write_text("id: a_thing\nlabel: a\nquestion: Is it?\nwhy: 3\n")
    with pytest.raises(KnowledgeError) as caught:
        load_yaml(tmp_path)
    assert "findings/a_thing.yaml" in caught.value.line()
    assert "$.why" in caught.value.line()
    assert SOURCED
