"""Values that FIT packs into other fields, and counters that start over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.intake.fit.table import Floats, Table

__all__ = ["expand", "unroll"]

# Short field, its wider twin: as in the official reader the short one wins where both are there.
_TWINS = {
    "record": (("speed", "enhanced_speed"), ("altitude", "enhanced_altitude")),
    "session": (
        ("avg_speed", "enhanced_avg_speed"),
        ("max_speed", "enhanced_max_speed"),
        ("avg_altitude", "enhanced_avg_altitude"),
        ("min_altitude", "enhanced_min_altitude"),
        ("max_altitude", "enhanced_max_altitude"),
    ),
    "lap": (
        ("avg_speed", "enhanced_avg_speed"),
        ("max_speed", "enhanced_max_speed"),
        ("avg_altitude", "enhanced_avg_altitude"),
        ("min_altitude", "enhanced_min_altitude"),
        ("max_altitude", "enhanced_max_altitude"),
    ),
    "event": (("data16", "data"),),
    "hr": (("time256", "fractional_timestamp"),),
}
_PACKED_BYTES = 3
_PACKED_INVALID = 0xFFFFFF
_TWELVE_BITS = 0xFFF


def expand(message: str, table: Table) -> None:
    """Fill the columns of a table that its file packs into others."""
    if message == "record":
        _expand_speed_and_distance(table)
        _expand_cycles(table)
    if message == "hr":
        _expand_beat_times(table)
    for short, wide in _TWINS.get(message, ()):
        if short in table.numbers:
            table.numbers[wide] = table.column(short, wide)


def unroll(values: NDArray[np.int64], bits: int) -> NDArray[np.int64]:
    """Turn a counter that starts over after ``bits`` bits into one that only grows.

    Examples
    --------
    >>> unroll(np.array([4090, 4, 9]), 12).tolist()
    [4090, 4100, 4105]
    """
    if not len(values):
        return values
    steps = np.diff(values) % (1 << bits)
    return np.concatenate((values[:1], values[0] + np.cumsum(steps)))


def _expand_speed_and_distance(table: Table) -> None:
    packed = table.numbers.get("compressed_speed_distance")
    if packed is None or packed.ndim == 1 or packed.shape[1] < _PACKED_BYTES:
        return
    there = ~np.isnan(packed[:, :_PACKED_BYTES]).any(axis=1)
    low, middle, high = packed[there, :_PACKED_BYTES].astype(np.int64).T
    valid = (low | middle << 8 | high << 16) != _PACKED_INVALID
    places = np.flatnonzero(there)[valid]
    speed = (low | (middle & 0x0F) << 8)[valid]
    distance = (middle >> 4 | high << 4)[valid]
    _fill(table, "speed", places, np.where(speed == _TWELVE_BITS, np.nan, speed / 100.0))
    _fill(table, "distance", places, unroll(distance, 12) / 16.0)


def _expand_cycles(table: Table) -> None:
    if "cycles" in table.numbers:
        cycles = table.column("cycles")
        places = np.flatnonzero(~np.isnan(cycles))
        _fill(table, "total_cycles", places, unroll(cycles[places].astype(np.int64), 8).astype(np.float64))


def _fill(table: Table, name: str, places: NDArray[np.int64], values: Floats) -> None:
    column = table.column(name)
    column[places] = np.where(np.isnan(column[places]), values, column[places])
    table.numbers[name] = column


def _expand_beat_times(table: Table) -> None:
    """Unpack pairs of 12-bit beat times from three bytes each, counting on from the last full one."""
    packed = table.numbers.get("event_timestamp_12")
    full = table.numbers.get("event_timestamp")
    if packed is None or packed.ndim == 1 or packed.shape[1] % _PACKED_BYTES:
        return
    there = np.logical_and.reduce(np.isfinite(packed), axis=1)
    triples = np.where(there[:, None], packed, 0).astype(np.int64).reshape(table.count, -1, _PACKED_BYTES)
    first = triples[..., 0] | (triples[..., 1] & 0x0F) << 8
    second = triples[..., 1] >> 4 | triples[..., 2] << 4
    beats = np.stack((first, second), axis=-1).reshape(table.count, -1)
    width = beats.shape[1]
    anchors = np.full((table.count, 1), np.nan) if full is None else full.reshape(table.count, -1)
    times = np.full((table.count, max(width, anchors.shape[1])), np.nan)
    times[:, : anchors.shape[1]] = anchors
    # Each full time starts a stretch; the packed ones behind it count on from there.
    starts = np.flatnonzero(~np.isnan(anchors).all(axis=1))
    if not len(starts):
        return
    for start, stop in zip(starts, [*starts[1:].tolist(), table.count], strict=True):
        rows = np.flatnonzero(there[start:stop]) + start
        anchor = round(float(np.nanmax(anchors[start])) * 1024)
        counted = unroll(np.concatenate(([anchor & _TWELVE_BITS], beats[rows].reshape(-1))), 12)[1:]
        times[rows, :width] = (counted - (anchor & _TWELVE_BITS) + anchor).reshape(len(rows), width) / 1024.0
    table.numbers["event_timestamp"] = times
