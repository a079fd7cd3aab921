"""The hazard log keeps its word: each hazard names tests that are there, are run with the suite."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (H\d\d) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
HAZARDS = ROW.findall((ROOT / "docs" / "safety.md").read_text(encoding="utf-8"))
NEVER_RUN = {"skip", "xfail", "prove", "screenshots"}


@cache
def named_in(file: str) -> dict[str, set[str]]:
    """Name the tests of a file, each with its marks."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            parts = [part for one in node.decorator_list for part in ast.walk(one)]
            found[node.name] = {part.attr for part in parts if isinstance(part, ast.Attribute)}
    return found


def test_the_log_covers_every_part_of_the_product():
    words = " ".join(hazard for _, hazard, _, _ in HAZARDS)
    for part in (
        "emergency",
        "clip",
        "plan",
        "diary",
        "calendar",
        "network",
        "translation",
        "stale",
        "coach",
        "erased",
    ):
        assert part in words


def test_hazards_are_counted_without_a_gap():
    assert [number for number, *_ in HAZARDS] == [f"H{place:02}" for place in range(1, len(HAZARDS) + 1)]


@pytest.mark.parametrize(("number", "hazard", "done", "proof"), HAZARDS, ids=[number for number, *_ in HAZARDS])
def test_each_hazard_has_proofs_that_are_run(number: str, hazard: str, done: str, proof: str):
    named = PROOF.findall(proof)
    assert named, f"{number} {hazard}: no test proves '{done}'"
    for file, name in named:
        assert name in named_in(file), f"{number}: {file} has no {name}"
        assert not named_in(file)[name] & NEVER_RUN, f"{number}: {name} is not run"
