"""Columns of numbers with gaps: NaN inside, None outside."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "column", "optional"]

Floats = NDArray[np.float64]


def column(values: Iterable[float | None]) -> Floats:
    """Give the numbers as an array, NaN where one is missing.

    Examples
    --------
    >>> column([1.0, None]).tolist()
    [1.0, nan]
    """
    return np.array([np.nan if value is None else value for value in values], np.float64)


def optional(values: Floats) -> list[float | None]:
    """Give the numbers one by one, None where one is missing.

    Examples
    --------
    >>> optional(np.array([1.0, np.nan]))
    [1.0, None]
    """
    return [
        None if missing else value for value, missing in zip(values.tolist(), np.isnan(values).tolist(), strict=True)
    ]
