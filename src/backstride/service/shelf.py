"""Whose data something is: the runner's own, or the made-up demo runner's. The two never mix."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

__all__ = ["Shelf", "training_home"]


class Shelf(StrEnum):
    """One set of training files."""

    OWN = "own"
    DEMO = "demo"


def training_home(home: Path, shelf: Shelf) -> Path:
    """Give the folder that holds a shelf's training files.

    Examples
    --------
    >>> training_home(Path("data"), Shelf.DEMO).name
    'demo'
    """
    return home if shelf is Shelf.OWN else home / "demo"
