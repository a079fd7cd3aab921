"""A damaged FIT file gives what it holds, and says what is wrong by name."""

from collections.abc import Callable

import numpy as np
import pytest

from backstride.intake.read import read_source
from backstride.intake.reading import Reading
from backstride.intake.source import Source
from tests.intake.made_files import (
    a_fit,
    cut_off,
    never_closed,
    with_bad_checksum,
    with_bad_header_checksum,
    with_garbage_behind,
    with_wrong_length,
    with_zero_block,
)

Damage = Callable[[bytes], bytes]
WHOLE = a_fit()
RECORDS = 20 * 60 + 1


def read(data: bytes) -> Reading:
    return read_source(Source(name="run.fit", data=data))


def codes(reading: Reading) -> list[str]:
    return [one.code for one in reading.warnings]


def test_a_whole_file_gives_its_session_and_no_warning() -> None:
    reading = read(WHOLE)
    (run,) = reading.activities
    assert codes(reading) == []
    assert (run.records, run.laps, run.sport.value) == (RECORDS, 3, "running")
    assert run.distance_m == pytest.approx(3600.0)
    assert run.avg_cadence_steps_per_min == pytest.approx(172.0)
    assert run.avg_vertical_oscillation_mm == pytest.approx(88.0)
    assert run.local_date.isoformat() == "2026-05-03"


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (with_bad_checksum, "crc_mismatch"),
        (with_bad_header_checksum, "header_crc_mismatch"),
        (with_garbage_behind, "trailing_garbage"),
        (lambda data: data + bytes(100), "trailing_zeros"),
        (with_wrong_length, "header_size_wrong"),
    ],
)
def test_damage_around_the_messages_costs_nothing(damage: Damage, code: str) -> None:
    reading = read(damage(WHOLE))
    assert code in codes(reading)
    assert [one.records for one in reading.activities] == [RECORDS]
    assert reading.activities[0].distance_m == pytest.approx(3600.0)


@pytest.mark.parametrize(("damage", "code"), [(cut_off, "truncated"), (never_closed, "unterminated")])
def test_a_file_that_breaks_off_keeps_what_stands_before_the_break(damage: Damage, code: str) -> None:
    reading = read(damage(WHOLE))
    (run,) = reading.activities
    assert {code, "session_rebuilt"} <= set(codes(reading))
    assert run.records == pytest.approx(0.6 * RECORDS, rel=0.02)
    assert run.sport.is_running
    assert run.timer_s == pytest.approx(run.records, abs=2)
    assert run.avg_contact_time_ms == pytest.approx(255.0)


def test_a_block_of_zeros_costs_its_own_records_and_no_more() -> None:
    reading = read(with_zero_block(WHOLE))
    (run,) = reading.activities
    assert {"crc_mismatch", "unreadable_block"} <= set(codes(reading))
    assert RECORDS - 20 <= run.records < RECORDS
    assert run.distance_m == pytest.approx(3600.0)


def test_the_same_session_chained_twice_is_said() -> None:
    reading = read(WHOLE + WHOLE)
    assert [one.records for one in reading.activities] == [RECORDS, RECORDS]
    assert codes(reading) == ["repeated_session"]


@pytest.mark.parametrize("share", np.linspace(0.0, 1.0, 60))
def test_no_cut_ever_raises(share: float) -> None:
    reading = read(cut_off(WHOLE, share))
    assert reading.sessions or reading.warnings


@pytest.mark.parametrize("seed", range(40))
def test_no_flipped_bytes_ever_raise(seed: int) -> None:
    chance = np.random.default_rng(seed)
    data = bytearray(WHOLE)
    for place in chance.integers(0, len(data), 30):
        data[place] = int(chance.integers(0, 256))
    reading = read(bytes(data))
    assert reading.sessions or reading.warnings


@pytest.mark.parametrize("seed", range(20))
def test_fresh_zero_blocks_keep_most_records(seed: int) -> None:
    chance = np.random.default_rng(seed)
    reading = read(with_zero_block(WHOLE, at=float(chance.uniform(0.1, 0.85)), size=int(chance.integers(80, 900))))
    assert sum(one.records for one in reading.activities) >= RECORDS - 60
    assert "crc_mismatch" in codes(reading)


def test_settings_and_workouts_are_no_sessions() -> None:
    from backstride.exchange.fit_encoder import FitEncoder
    from backstride.exchange.fit_fields import FILE_ID

    encoder = FitEncoder()
    encoder.add(FILE_ID, {"type": 5, "manufacturer": 255})
    reading = read(encoder.finish())
    assert codes(reading) == ["not_a_session"]
    assert "a workout plan" in reading.warnings[0].message


def test_an_empty_file_is_named() -> None:
    assert codes(read(b"")) == ["empty"]
