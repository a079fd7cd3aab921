"""Exercises on machines: a bicycle and a back-extension bench."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from backstride.figures.exercise import Exercise
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import at, side_pose
from backstride.figures.props_machines import BackBench, Bicycle

__all__ = ["EXERCISES"]

_BENCH_LEGS = (at("hip_n", 0, 500), at("ankle_n", -343, 155), at("ankle_f", -343, 155))
_BENT_45 = MappingProxyType({"pitch": 45, "x": 0, "y": 500, **both(knee=2, ank=-4)})
_FOLDED = {**both(sho=58, elb=118, wri=10)}
_BACK_BENCH = Exercise(
    id="E23",
    title="Back extension on a slanted bench",
    text="Hips on the pad and feet held, the trunk hinges down and rises until it is in line with the legs.",
    poses=(
        side_pose(_BENT_45, _BENCH_LEGS, 1.8, 0.4, pitch=104, lum=8, tho=6, **both(hip=60), **_FOLDED),
        side_pose(_BENT_45, _BENCH_LEGS, 1.8, 0.9, **_FOLDED),
    ),
    props=(BackBench(),),
)

_BIKE = Bicycle()
_ON_SADDLE = {"pitch": 34, "x": _BIKE.hip.real, "y": _BIKE.hip.imag, "neck": -20, **both(sho=78, elb=18, wri=0)}
_PEDAL_MOMENTS = 6


def _pedalling() -> tuple[float, ...]:
    """Give crank angles of one turn, clockwise from the top, degrees."""
    return tuple(float(v) for v in np.arange(_PEDAL_MOMENTS) * 360 / _PEDAL_MOMENTS)


_CYCLING = Exercise(
    id="E70",
    title="Exercise bike",
    text="Easy pedalling on an exercise bike at a pace that lets you talk.",
    poses=tuple(
        side_pose(
            _ON_SADDLE,
            (
                at("hip_n", _BIKE.hip.real, _BIKE.hip.imag),
                *(at(f"grip_{side}", _BIKE.handle.real, _BIKE.handle.imag) for side in "nf"),
                *(
                    at(f"ball_{side}", pedal.real, pedal.imag)
                    for side, pedal in (("n", _BIKE.pedal(crank)), ("f", _BIKE.pedal(crank + 180)))
                ),
            ),
            0.24,
            0,
            **{f"{joint}_{side}": value
               for side, turn in (("n", crank), ("f", crank + 180))
               for joint, value in _BIKE.leg_sketch(turn).items()},
        )
        for crank in _pedalling()
    ),
    props=(_BIKE,),
    ghost=None,
    still=1,
    frames_per_move=3,
)  # fmt: skip

EXERCISES = (_BACK_BENCH, _CYCLING)
"""In the order of their ids."""
