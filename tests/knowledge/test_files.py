"""From reviewable files to one compiled file: what is whole stays the same, what is damaged is refused by name."""

from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml

from backstride.knowledge import compiled, loader
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import compile_knowledge, load_knowledge
from backstride.knowledge.expression import Expression
from backstride.knowledge.loader import load_yaml
from backstride.knowledge.schema import decode_hook, published_schema, schema_hook, written
from backstride.model.errors import KnowledgeError
from tests.knowledge.small import MANIFEST, finding, small_knowledge


def folder_with(place: Path, *, name: str = "a_thing", text: str | None = None) -> Path:
    """Write a folder of knowledge with one finding."""
    (place / "findings").mkdir(exist_ok=True)
    told = yaml.safe_dump(finding("a_thing")) if text is None else text
    (place / "findings" / f"{name}.yaml").write_text(told, encoding="utf-8")
    (place / "sources.yaml").write_text("expert: {cite: Judgement}", encoding="utf-8")
    (place / "manifest.yaml").write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    return place


def test_a_folder_of_files_becomes_records_by_id(tmp_path: Path) -> None:
    assert list(load_yaml(folder_with(tmp_path)).findings) == ["a_thing"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id: a_thing\nlabel: a\nquestion: Is it?\nwhy: 3\n", "$.why"),
        ("id: a_thing\nlabel: a\nquestion: Is it?\nwhy: so\nlevel: high\n", "level"),
        ("id: other\nlabel: a\nquestion: Is it?\nwhy: so\n", "the record calls itself 'other'"),
        ("id: [", "this is not YAML"),
    ],
)
def test_a_broken_file_is_refused_with_file_field_and_reason(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(KnowledgeError) as refused:
        load_yaml(folder_with(tmp_path, text=text))
    assert "a_thing.yaml" in refused.value.where
    assert words in refused.value.what
    assert refused.value.advice


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "findings" / "nerve").mkdir()
    (folder / "findings" / "nerve" / "a_thing.yaml").write_text(yaml.safe_dump(finding("a_thing")), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="'a_thing' is there twice"):
        load_yaml(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "sources.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"sources\.yaml: the file cannot be read"):
        load_yaml(folder)


def test_letters_of_another_alphabet_than_utf_8_are_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "sources.yaml").write_bytes(b"expert: {cite: \xff}")
    with pytest.raises(KnowledgeError, match=r"sources\.yaml: this is not YAML"):
        load_yaml(folder)


def test_compiled_knowledge_that_is_missing_or_damaged_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="is missing") as missing:
        load_knowledge(tmp_path / "compiled.json")
    whole = compile_knowledge(small_knowledge())
    for number, text in enumerate((whole[:-100], b"[]", whole.replace(b'"bend"', b'"Bend"'))):
        damaged = tmp_path / f"{number}.json"
        damaged.write_bytes(text)
        with pytest.raises(KnowledgeError, match=damaged.name) as refused:
            load_knowledge(damaged)
        assert refused.value.advice == missing.value.advice == "run python -m backstride.knowledge.compiled"


def test_what_is_compiled_is_what_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "compiled.json"
    path.write_bytes(compile_knowledge(small_knowledge()))
    assert compile_knowledge(load_knowledge(path)) == path.read_bytes()


def compile_with(knowledge: Knowledge, place: Path, patch: pytest.MonkeyPatch) -> int:
    """Run the compiler on a knowledge base that stands in for the product's own files."""
    patch.setattr(loader, "load_yaml", lambda: knowledge)
    patch.setattr(compiled, "COMPILED", place)
    return compiled.main()


def test_the_compiler_says_how_much_it_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("backstride.knowledge.checks.CHECKS", ())
    assert compile_with(small_knowledge(), tmp_path / "compiled.json", monkeypatch) == 0
    assert capsys.readouterr().out == "10 findings, 1 signs, 4 rules, 3 causes, 0 exercises compiled\n"
    assert (tmp_path / "compiled.json").read_bytes() == compile_knowledge(small_knowledge())


def test_the_compiler_leaves_the_old_file_where_the_new_one_has_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "compiled.json"
    old.write_bytes(b"as it was")
    assert compile_with(small_knowledge(), old, monkeypatch) == 3
    assert "does not fire on its own case" in capsys.readouterr().err
    assert old.read_bytes() == b"as it was"


def test_a_record_is_written_as_its_author_left_it() -> None:
    small = small_knowledge()
    rule = written(small.rules["fever_now"], defaults=False)
    assert rule["when"] == {"any": ["fever", {"all": ["numb", "bad_pain"]}]}
    assert "verified" not in rule
    assert written(small.rules["fever_now"])["verified"] is False
    assert written({"numb": (1.5, None)}) == {"numb": [1.5, None]}


@pytest.mark.parametrize("hook", [lambda kind: decode_hook(kind, "so"), schema_hook])
def test_only_expressions_need_a_reader_of_their_own(hook: Any) -> None:  # noqa: ANN401
    assert hook(Expression)
    with pytest.raises(NotImplementedError):
        hook(complex)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(3, Expression, dec_hook=decode_hook)


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("FindingText", "findings"),
        ("Sign", "signs"),
        ("Rule", "rules"),
        ("Cause", "causes"),
        ("Advice", "advice"),
        ("Source", "sources"),
        ("Demand", "demands"),
        ("Exercise", "exercises"),
    ],
)
def test_a_record_fits_the_published_schema_and_one_with_a_strange_field_does_not(
    knowledge: Knowledge, kind: str, group: str
) -> None:
    schema = published_schema()
    fits = jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{kind}"}).is_valid
    record = written(next(iter(getattr(knowledge, group).values())), defaults=False)
    assert fits(record)
    assert not fits({**record, "strange": 1})
