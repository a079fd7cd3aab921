"""One file to be read: a name, its bytes, and what an archive's own list says about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

__all__ = ["EntryNote", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNote:
    """What the list of an export says about one of its files."""

    name: str = ""
    shoe: str = ""
    sport: str = ""
    effort_0_to_10: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that was found, unpacked.

    Parameters
    ----------
    name
        The file as the runner knows it; entries of archives follow the archive's name and a slash.
    data
        Its bytes, empty when it has to be read as a stream.
    open_stream
        Opens it as a stream when it is too large to hold.
    cut
        The packed file broke off, so the data end too early.
    """

    name: str
    data: bytes = b""
    open_stream: Callable[[], BinaryIO] | None = None
    cut: bool = False
    note: EntryNote = field(default_factory=EntryNote)
