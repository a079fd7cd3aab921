"""Every code block of every page and of README.md is run as it stands, or says in its first line why it is not."""

import json
from pathlib import Path

import pytest
import yaml
from tests.docs.clone import Clone
from tests.docs.code_block import LANGUAGES, CodeBlock, code_blocks

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])
BLOCKS = {page: blocks for page in PAGES if (blocks := code_blocks(page))}
ALL = [block for blocks in BLOCKS.values() for block in blocks]
RUN_BY_ITSELF = {ROOT / "docs" / "start.md"}
MOST_NOT_RUN = 16
TYPED = (".venv/", "python", "pip ", "git ", "backstride ")


@pytest.mark.parametrize("page", [page for page in BLOCKS if page not in RUN_BY_ITSELF], ids=lambda page: page.stem)
def test_every_block_of_a_page_does_what_it_shows(page: Path, clone: Clone):
    names: dict[str, object] = {}
    for block in BLOCKS[page]:
        if block.not_run:
            continue
        if block.file:
            target = clone.folder / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        if block.language == "sh":
            clone.run(block.text)
        elif block.language == "python":
            exec(compile(block.text, str(block), "exec"), names)
        elif block.language == "yaml":
            assert yaml.safe_load(block.text) is not None, block
        elif block.language == "json":
            json.loads(block.text)


@pytest.mark.parametrize("block", ALL, ids=str)
def test_every_block_says_what_it_is(block: CodeBlock):
    assert block.language in LANGUAGES, f"{block}: a block begins with one of {sorted(LANGUAGES)}"
    assert not block.rest or block.file or block.not_run, f"{block}: {block.rest}"


def test_what_is_shown_and_not_typed_holds_no_command():
    shown = [(block, line) for block in ALL if block.language == "text" for line in block.text.splitlines()]
    made = {ROOT / "docs" / "reference" / "commands.md", ROOT / "docs" / "explanation" / "benchmarks.md"}
    assert [str(block) for block, line in shown if line.strip().startswith(TYPED) and block.page not in made] == []


def test_few_blocks_are_not_run_and_each_says_why():
    left_out = [block for block in ALL if block.not_run]
    assert len(left_out) <= MOST_NOT_RUN, [str(block) for block in left_out]
    assert [str(block) for block in left_out if len(block.not_run.split()) < 4] == []
