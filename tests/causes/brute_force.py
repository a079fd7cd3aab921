"""An independent answer for small networks: add up every pattern of causes."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def brute_force(
    prior: Floats, weight: Floats, leak: Floats, likelihood: dict[int, tuple[float, float]]
) -> tuple[Floats, float]:
    """Give each cause's posterior and the evidence's probability.

    ``likelihood`` maps a finding to the probability of what was seen if it is absent / present.
    """
    total, with_cause = 0.0, np.zeros(len(prior))
    for pattern in product((False, True), repeat=len(prior)):
        active = np.array(pattern)
        chance = float(np.prod(np.where(active, prior, 1 - prior)))
        for finding, (if_absent, if_present) in likelihood.items():
            absent = (1 - leak[finding]) * float(np.prod(1 - weight[active, finding]))
            chance *= if_absent * absent + if_present * (1 - absent)
        total += chance
        with_cause += chance * active
    return with_cause / total, total
