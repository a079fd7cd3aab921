"""The science asks no clock and throws no dice: time and generators are arguments."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.arch.source import place, science_files, tree

CLOCKS = {"now", "today", "utcnow"}
DICE = {"default_rng", "RandomState", "seed", "Generator"}
FILES = {"open", "print", "input"}


def impurities(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        where = f"{place(path, node.lineno)} {ast.unparse(node.func)}"
        if isinstance(node.func, ast.Attribute):
            is_clock = node.func.attr in CLOCKS and ast.unparse(node.func.value).endswith(("datetime", "date"))
            is_unseeded = node.func.attr in DICE and not node.args and not node.keywords
            if is_clock or is_unseeded:
                yield where
        elif isinstance(node.func, ast.Name) and node.func.id in FILES and "knowledge" not in path.parts:
            yield where


@pytest.mark.parametrize("path", science_files(), ids=place)
def test_the_file_depends_on_its_arguments_alone(path: Path):
    assert list(impurities(path)) == []
