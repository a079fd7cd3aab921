"""Times of messages whose header carries only five bits of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.intake.fit.table import Floats

__all__ = ["compressed_times"]

_ROLL_OVER_S = 32


def compressed_times(
    headers: NDArray[np.uint8], offsets: NDArray[np.int64], anchor_offsets: NDArray[np.int64], anchors: Floats
) -> Floats:
    """Rebuild full timestamps from compressed headers.

    Each header carries the low five bits of the second; they count on from the last full timestamp before it and
    roll over every 32 s.

    Parameters
    ----------
    headers
        Header bytes of the compressed messages, shape (n,).
    offsets
        Where those messages lie, ascending, shape (n,).
    anchor_offsets, anchors
        Where messages with a full timestamp lie, ascending, and those timestamps in seconds; shape (m,).

    Returns
    -------
    ndarray of float
        Seconds, shape (n,); NaN before the first full timestamp.

    Examples
    --------
    >>> low = np.array([30, 1, 3], np.uint8) | 0x80
    >>> compressed_times(low, np.array([10, 20, 30]), np.array([0]), np.array([1000.0 * 32 + 29])).tolist()
    [32030.0, 32033.0, 32035.0]
    """
    result = np.full(len(headers), np.nan)
    valid = np.flatnonzero(~np.isnan(anchors))
    if not len(headers) or not len(valid):
        return result
    low = (headers & 0x1F).astype(np.int64)
    before = np.searchsorted(anchor_offsets[valid], offsets) - 1
    known = before >= 0
    anchor = anchors[valid][np.maximum(before, 0)].astype(np.int64)
    is_first = np.concatenate(([True], before[1:] != before[:-1]))
    previous = np.where(is_first, anchor & 0x1F, np.concatenate(([0], low[:-1])))
    steps = (low - previous) % _ROLL_OVER_S
    total = np.cumsum(steps)
    base = (total - steps)[is_first][np.cumsum(is_first) - 1]
    result[known] = (anchor + total - base)[known]
    return result
