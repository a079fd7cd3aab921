"""One codec for files, store and API: msgspec over the domain dataclasses."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

__all__ = ["decode_json", "encode_json", "to_builtins"]

Value = TypeVar("Value")


def encode_json(value: object) -> bytes:
    """Write a domain value as compact JSON with a fixed key order.

    Examples
    --------
    >>> from backstride.model.verdict import Level, Permission, Verdict
    >>> verdict = Verdict(level=Level.SAME_DAY, at_most=Level.SAME_DAY, permission=Permission.NONE)
    >>> decode_json(encode_json(verdict), Verdict) == verdict
    True
    """
    return msgspec.json.encode(value)


def decode_json(data: bytes | str, kind: type[Value]) -> Value:
    """Read JSON back as one of the domain types.

    Raises
    ------
    msgspec.ValidationError
        If the data does not fit the type; the message names the field.
    """
    return msgspec.json.decode(data, type=kind)


def to_builtins(value: object) -> Any:  # noqa: ANN401 - the point is to leave the typed world
    """Turn a domain value into dicts, lists, strings and numbers."""
    return msgspec.to_builtins(value)
