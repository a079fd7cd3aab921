"""Every sentence a person reads is found, so that a translation can be reviewed and nothing stays behind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backstride.knowledge.compiled import load_knowledge
from backstride.report.wording import LEVEL_ACTION, NO_ANSWERS_EXCLUDE
from backstride.service.sentences import SPOKEN_FIELDS, Sentence, sentences, write_catalogue

SILENT_FIELDS = {"note", "aliases", "clinical_name", "cite", "seen_at", "fires", "near_miss", "hallmarks"}


@pytest.fixture(scope="module")
def found() -> tuple[Sentence, ...]:
    return sentences()


def test_every_sentence_of_the_knowledge_is_in_the_catalogue(found: tuple[Sentence, ...]):
    texts = {one.context: one.text for one in found}
    knowledge = load_knowledge()
    for rule in knowledge.rules.values():
        assert texts[f"rules.{rule.id}.action"] == rule.action
    for finding in knowledge.findings.values():
        assert texts[f"findings.{finding.id}.question"] == finding.question
        assert all(texts[f"findings.{finding.id}.choices.{one.id}.text"] == one.text for one in finding.choices)


def test_no_field_with_words_is_forgotten(root: Path):
    compiled = json.loads((root / "src/backstride/knowledge/compiled.json").read_text(encoding="utf-8"))
    for part, fields in SPOKEN_FIELDS.items():
        assert {name for name, text in worded(compiled[part]) if name not in SILENT_FIELDS} <= fields, part


def worded(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Give each string with a space, under the name of the field it stands in."""
    if isinstance(value, str) and " " in value:
        yield field, value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in SILENT_FIELDS:
                yield from worded(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from worded(part, field)


def test_pages_and_wording_are_in_it_without_tags_or_code(found: tuple[Sentence, ...]):
    texts = {one.text for one in found}
    assert {NO_ANSWERS_EXCLUDE, *LEVEL_ACTION.values(), "How to film your run"} <= texts
    spoken = [one for one in found if "templates" in one.place]
    assert [one for one in spoken if "<" in one.text or "{%" in one.text] == []


def test_a_translator_can_tell_the_same_words_apart(found: tuple[Sentence, ...]):
    assert len({(one.context, one.text) for one in found}) == len(found) > 5000


def test_the_file_is_one_that_translators_can_open(found: tuple[Sentence, ...], tmp_path: Path):
    assert write_catalogue(tmp_path / "a.pot") == len(found)
    lines = (tmp_path / "a.pot").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("msgid ") for line in lines) == len(found) + 1
    assert all(json.loads(line.partition(" ")[2]) for line in lines if line.startswith("msgctxt "))
