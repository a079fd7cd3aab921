"""The base types of FIT fields: width, kind and the value that means "nothing measured"."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BYTE", "BaseType", "base_type"]


@dataclass(frozen=True, slots=True)
class BaseType:
    """How one base type lies in a file.

    Parameters
    ----------
    code
        The base type byte of the definition.
    kind
        Numpy kind and width without byte order, such as ``u2``.
    invalid
        The raw value that means "nothing measured", or None for floats (all bits set there, which is NaN) and text.
    """

    code: int
    kind: str
    size: int
    invalid: int | None

    @property
    def is_text(self) -> bool:
        """Whether the field holds UTF-8 text."""
        return self.kind == "S"

    @property
    def is_float(self) -> bool:
        """Whether the field holds IEEE floats."""
        return self.kind.startswith("f")


def _types() -> dict[int, BaseType]:
    table = (
        (0x00, "u1", 0xFF),
        (0x01, "i1", 0x7F),
        (0x02, "u1", 0xFF),
        (0x83, "i2", 0x7FFF),
        (0x84, "u2", 0xFFFF),
        (0x85, "i4", 0x7FFFFFFF),
        (0x86, "u4", 0xFFFFFFFF),
        (0x07, "S", None),
        (0x88, "f4", None),
        (0x89, "f8", None),
        (0x0A, "u1", 0),
        (0x8B, "u2", 0),
        (0x8C, "u4", 0),
        (0x0D, "u1", 0xFF),
        (0x8E, "i8", 0x7FFFFFFFFFFFFFFF),
        (0x8F, "u8", 0xFFFFFFFFFFFFFFFF),
        (0x90, "u8", 0),
    )
    return {code: BaseType(code, kind, 1 if kind == "S" else int(kind[1]), invalid) for code, kind, invalid in table}


_BY_CODE = _types()
# Some devices forget the "multi-byte" flag (bit 7); the low five bits still name the type.
_BY_NUMBER = {code & 0x1F: kind for code, kind in _BY_CODE.items()}

BYTE = _BY_CODE[0x0D]


def base_type(code: int) -> BaseType | None:
    """Find a base type by its byte, or None when no such type exists.

    Examples
    --------
    >>> base_type(0x84).kind, base_type(0x84).invalid
    ('u2', 65535)
    >>> base_type(0x1F) is None
    True
    """
    found = _BY_CODE.get(code)
    if found is None and code & 0x60 == 0:
        found = _BY_NUMBER.get(code & 0x1F)
    return found
