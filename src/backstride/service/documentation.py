"""The documentation as it stands in the repository, or as it was installed with the product."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

__all__ = ["documentation_folder", "documentation_page", "documentation_pages"]

_PLACES = (Path(__file__).resolve().parents[3] / "docs", Path(sys.prefix) / "share" / "backstride" / "docs")


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
