"""The documentation as it stands in the repository, or as it was installed with the product."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

__all__ = ["FIRST_PAGE", "documentation_contents", "documentation_folder", "documentation_page", "documentation_pages"]

FIRST_PAGE = "README.md"
"""The page that names every other one, by shelf."""

_PLACES = (Path(__file__).resolve().parents[3] / "docs", Path(sys.prefix) / "share" / "backstride" / "docs")
_SHELF = re.compile(r"^\* \*\*(.+?)\*\*:(.+?)(?=^\* |\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^]]+)\]\(([^)#]+\.md)\)")


def documentation_folder() -> Path | None:
    """Give the folder of the documentation, or None where it was left out."""
    return next((place for place in _PLACES if (place / "start.md").is_file()), None)


@lru_cache(maxsize=1)
def documentation_pages() -> frozenset[str]:
    """List the pages and pictures by their path below the folder, such as ``explanation/form.md``."""
    folder = documentation_folder()
    if folder is None:
        return frozenset()
    kinds = {".md", ".svg", ".webp", ".png"}
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in kinds)


def documentation_page(name: str) -> bytes | None:
    """Read one page or picture; None when there is none of that name, whatever the name tries."""
    folder = documentation_folder()
    if folder is None or name not in documentation_pages():
        return None
    return (folder / name).read_bytes()


@lru_cache(maxsize=1)
def documentation_contents() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Give the pages that the first page names: shelf to the path and the name of each."""
    first = documentation_page(FIRST_PAGE)
    shelves = _SHELF.findall(first.decode("utf-8") if first else "")
    return {shelf: tuple((path, name) for name, path in _LINK.findall(links)) for shelf, links in shelves}
