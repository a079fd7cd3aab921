"""Small training files made for tests, and the ways in which they get damaged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from backstride.exchange.fit_activity import RecordedRun, encode_activity
from backstride.exchange.gpx_track import encode_gpx

START = datetime(2026, 5, 3, 6, 30, tzinfo=UTC)


def a_run(
    *,
    minutes: int = 20,
    start: datetime = START,
    pauses: tuple[tuple[float, float], ...] = (),
    treadmill: bool = False,
) -> RecordedRun:
    """A steady run at 3 m/s and 172 steps a minute, one sample a second."""
    moving = np.arange(0.0, 60.0 * minutes + 1)
    time_s = moving.copy()
    for begin, end in pauses:
        time_s = np.where(moving > begin, moving + (end - begin), time_s)
    ones = np.ones(len(moving))
    columns = {
        "distance": 3.0 * moving,
        "enhanced_speed": 3.0 * ones,
        "heart_rate": 150.0 * ones,
        "cadence": 86.0 * ones,
        "fractional_cadence": 0.0 * ones,
        "vertical_oscillation": 88.0 * ones,
        "stance_time": 255.0 * ones,
        "stance_time_balance": 50.5 * ones,
        "enhanced_altitude": 20.0 + 8.0 * np.sin(moving / 60.0),
        "position_lat": 51.5 + 3.0 * moving / 111_195.0,
        "position_long": -0.16 * ones,
    }
    return RecordedRun(
        start=start, utc_offset=timedelta(hours=1), time_s=time_s, columns=columns, pauses=tuple(pauses),
        lap_ends_s=(300.0, 600.0), ascent_m=30.0, descent_m=28.0, effort_0_to_10=4.0, treadmill=treadmill,
    )  # fmt: skip


def a_fit(*, pauses: tuple[tuple[float, float], ...] = (), treadmill: bool = False, start: datetime = START) -> bytes:
    """The run as a FIT file."""
    return encode_activity(a_run(pauses=pauses, treadmill=treadmill, start=start))


def a_gpx(*, start: datetime = START) -> bytes:
    """The run as a GPX file."""
    return encode_gpx(a_run(start=start))


def a_tcx(
    *, points: int = 120, laps: int = 1, cadence: int = 86, sport: str = "Running", start: datetime = START
) -> bytes:
    """A TCX file with some seconds of running."""
    body = []
    for lap in range(laps):
        begin = start + timedelta(seconds=lap * points)
        body.append(
            f'<Lap StartTime="{begin:%Y-%m-%dT%H:%M:%SZ}"><TotalTimeSeconds>{points}</TotalTimeSeconds>'
            f"<DistanceMeters>{3.0 * points}</DistanceMeters><Track>"
        )
        for second in range(points):
            moment = begin + timedelta(seconds=second)
            body.append(
                f"<Trackpoint><Time>{moment:%Y-%m-%dT%H:%M:%SZ}</Time>"
                f"<DistanceMeters>{3.0 * (lap * points + second)}</DistanceMeters>"
                "<HeartRateBpm><Value>150</Value></HeartRateBpm><Extensions><ns3:TPX>"
                f"<ns3:Speed>3.0</ns3:Speed><ns3:RunCadence>{cadence}</ns3:RunCadence></ns3:TPX></Extensions></Trackpoint>"
            )
        body.append("</Track></Lap>")
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase xmlns="x" xmlns:ns3="y"><Activities>'
        f'<Activity Sport="{sport}"><Id>1</Id>{"".join(body)}</Activity></Activities></TrainingCenterDatabase>'
    ).encode()


def with_bad_checksum(data: bytes) -> bytes:
    return data[:-2] + bytes([data[-2] ^ 0xFF, data[-1]])


def with_bad_header_checksum(data: bytes) -> bytes:
    return data[:12] + bytes([data[12] ^ 0xFF, data[13]]) + data[14:]


def cut_off(data: bytes, share: float = 0.6) -> bytes:
    return data[: int(len(data) * share)]


def never_closed(data: bytes, share: float = 0.6) -> bytes:
    return data[:4] + bytes(4) + data[8 : int(len(data) * share)]


def with_garbage_behind(data: bytes) -> bytes:
    return data + bytes((7 * place + 13) % 251 for place in range(300))


def with_zero_block(data: bytes, at: float = 0.5, size: int = 512) -> bytes:
    begin = int(len(data) * at)
    return data[:begin] + bytes(size) + data[begin + size :]


def with_wrong_length(data: bytes) -> bytes:
    size = int.from_bytes(data[4:8], "little") // 2
    return data[:4] + size.to_bytes(4, "little") + data[8:]
