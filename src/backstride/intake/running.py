"""Telling running from other sports when a file does not name one."""

from __future__ import annotations

import numpy as np

from backstride.intake.samples import Floats, Samples

__all__ = ["looks_like_running", "moves_like_running", "named_running"]

_SPEEDS_M_PER_S = (1.7, 6.5)
_STEPS_PER_MIN = (135.0, 220.0)
_LONGEST_CONTACT_MS = 400.0
_FEWEST = 10
_STANDING_M_PER_S = 0.5
_SHORTEST_M = 1000.0
_RUN_ALONE_M_PER_S = (2.0, 5.0)
_RUN_WORDS = frozenset(
    {"run", "running", "jog", "jogging", "laufen", "joggen", "footing", "carrera", "corsa", "parkrun"}
)


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


def moves_like_running(samples: Samples) -> bool:
    """Judge by speed alone, for files that hold nothing else: a steady running speed over a kilometre or more.

    A slow ride looks the same, so whoever asks must say that it was a guess.
    """
    if samples.distance_m is None:
        return False
    known = np.flatnonzero(np.isfinite(samples.distance_m) & np.isfinite(samples.time_s))
    if len(known) < _FEWEST:
        return False
    seconds, metres = np.diff(samples.time_s[known]), np.diff(samples.distance_m[known])
    moving = (seconds > 0) & (metres > seconds * _STANDING_M_PER_S)
    if metres[moving].sum() < _SHORTEST_M:
        return False
    speed = float(metres[moving].sum() / seconds[moving].sum())
    return _RUN_ALONE_M_PER_S[0] <= speed <= _RUN_ALONE_M_PER_S[1]


def named_running(name: str) -> bool:
    """Judge by the name that a person or an app gave the session.

    Examples
    --------
    >>> named_running("Afternoon Run"), named_running("Nachtlauf"), named_running("Around the lake")
    (True, True, False)
    """
    words = "".join(letter if letter.isalpha() else " " for letter in name.lower()).split()
    return any(word in _RUN_WORDS or word.endswith("lauf") for word in words)


def _median(values: Floats | None) -> float | None:
    if values is None:
        return None
    moving = values[np.isfinite(values) & (values > 0.0)]
    return float(np.median(moving)) if len(moving) >= _FEWEST else None
