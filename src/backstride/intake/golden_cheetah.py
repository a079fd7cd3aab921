"""The JSON of GoldenCheetah: one session with its tags and samples."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from backstride.intake.moments import epoch_s
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder, read_tracks

__all__ = ["is_golden_cheetah", "read_golden_cheetah"]

_POINT = {
    "KM": ("distance_m", 1000.0),
    "KPH": ("speed_m_per_s", 1.0 / 3.6),
    "HR": ("heart_rate_bpm", 1.0),
    "RCAD": ("cadence", 1.0),
    "CAD": ("cadence", 1.0),
    "ALT": ("altitude_m", 1.0),
    "LAT": ("latitude_deg", 1.0),
    "LON": ("longitude_deg", 1.0),
    "RVERT": ("vertical_oscillation_mm", 10.0),
    "RCON": ("contact_time_ms", 1.0),
}
"""Name of a sample -> ours; of two for the same column the first that is there counts."""


def is_golden_cheetah(value: object) -> bool:
    """Say whether decoded JSON is one of GoldenCheetah's sessions."""
    return isinstance(value, dict) and isinstance(value.get("RIDE"), dict)


def read_golden_cheetah(value: Mapping[str, Any], file: FileIdentity) -> Reading:
    """Read the one session of a decoded file."""
    ride = value["RIDE"]
    tags = ride.get("TAGS") if isinstance(ride.get("TAGS"), dict) else {}
    track = TrackBuilder()
    start_s = epoch_s(str(ride.get("STARTTIME", "")).replace("/", "-").replace(" UTC", "+00:00").strip())
    track.totals.start_s = start_s
    track.totals.sport = str(tags.get("Sport", "")).strip().lower()
    track.totals.device = str(ride.get("DEVICETYPE", "")).strip()
    samples = ride.get("SAMPLES")
    for sample in samples if isinstance(samples, list) else []:
        if isinstance(sample, dict) and isinstance(sample.get("SECS"), (int, float)):
            point: dict[str, float] = {}
            for name, (column, factor) in _POINT.items():
                if isinstance(sample.get(name), (int, float)) and column not in point:
                    point[column] = factor * float(sample[name])
            track.add(start_s + float(sample["SECS"]), **point)
    if math.isnan(start_s):
        track = TrackBuilder(totals=track.totals)
    return read_tracks([track], file)
