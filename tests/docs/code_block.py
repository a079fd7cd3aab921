"""The code blocks of a page, and what the first line of each says about how it is tested.

```` ```sh ```` is run, ```` ```python ```` is executed, ```` ```yaml file=NAME ```` is written to that file,
```` ```sh not run: REASON ```` is shown only, ```` ```text ```` is what a person sees and never types.
"""

from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

LANGUAGES = {"sh", "python", "yaml", "csv", "json", "text"}
_NOT_RUN = "not run: "
_FILE = "file="


@dataclass(frozen=True, slots=True)
class CodeBlock:
    page: Path
    line: int
    language: str
    rest: str
    text: str

    @property
    def not_run(self) -> str:
        return self.rest.removeprefix(_NOT_RUN) if self.rest.startswith(_NOT_RUN) else ""

    @property
    def file(self) -> str:
        return self.rest.removeprefix(_FILE) if self.rest.startswith(_FILE) else ""

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def code_blocks(page: Path) -> list[CodeBlock]:
    found = []
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type in ("fence", "code_block"):
            language, _, rest = token.info.strip().partition(" ")
            found.append(CodeBlock(page, (token.map or [0])[0] + 1, language, rest, token.content))
    return found
