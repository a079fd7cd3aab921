"""The messages of one kind as columns."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["DeveloperColumn", "Floats", "Table", "text_from"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DeveloperColumn:
    """Values of a field that an app on the watch declared itself.

    Parameters
    ----------
    name, unit
        As the app spells them; either may be empty.
    native_field
        The field of the same message that the app says this one stands for, or None. Apps get this wrong.
    values
        Shape (n,), NaN where there is none; of several values per message the first.
    """

    name: str
    unit: str
    native_field: int | None
    values: Floats


@dataclass(frozen=True, slots=True)
class Table:
    """All messages of one kind, in file order.

    Parameters
    ----------
    count
        Number of messages, n.
    offsets
        Where each message lies in the file; shape (n,).
    numbers
        Scaled values by field name; shape (n,), or (n, k) for fields that hold several; NaN where invalid.
    texts
        Text by field name; empty where there is none.
    developer
        Developer columns by (developer index, field number).
    """

    count: int
    offsets: NDArray[np.int64]
    numbers: dict[str, Floats] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    developer: dict[tuple[int, int], DeveloperColumn] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> Table:
        """Make a table without messages."""
        return cls(0, np.empty(0, np.int64))

    def column(self, *names: str) -> Floats:
        """Give a column; where a value is missing, that of the next name is taken.

        Examples
        --------
        >>> table = Table(2, np.arange(2), {"speed": np.array([3.0, 3.1]), "enhanced_speed": np.array([np.nan, 3.2])})
        >>> table.column("enhanced_speed", "speed").tolist(), table.column("grade").tolist()
        ([3.0, 3.2], [nan, nan])
        """
        result = np.full(self.count, np.nan)
        for name in names:
            values = self.numbers.get(name)
            if values is None:
                continue
            flat = values if values.ndim == 1 else values[:, 0]
            result = np.where(np.isnan(result), flat, result)
        return result

    def text(self, name: str, row: int) -> str:
        """Give one text, empty when it is not there."""
        values = self.texts.get(name)
        return "" if values is None else values[row]


def text_from(raw: bytes) -> str:
    r"""Read a FIT string: UTF-8 up to the first zero byte; broken bytes are replaced.

    Examples
    --------
    >>> text_from(b"Stryd\x00\x00\xff")
    'Stryd'
    """
    return raw.split(b"\0", 1)[0].decode("utf-8", "replace").strip()
