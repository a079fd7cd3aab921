"""Whose data something is: one runner's own, another one's, or the made-up demo runner's. They never mix."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

__all__ = ["Shelf", "training_home"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One person's cases and training files.

    Parameters
    ----------
    value
        ``own`` for the first runner of a machine, ``demo`` for the made-up one, an id for everyone else.

    Examples
    --------
    >>> Shelf("own") == Shelf.OWN, Shelf("r12ab").value
    (True, 'r12ab')
    """

    value: str
    OWN: ClassVar[Shelf]
    DEMO: ClassVar[Shelf]

    def __post_init__(self) -> None:
        """Refuse a name that could lead out of its folder."""
        if not (self.value.isascii() and self.value.isalnum()):
            raise ValueError(f"{self.value!r} is not a shelf")


Shelf.OWN = Shelf("own")
Shelf.DEMO = Shelf("demo")


def training_home(home: Path, shelf: Shelf) -> Path:
    """Give the folder that holds a shelf's training files.

    Examples
    --------
    >>> training_home(Path("data"), Shelf.DEMO).name, training_home(Path("data"), Shelf("r12ab")).as_posix()
    ('demo', 'data/runners/r12ab')
    """
    if shelf == Shelf.OWN:
        return home
    return home / "demo" if shelf == Shelf.DEMO else home / "runners" / shelf.value
