"""Heart rate that a chest strap stored on its own and handed over after the session (``hr`` messages)."""

from __future__ import annotations

import numpy as np

from backstride.intake.fit.table import Floats, Table

__all__ = ["merged_heart_rate"]

_HOLD_S = 5.0
_CLOCK_S = 4096.0 * 1024.0


def merged_heart_rate(records: Table, beats: Table) -> Floats | None:
    """Give the mean heart rate between one record and the next, from the strap's own beats.

    Parameters
    ----------
    records
        The records that lack a heart rate, with ``timestamp``.
    beats
        The ``hr`` messages: a full time now and then, and the strap's own clock on each beat.

    Returns
    -------
    ndarray or None
        Beats a minute, shape (n,); NaN where the strap says nothing within 5 s; None without usable messages.
    """
    times, rates = _beats(beats)
    if not len(times) or not records.count:
        return None
    at = records.column("timestamp")
    order = np.argsort(times, kind="stable")
    times, rates = times[order], rates[order]
    until = np.searchsorted(times, at, side="right")
    before = np.fmax(np.concatenate((at[:1] - 1.0, at[:-1])), at - _HOLD_S)
    since = np.searchsorted(times, before, side="right")
    total = np.concatenate(([0.0], np.cumsum(rates)))
    count = until - since
    mean = (total[until] - total[np.minimum(since, until)]) / np.maximum(count, 1)
    last = np.maximum(until - 1, 0)
    held = np.where((until > 0) & (at - times[last] <= _HOLD_S), rates[last], np.nan)
    return np.where(count > 0, mean, held)


def _beats(table: Table) -> tuple[Floats, Floats]:
    """Place every beat on the clock of the records."""
    clock = table.numbers.get("event_timestamp")
    bpm = table.numbers.get("filtered_bpm")
    nothing = np.empty(0), np.empty(0)
    if clock is None or bpm is None:
        return nothing
    clock, bpm = clock.reshape(table.count, -1), bpm.reshape(table.count, -1)
    width = min(clock.shape[1], bpm.shape[1])
    full = table.column("timestamp") + np.nan_to_num(table.column("fractional_timestamp"))
    anchors = np.flatnonzero(np.isfinite(full) & np.isfinite(clock[:, 0]))
    if not len(anchors):
        return nothing
    # Each row counts on from the last full time before it.
    mine = anchors[np.maximum(np.searchsorted(anchors, np.arange(table.count), side="right") - 1, 0)]
    since = clock[:, :width] - clock[mine, 0][:, None]
    since = np.where(since < 0, since + _CLOCK_S, since)
    times = (full[mine][:, None] + since).reshape(-1)
    rates = bpm[:, :width].reshape(-1)
    known = np.isfinite(times) & np.isfinite(rates) & (rates > 0)
    return times[known], rates[known]
