"""Does an unnamed session look like running?"""

from __future__ import annotations

import numpy as np

from backstride.intake.samples import Floats, Samples

__all__ = ["looks_like_running"]

_SPEEDS_M_PER_S = (1.7, 6.5)
_STEPS_PER_MIN = (135.0, 220.0)
_LONGEST_CONTACT_MS = 400.0
_FEWEST = 10


def looks_like_running(samples: Samples) -> bool:
    """Judge by measures that only runners give: contact time, or the steps and the speed of a runner.

    Examples
    --------
    >>> steady = np.full(100, 3.0)
    >>> looks_like_running(Samples(time_s=np.arange(100.0), speed_m_per_s=steady,
    ...                            cadence_steps_per_min=np.full(100, 172.0)))
    True
    >>> looks_like_running(Samples(time_s=np.arange(100.0), speed_m_per_s=steady))
    False
    """
    contact = _median(samples.contact_time_ms)
    if contact is not None:
        return contact <= _LONGEST_CONTACT_MS
    speed, steps = _median(samples.speed_m_per_s), _median(samples.cadence_steps_per_min)
    if speed is None or steps is None:
        return False
    return _SPEEDS_M_PER_S[0] <= speed <= _SPEEDS_M_PER_S[1] and _STEPS_PER_MIN[0] <= steps <= _STEPS_PER_MIN[1]


def _median(values: Floats | None) -> float | None:
    if values is None:
        return None
    moving = values[np.isfinite(values) & (values > 0.0)]
    return float(np.median(moving)) if len(moving) >= _FEWEST else None
