"""How far each pair of shoes has run."""

from __future__ import annotations

from backstride.model.load import ShoeMileage
from backstride.training.runs import Runs

__all__ = ["shoe_mileage"]


def shoe_mileage(runs: Runs) -> tuple[ShoeMileage, ...]:
    """Add the runs up by the shoe that they name, most first. A number of kilometres says nothing about harm."""
    found: dict[str, ShoeMileage] = {}
    for run in runs.activities:
        if not run.shoe:
            continue
        so_far = found.get(run.shoe)
        found[run.shoe] = ShoeMileage(
            shoe=run.shoe,
            distance_m=(run.distance_m or 0.0) + (so_far.distance_m if so_far else 0.0),
            runs=1 + (so_far.runs if so_far else 0),
            first=so_far.first if so_far else run.local_date,
            last=run.local_date,
        )
    return tuple(sorted(found.values(), key=lambda one: (-one.distance_m, one.shoe)))
