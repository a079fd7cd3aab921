"""The parts of the FIT decoder, each for itself."""

import numpy as np
import pytest

from backstride.intake.fit.crc import crc16
from backstride.intake.fit.dynamics import cadence_strides, contact_time_ms, vertical_oscillation_mm
from backstride.intake.fit.expansion import expand, unroll
from backstride.intake.fit.heart_rate import merged_heart_rate
from backstride.intake.fit.messages import decode_parts
from backstride.intake.fit.reader import read_fit
from backstride.intake.fit.table import DeveloperColumn, Table
from backstride.intake.reading import FileIdentity
from tests.intake.made_files import a_fit, a_run


def bit_by_bit(data: bytes) -> int:
    state = 0
    for byte in data:
        state ^= byte
        for _ in range(8):
            state = (state >> 1) ^ (0xA001 if state & 1 else 0)
    return state


@pytest.mark.parametrize("size", [0, 1, 2, 63, 64, 65, 1000, 4097])
def test_the_checksum_agrees_with_the_slow_way(size: int) -> None:
    data = np.random.default_rng(size).bytes(size)
    assert crc16(data) == bit_by_bit(data)


def a_definition(local: int, message: int, fields: list[tuple[int, int, int]], *, big: bool = False) -> bytes:
    body = bytes([0, int(big), *message.to_bytes(2, "big" if big else "little"), len(fields)])
    return bytes([0x40 | local]) + body + b"".join(bytes(one) for one in fields)


def a_file(messages: bytes) -> bytes:
    header = bytes([12, 16, 0, 0, *len(messages).to_bytes(4, "little")]) + b".FIT"
    return header + messages + crc16(header + messages).to_bytes(2, "little")


def records(messages: bytes) -> Table:
    (part,), _ = decode_parts(a_file(messages))
    return part.table("record")


def test_compressed_times_roll_over() -> None:
    body = a_definition(0, 20, [(253, 4, 0x86), (3, 1, 2)]) + bytes([0]) + (64_029).to_bytes(4, "little") + bytes([140])
    body += a_definition(1, 20, [(3, 1, 2)])
    body += bytes([0x80 | 1 << 5 | 31, 141]) + bytes([0x80 | 1 << 5 | 2, 142])
    table = records(body)
    assert table.column("timestamp").tolist() == [64_029.0, 64_031.0, 64_034.0]
    assert table.column("heart_rate").tolist() == [140.0, 141.0, 142.0]


def test_big_endian_messages_are_read() -> None:
    body = a_definition(0, 20, [(253, 4, 0x86), (6, 2, 0x84)], big=True)
    body += bytes([0]) + (1000).to_bytes(4, "big") + (3210).to_bytes(2, "big")
    assert records(body).column("enhanced_speed").tolist() == [3.21]


def test_invalid_values_are_missing_and_never_numbers() -> None:
    body = a_definition(0, 20, [(253, 4, 0x86), (3, 1, 2), (6, 2, 0x84), (13, 1, 1)])
    body += bytes([0]) + (1000).to_bytes(4, "little") + bytes([0xFF, 0xFF, 0xFF, 0x7F])
    table = records(body)
    for name in ("heart_rate", "speed", "temperature"):
        assert np.isnan(table.column(name)).all()


def test_a_field_that_is_listed_twice_takes_its_last_valid_value() -> None:
    body = a_definition(0, 20, [(253, 4, 0x86), (253, 4, 0x86)])
    body += bytes([0]) + (1000).to_bytes(4, "little") + (1001).to_bytes(4, "little")
    assert records(body).column("timestamp").tolist() == [1001.0]


def test_a_size_that_fits_no_type_does_not_shift_what_follows() -> None:
    body = a_definition(0, 20, [(5, 3, 0x86), (3, 1, 2)]) + bytes([0, 1, 2, 3, 150])
    assert records(body).column("heart_rate").tolist() == [150.0]


def test_packed_speed_and_distance_are_unpacked_and_count_on() -> None:
    packed = np.array([[0x2C, 0x01, 0xFF], [0x2C, 0x11, 0x00]], float)
    table = Table(2, np.arange(2), {"compressed_speed_distance": packed})
    expand("record", table)
    assert table.column("enhanced_speed").tolist() == [3.0, 3.0]
    assert table.column("distance").tolist() == [0xFF0 / 16, (0xFF0 + 0x11) / 16]


def test_a_counter_that_starts_over_counts_on() -> None:
    assert unroll(np.array([250, 3, 2]), 8).tolist() == [250, 259, 514]


def a_developer_table(*columns: DeveloperColumn) -> Table:
    fields = {(0, index): one for index, one in enumerate(columns)}
    return Table(2, np.arange(2), developer=fields)


def test_an_app_that_counts_in_centimetres_is_read_in_millimetres() -> None:
    column = DeveloperColumn("Vertical Oscillation", "Centimeters", 39, np.array([7.5, 8.0]))
    assert vertical_oscillation_mm(a_developer_table(column)).tolist() == [75.0, 80.0]


def test_a_contact_time_that_points_at_the_wrong_native_field_is_read_by_its_unit() -> None:
    column = DeveloperColumn("Ground Time", "Milliseconds", 40, np.array([240.0, 250.0]))
    assert contact_time_ms(a_developer_table(column)).tolist() == [240.0, 250.0]


def test_native_fields_win_over_what_an_app_wrote() -> None:
    table = a_developer_table(DeveloperColumn("Ground Time", "Milliseconds", 41, np.array([240.0, 250.0])))
    table.numbers["stance_time"] = np.array([260.0, 261.0])
    assert contact_time_ms(table).tolist() == [260.0, 261.0]


@pytest.mark.parametrize(("unit", "value"), [("RPM", 86.0), ("SPM", 172.0)])
def test_cadence_of_an_app_is_read_by_its_unit(unit: str, value: float) -> None:
    column = DeveloperColumn("Cadence", unit, 4, np.array([value, value]))
    assert cadence_strides(a_developer_table(column)).tolist() == [86.0, 86.0]


def test_left_and_right_foot_are_averaged() -> None:
    left = DeveloperColumn("RS_ContactTime_L", "", None, np.array([240.0, 240.0]))
    right = DeveloperColumn("RS_ContactTime_R", "", None, np.array([250.0, np.nan]))
    assert contact_time_ms(a_developer_table(left, right)).tolist() == [245.0, 240.0]


def test_heart_rate_stored_in_the_strap_is_handed_to_the_records() -> None:
    beats = Table(
        1,
        np.zeros(1, np.int64),
        {
            "timestamp": np.array([100.0]),
            "event_timestamp": np.array([[10.0, 10.5, 11.4, 12.4]]),
            "filtered_bpm": np.array([[120.0, 122.0, 130.0, 140.0]]),
        },
    )
    rows = Table(4, np.arange(4), {"timestamp": np.array([100.0, 101.0, 102.0, 120.0])})
    merged = merged_heart_rate(rows, beats)
    assert merged[:3].tolist() == [120.0, 122.0, 130.0]
    assert np.isnan(merged[3])


def test_a_pause_is_no_moving_time() -> None:
    data = a_fit(pauses=((400.0, 520.0),))
    (run,) = read_fit(data, FileIdentity.of("run.fit", data)).activities
    assert run.elapsed_s - run.timer_s == pytest.approx(120.0)


def test_a_treadmill_run_stays_a_run() -> None:
    data = a_fit(treadmill=True)
    (run,) = read_fit(data, FileIdentity.of("run.fit", data)).activities
    assert run.sport.value == "treadmill_running"
    assert a_run(treadmill=True).treadmill
