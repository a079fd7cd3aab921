"""A change of the knowledge shows every case before and after, the dangerous ones first."""

from dataclasses import replace
from pathlib import Path

import pytest

from backstride.evaluation.answer_map import Silence
from backstride.evaluation.change import change_page, changes, load_evaluation
from backstride.evaluation.run import Evaluation, evaluate
from backstride.model import Level
from backstride.model.codec import encode_json
from backstride.model.errors import FileError
from tests.evaluation.made_up import KNOWLEDGE, mapped


@pytest.fixture(scope="module")
def before() -> Evaluation:
    return evaluate(mapped(), KNOWLEDGE)


def lowered(evaluation: Evaluation) -> Evaluation:
    """Give the evaluation as if its most urgent case had come out as self-care."""
    result = evaluation.silence[Silence.NO]
    worst = max(result.cases, key=lambda case: case.minimum.rank)
    cases = tuple(replace(case, level=Level.SELF_CARE) if case is worst else case for case in result.cases)
    return replace(evaluation, silence={**evaluation.silence, Silence.NO: replace(result, cases=cases)})


def test_nothing_moves_when_nothing_changed(before: Evaluation) -> None:
    assert not any(change.level_moved or change.sources_moved for change in changes(before, before))
    assert "Newly below what is safe: none" in change_page(before, before)


def test_a_case_that_became_unsafe_is_named_first(before: Evaluation) -> None:
    [worst] = [change for change in changes(before, lowered(before)) if change.is_unsafe]
    page = change_page(before, lowered(before))
    assert f"Newly below what is safe: {worst.id}" in page
    assert page.splitlines()[page.splitlines().index("| --- | --- | --- | --- |") + 1].startswith(f"| {worst.id} ")


def test_an_earlier_evaluation_is_read_back(before: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_bytes(encode_json(before))
    assert load_evaluation(path) == before
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(FileError):
        load_evaluation(path)
