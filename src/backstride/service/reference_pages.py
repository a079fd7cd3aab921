"""The reference pages of the documentation that are generated from the knowledge base and from the settings.

Run ``python -m backstride.service.reference_pages FOLDER`` to write them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.report.advice_book import advice_book
from backstride.report.finding_book import cause_book, finding_book
from backstride.report.rule_book import rule_book
from backstride.service.settings import settings_page

__all__ = ["PAGES", "write_pages"]

PAGES: Mapping[str, Callable[[Knowledge], str]] = {
    "rules.md": rule_book,
    "findings.md": finding_book,
    "causes.md": cause_book,
    "advice.md": advice_book,
    "settings.md": settings_page,
}
"""File name to the function that writes it."""


def write_pages(folder: Path, knowledge: Knowledge) -> None:
    """Write every generated reference page into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(knowledge), encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"), load_knowledge())
