"""What the fields of the FIT messages that matter here are called, scaled and counted in.

The facts lie beside this file in ``profile.csv``: message, number, name, field, scale, offset, array. A value is
``raw / scale - offset``. Only messages and fields that Backstride uses or shows are listed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

__all__ = ["FieldFact", "MessageFacts", "message_facts"]


@dataclass(frozen=True, slots=True)
class FieldFact:
    """Name, scale and offset of one field; ``is_array`` when it holds several values."""

    name: str
    scale: float
    offset: float
    is_array: bool


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """Name of one message and its fields by number."""

    name: str
    fields: dict[int, FieldFact] = field(default_factory=dict)


@lru_cache(maxsize=1)
def message_facts() -> dict[int, MessageFacts]:
    """Give the facts of all listed messages by message number.

    Examples
    --------
    >>> message_facts()[20].fields[39]
    FieldFact(name='vertical_oscillation', scale=10.0, offset=0.0, is_array=False)
    """
    facts: dict[int, MessageFacts] = {}
    text = resources.files(__package__).joinpath("profile.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        message = facts.setdefault(int(row["number"]), MessageFacts(row["message"]))
        message.fields[int(row["field"])] = FieldFact(
            row["name"], float(row["scale"]), float(row["offset"]), row["array"] == "1"
        )
    return facts
