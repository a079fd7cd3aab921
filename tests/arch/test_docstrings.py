"""Everything public says what it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.arch.source import FunctionNode, place, source_files, tree


def undocumented(path: Path, body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.ClassDef | FunctionNode) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node) and not is_continuation(node):
            yield f"{place(path, node.lineno)} {node.name}"
        if isinstance(node, ast.ClassDef):
            yield from undocumented(path, node.body)


def is_continuation(node: ast.ClassDef | FunctionNode) -> bool:
    """An overload or a property's setter adds to a thing that is documented once."""
    names = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    return bool(names & {"overload", "setter", "deleter", "override"})


@pytest.mark.parametrize("path", source_files(), ids=place)
def test_the_file_and_all_its_public_things_have_a_docstring(path: Path):
    assert ast.get_docstring(tree(path)), f"{place(path)} does not say what it is"
    assert list(undocumented(path, tree(path).body)) == []
