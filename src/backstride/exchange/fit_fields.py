"""The fields that our FIT files hold: number, base type, scale and offset, by message.

Facts of the format, kept apart from those of the reader, so that reader and writer check each other.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ACTIVITY",
    "EVENT",
    "FILE_ID",
    "LAP",
    "RECORD",
    "SESSION",
    "WORKOUT",
    "WORKOUT_STEP",
    "FitField",
    "FitMessage",
]


@dataclass(frozen=True, slots=True)
class FitField:
    """One field: its number, base type (``uint16``), scale and offset; raw = (value + offset) * scale.

    ``size_bytes`` is the room for a string, its closing zero byte included; numbers have their own size.
    """

    number: int
    kind: str
    scale: float = 1.0
    offset: float = 0.0
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class FitMessage:
    """One kind of message and the fields we write of it, by name."""

    number: int
    fields: dict[str, FitField]


_TIME = FitField(253, "uint32")
FILE_ID = FitMessage(
    0,
    {
        "type": FitField(0, "enum"),
        "manufacturer": FitField(1, "uint16"),
        "product": FitField(2, "uint16"),
        "serial_number": FitField(3, "uint32z"),
        "time_created": FitField(4, "uint32"),
    },
)
EVENT = FitMessage(
    21, {"timestamp": _TIME, "event": FitField(0, "enum"), "event_type": FitField(1, "enum")}
)  # fmt: skip
RECORD = FitMessage(
    20,
    {
        "timestamp": _TIME,
        "position_lat": FitField(0, "sint32", 2**31 / 180.0),
        "position_long": FitField(1, "sint32", 2**31 / 180.0),
        "distance": FitField(5, "uint32", 100.0),
        "enhanced_speed": FitField(73, "uint32", 1000.0),
        "enhanced_altitude": FitField(78, "uint32", 5.0, 500.0),
        "heart_rate": FitField(3, "uint8"),
        "cadence": FitField(4, "uint8"),
        "fractional_cadence": FitField(53, "uint8", 128.0),
        "vertical_oscillation": FitField(39, "uint16", 10.0),
        "stance_time": FitField(41, "uint16", 10.0),
        "stance_time_balance": FitField(84, "uint16", 100.0),
        "step_length": FitField(85, "uint16", 10.0),
    },
)
LAP = FitMessage(
    19,
    {
        "message_index": FitField(254, "uint16"),
        "timestamp": _TIME,
        "start_time": FitField(2, "uint32"),
        "total_elapsed_time": FitField(7, "uint32", 1000.0),
        "total_timer_time": FitField(8, "uint32", 1000.0),
        "total_distance": FitField(9, "uint32", 100.0),
        "avg_heart_rate": FitField(15, "uint8"),
        "avg_cadence": FitField(17, "uint8"),
    },
)
SESSION = FitMessage(
    18,
    {
        "message_index": FitField(254, "uint16"),
        "timestamp": _TIME,
        "start_time": FitField(2, "uint32"),
        "sport": FitField(5, "enum"),
        "sub_sport": FitField(6, "enum"),
        "total_elapsed_time": FitField(7, "uint32", 1000.0),
        "total_timer_time": FitField(8, "uint32", 1000.0),
        "total_distance": FitField(9, "uint32", 100.0),
        "total_ascent": FitField(22, "uint16"),
        "total_descent": FitField(23, "uint16"),
        "first_lap_index": FitField(25, "uint16"),
        "num_laps": FitField(26, "uint16"),
        "avg_heart_rate": FitField(16, "uint8"),
        "max_heart_rate": FitField(17, "uint8"),
        "avg_cadence": FitField(18, "uint8"),
        "avg_fractional_cadence": FitField(92, "uint8", 128.0),
        "avg_vertical_oscillation": FitField(89, "uint16", 10.0),
        "avg_stance_time": FitField(91, "uint16", 10.0),
        "avg_stance_time_balance": FitField(133, "uint16", 100.0),
        "enhanced_avg_speed": FitField(124, "uint32", 1000.0),
        "workout_rpe": FitField(193, "uint8"),
    },
)
ACTIVITY = FitMessage(
    34,
    {
        "timestamp": _TIME,
        "total_timer_time": FitField(0, "uint32", 1000.0),
        "num_sessions": FitField(1, "uint16"),
        "type": FitField(2, "enum"),
        "event": FitField(3, "enum"),
        "event_type": FitField(4, "enum"),
        "local_timestamp": FitField(5, "uint32"),
    },
)
WORKOUT = FitMessage(
    26,
    {
        "sport": FitField(4, "enum"),
        "num_valid_steps": FitField(6, "uint16"),
        "wkt_name": FitField(8, "string", size_bytes=32),
    },
)
WORKOUT_STEP = FitMessage(
    27,
    {
        "message_index": FitField(254, "uint16"),
        "wkt_step_name": FitField(0, "string", size_bytes=24),
        "duration_type": FitField(1, "enum"),
        "duration_value": FitField(2, "uint32"),
        "target_type": FitField(3, "enum"),
        "target_value": FitField(4, "uint32"),
        "custom_target_value_low": FitField(5, "uint32"),
        "custom_target_value_high": FitField(6, "uint32"),
        "intensity": FitField(7, "enum"),
        "notes": FitField(8, "string", size_bytes=64),
    },
)
