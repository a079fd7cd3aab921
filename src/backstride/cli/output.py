"""What a command writes: one JSON value on standard output, or plain text."""

from __future__ import annotations

import sys

import msgspec

__all__ = ["write_json", "write_line", "write_text"]


def write_json(value: object) -> None:
    """Write one readable JSON value and nothing else."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def write_line(value: object) -> None:
    """Write one JSON value on one line, at once."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
    sys.stdout.flush()


def write_text(text: str) -> None:
    """Write text as it is."""
    sys.stdout.write(text)
