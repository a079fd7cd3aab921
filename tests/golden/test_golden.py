"""Whole answers as text that a person has read; they change only on purpose."""

import pytest

from tests.golden.regenerate import FOLDER, GOLDEN


@pytest.mark.parametrize("name", GOLDEN)
def test_the_answer_is_the_one_that_was_read(name: str) -> None:
    assert GOLDEN[name]() == (FOLDER / name).read_text(encoding="utf-8"), "run: python3 dev.py golden"
