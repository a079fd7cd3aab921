"""A share of cases with the interval that its small number deserves."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

__all__ = ["Proportion"]

_Z95 = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion:
    """So many hits of so many cases.

    Parameters
    ----------
    share, interval95
        Hits divided by cases, and the Wilson 95 % interval; None when there are no cases.

    Sources
    -------
    Wilson EB 1927, Probable inference, the law of succession, and statistical inference.
    """

    hits: int
    of: int
    share: float | None
    interval95: tuple[float, float] | None

    @classmethod
    def count(cls, hits: int, of: int) -> Proportion:
        """Work out share and interval.

        Raises
        ------
        ValueError
            If there are more hits than cases, or fewer than none.

        Examples
        --------
        >>> Proportion.count(0, 60).interval95
        (0.0, 0.060172)
        >>> Proportion.count(0, 0).share is None
        True
        """
        if not 0 <= hits <= of:
            raise ValueError(f"{hits} hits of {of} cases cannot be")
        if of == 0:
            return cls(hits=0, of=0, share=None, interval95=None)
        share, z2 = hits / of, _Z95**2
        middle = (share + z2 / (2 * of)) / (1 + z2 / of)
        half = _Z95 * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
        low = 0.0 if hits == 0 else round(middle - half, 6)
        high = 1.0 if hits == of else round(middle + half, 6)
        return cls(hits=hits, of=of, share=round(share, 6), interval95=(low, high))
