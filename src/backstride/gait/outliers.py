"""Single frames in which a point jumped away and came back."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

__all__ = ["far_from_path", "without_outliers"]

MAD_TO_SIGMA = 1.4826
NEIGHBOURS = 2


def without_outliers(
    values: NDArray[np.float64], *, half_window: int, n_sigma: float, floor: float
) -> NDArray[np.float64]:
    """Take out values far from the median of their neighbours (a Hampel filter).

    Parameters
    ----------
    values
        (frames, signals); NaN where missing.
    half_window
        Frames to each side.
    n_sigma
        How many robust standard deviations are far.
    floor
        Distance that is never far, in the unit of the values.

    Returns
    -------
    The values with outliers as NaN, so that the smoothing bridges them.

    Examples
    --------
    >>> path = np.arange(9.0)[:, None].copy()
    >>> path[4] = 90
    >>> without_outliers(path, half_window=3, n_sigma=3, floor=0.5)[3:6, 0]
    array([ 3., nan,  5.])
    """
    if len(values) <= 2 * half_window:
        return values.copy()
    padded = np.pad(values, ((half_window, half_window), (0, 0)), mode="reflect", reflect_type="odd")
    windows = sliding_window_view(padded, 2 * half_window + 1, axis=0)
    missing = np.asarray(np.all(np.isnan(windows), axis=2))
    safe = np.where(missing[..., None], 0.0, windows)
    middle = np.nanmedian(safe, axis=2)
    spread = MAD_TO_SIGMA * np.nanmedian(np.abs(safe - middle[..., None]), axis=2)
    far = np.abs(values - middle) > n_sigma * spread + floor
    return np.where(far | missing, np.nan, values)


def far_from_path(residual: NDArray[np.float64], *, n_sigma: float, floor: float) -> NDArray[np.bool_]:
    """Mark the worst value of each group of values far from a smooth path.

    A wild value drags the path and makes its neighbours look wrong too, so only the worst within
    two frames is marked; fit again and ask again.

    Parameters
    ----------
    residual
        (frames, signals) value minus path; NaN where missing.
    n_sigma, floor
        As in `without_outliers`; the spread is taken over the whole signal.
    """
    size = np.nan_to_num(np.abs(residual))
    spread = MAD_TO_SIGMA * np.nanmedian(np.where(np.isnan(residual), 0.0, size), axis=0)
    far = size > np.maximum(n_sigma * spread, floor)
    padded = np.pad(size, ((NEIGHBOURS, NEIGHBOURS), (0, 0)))
    worst_near = sliding_window_view(padded, 2 * NEIGHBOURS + 1, axis=0).max(axis=2)
    return np.asarray(far & (size >= worst_near))
