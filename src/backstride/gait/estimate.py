"""From repeated samples to one measure with an honest interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from backstride.gait.obstacle import Obstacle
from backstride.model.form import Confidence, FormMeasure

__all__ = ["Precision", "absent", "measure"]

T_95 = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13)
Z_95 = 1.96
MAD_TO_SIGMA = 1.4826
OUTLIER_SIGMAS = 6.0
USUAL_COUNTS_AS = 4
FEWEST_FOR_OUTLIERS = 5
FEWEST = 2
FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Half-widths of the 95 % interval up to which a measure counts as good or fair.

    Parameters
    ----------
    high, medium
        In the unit of the measure.
    digits
        Decimals worth showing.
    """

    high: float
    medium: float
    digits: int


def absent(reason: str) -> FormMeasure:
    """Give a measure that is missing, with its reason."""
    return FormMeasure(value=None, reason=reason)


def measure(
    samples: ArrayLike,
    *,
    usual_sd: float,
    systematic_sd: float,
    precision: Precision,
    advice: str = "",
    best: Confidence = Confidence.HIGH,
) -> FormMeasure:
    """Combine the spread between strides with what is uncertain about the method.

    Parameters
    ----------
    samples
        One value a stride or step; NaN is left out.
    usual_sd
        Spread between strides that is usual for this measure. It counts like four further degrees of
        freedom, so that two strides that agree by luck do not give a tight interval, nor two that
        do not an absurd one.
    systematic_sd
        Standard deviation of the error that all strides share.
    precision
        What counts as good and fair.
    advice
        What would make a weak measure better, in plain words.
    best
        The highest confidence allowed, whatever the interval.

    Examples
    --------
    >>> fine = Precision(high=2.0, medium=4.0, digits=1)
    >>> found = measure([7.0, 7.4, 6.8, 7.2], usual_sd=0.5, systematic_sd=0.5, precision=fine)
    >>> found.value, found.interval95, found.n, found.confidence.value
    (7.1, (6.0, 8.2), 4, 'high')
    """
    kept = _without_wild(np.asarray(samples, dtype=np.float64))
    if len(kept) < FEWEST:
        return absent(Obstacle.TOO_FEW_STEPS.reason)
    centre = float(np.mean(kept))
    freedom = len(kept) - 1
    squares = float(np.sum((kept - centre) ** 2)) + USUAL_COUNTS_AS * usual_sd**2
    random = float(np.sqrt(squares / (freedom + USUAL_COUNTS_AS) / len(kept)))
    factor = T_95[min(freedom + USUAL_COUNTS_AS - 1, len(T_95) - 1)]
    half = float(np.hypot(factor * random, Z_95 * systematic_sd))
    confidence = _confidence(half, len(kept), precision, best)
    return FormMeasure(
        value=round(centre, precision.digits),
        interval95=(round(centre - half, precision.digits), round(centre + half, precision.digits)),
        n=len(kept),
        confidence=confidence,
        reason="" if confidence is Confidence.HIGH else advice,
    )


def _without_wild(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    known = samples[np.isfinite(samples)]
    if len(known) < FEWEST_FOR_OUTLIERS:
        return known
    middle = np.median(known)
    spread = MAD_TO_SIGMA * float(np.median(np.abs(known - middle)))
    return known[np.abs(known - middle) <= OUTLIER_SIGMAS * spread] if spread > 0 else known


def _confidence(half: float, count: int, precision: Precision, best: Confidence) -> Confidence:
    order = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
    grade = 2 if half <= precision.high else 1 if half <= precision.medium else 0
    if count < FEW:
        grade = min(grade, 1)
    return order[min(grade, order.index(best))]
