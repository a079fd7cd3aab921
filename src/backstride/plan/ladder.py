"""The run-walk ladder: twelve rungs from seconds of running to half an hour.

Sources
-------
neason2024
    The one small trial of run-walk training in people with back pain; its own table could not be read, so these rungs
    are not its rungs.
expert
    Rungs, sessions and starting rungs are product defaults in the shape of common run-walk plans; none was tested for
    back pain.
"""

from __future__ import annotations

from dataclasses import dataclass

from backstride.model.plan import RunDose

__all__ = ["LADDER", "Rung", "start_rung"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung: so many seconds of running, so many of walking, so often."""

    number: int
    run_s: int
    walk_s: int
    repeats: int

    @property
    def dose(self) -> RunDose:
        """The session as the plan writes it."""
        return RunDose(run_min=self.run_s / 60.0, walk_min=self.walk_s / 60.0, repeats=self.repeats)


_ROWS = (
    (15, 105, 15), (30, 90, 15), (60, 120, 10), (75, 105, 10), (90, 90, 10), (120, 90, 8),
    (150, 90, 7), (180, 60, 7), (240, 60, 6), (390, 60, 4), (840, 60, 2), (1800, 0, 1),
)  # fmt: skip
LADDER: tuple[Rung, ...] = tuple(
    Rung(number=number, run_s=run_s, walk_s=walk_s, repeats=repeats)
    for number, (run_s, walk_s, repeats) in enumerate(_ROWS, start=1)
)
"""Every rung, lowest first."""

_STARTS = ((2.0, 7), (4.0, 5), (12.0, 3))


def start_rung(weeks_off: float | None) -> int:
    """Choose the first rung by the weeks since the last run; unknown counts as long.

    Examples
    --------
    >>> start_rung(1), start_rung(3), start_rung(8), start_rung(20), start_rung(None)
    (7, 5, 3, 1, 1)
    """
    if weeks_off is None:
        return 1
    return next((rung for below, rung in _STARTS if weeks_off < below), 1)
