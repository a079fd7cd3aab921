"""The contact solver: move a sketched pose as little as possible until every contact holds.

Damped Gauss-Newton on the joint angles. All frames of a loop are solved together: the body is placed once for every
frame and every nudged angle, so one round costs one pass of array arithmetic.
"""

from __future__ import annotations

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray
from backstride.figures.mannequin.pose import Facing

__all__ = ["CONTACT_TOLERANCE", "settle"]

CONTACT_TOLERANCE = 2.0
"""The farthest a settled contact may be off, body units (about 3 mm on a real body)."""

_GOOD_ENOUGH = 0.25
_ROUNDS = 80
_SLACKENING = 0.8
_LONGEST_TURN_DEG = 25.0
_NUDGE_DEG, _NUDGE_UNITS = 0.5, 1.0
_PLACES = {"x", "y"}
_SPINE = {"lum", "tho", "neck", "side", "head"}
_FIXED = {"breath", "twist", "pelvis", "out"}


def settle(facing: Facing, sketch: FloatArray, names: tuple[str, ...], targets: ComplexArray) -> FloatArray:
    """Settle many frames at once.

    Parameters
    ----------
    facing
        The view.
    sketch
        (frames, angles) start angles, columns as in the view's ``angle_names``.
    names
        Contact points, length m.
    targets
        (frames, m) complex; a NaN real or imaginary part leaves that coordinate free.

    Returns
    -------
    numpy.ndarray
        (frames, angles) settled angles.

    Examples
    --------
    >>> import numpy as np
    >>> start = np.zeros((1, len(Facing.SIDE.angle_names)))
    >>> done = settle(Facing.SIDE, start, ("sole_n",), np.array([[10 + 0j]]))
    >>> bool(abs(Facing.SIDE.body(done).points["sole_n"][0] - 10) < 0.3)
    True
    """
    wanted = np.stack([targets.real, targets.imag], axis=-1).reshape(len(sketch), -1)
    active = ~np.isnan(wanted)
    if not names or not active.any():
        return sketch.copy()
    wanted = np.where(active, wanted, 0.0)
    columns = facing.angle_names
    place = np.array([name in _PLACES for name in columns])
    nudge = np.where(place, _NUDGE_UNITS, _NUDGE_DEG)
    stiff = np.array([_stiffness(name) for name in columns])
    low, high = _limits(facing)
    angles = sketch.copy()
    for turn in range(_ROUNDS):
        miss, slope = _slopes(facing, angles, names, wanted, active, nudge)
        if turn and float(np.abs(miss).max()) < _GOOD_ENOUGH:
            break
        weight = stiff * _SLACKENING**turn
        pull = np.einsum("fkm,flm->fkl", slope, slope) + np.diag(weight + 1e-3)
        push = -np.einsum("fkm,fm->fk", slope, miss) - weight * (angles - sketch)
        step = np.linalg.solve(pull, push[..., None])[..., 0]
        step = np.where(place, step, np.clip(step, -_LONGEST_TURN_DEG, _LONGEST_TURN_DEG))
        angles = np.clip(angles + step, low, high)
    return angles


def _stiffness(name: str) -> float:
    if name.split("_", maxsplit=1)[0] in _FIXED:
        return 1e6
    weight = 0.002 if name in _PLACES else 0.35 if name in _SPINE else 0.08
    return (weight * 6) ** 2


def _limits(facing: Facing) -> tuple[FloatArray, FloatArray]:
    free = (-np.inf, np.inf)
    rows = np.array([facing.limits_deg.get(name.split("_", maxsplit=1)[0], free) for name in facing.angle_names])
    return rows[:, 0], rows[:, 1]


def _slopes(
    facing: Facing,
    angles: FloatArray,
    names: tuple[str, ...],
    wanted: FloatArray,
    active: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    nudge: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Give the misses (frames, 2 m) and how each angle changes them (frames, angles, 2 m)."""
    frames, count = angles.shape
    nudged = np.concatenate([angles[:, None, :], angles[:, None, :] + np.diag(nudge)], axis=1)
    points = facing.body(nudged.reshape(-1, count)).points
    placed = np.stack([points[name] for name in names], axis=-1)
    flat = np.stack([placed.real, placed.imag], axis=-1).reshape(frames, count + 1, -1)
    miss = np.where(active, flat[:, 0] - wanted, 0.0)
    slope = np.where(active[:, None, :], (flat[:, 1:] - flat[:, :1]) / nudge[None, :, None], 0.0)
    return miss, slope
