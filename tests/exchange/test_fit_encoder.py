"""Our FIT files are right by the official reader, by fitdecode and by our own."""

import io

import fitdecode
import numpy as np
import pytest
from garmin_fit_sdk import Decoder, Stream

from backstride.exchange.fit_activity import encode_activity
from backstride.exchange.fit_encoder import FitEncoder
from backstride.exchange.fit_fields import FILE_ID, RECORD, SESSION
from backstride.intake.fit.messages import decode_parts
from tests.intake.made_files import a_run

RUN = a_run(pauses=((400.0, 520.0),))
DATA = encode_activity(RUN)


def test_the_official_reader_finds_the_file_whole() -> None:
    assert Decoder(Stream.from_bytes_io(io.BytesIO(DATA))).check_integrity()
    messages, errors = Decoder(Stream.from_bytes_io(io.BytesIO(DATA))).read()
    assert errors == []
    assert {name: len(rows) for name, rows in messages.items()} == {
        "file_id_mesgs": 1, "event_mesgs": 4, "record_mesgs": 1201, "lap_mesgs": 3, "session_mesgs": 1,
        "activity_mesgs": 1,
    }  # fmt: skip
    session = messages["session_mesgs"][0]
    assert (session["sport"], session["total_elapsed_time"], session["total_timer_time"]) == ("running", 1320.0, 1200.0)
    assert session["avg_running_cadence"] == 86
    assert session["workout_rpe"] == 40


def test_records_come_back_as_they_were_written() -> None:
    messages, _ = Decoder(Stream.from_bytes_io(io.BytesIO(DATA))).read()
    rows = messages["record_mesgs"]
    for name in ("distance", "enhanced_speed", "vertical_oscillation", "stance_time", "enhanced_altitude"):
        assert [row[name] for row in rows] == pytest.approx(RUN.columns[name].tolist(), abs=0.11)


def test_fitdecode_agrees_with_our_own_reader() -> None:
    with fitdecode.FitReader(io.BytesIO(DATA), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        rows = [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record"]
    (part,), outside = decode_parts(DATA)
    assert (part.damage, outside) == ((), ())
    for name in ("distance", "heart_rate", "stance_time", "position_lat"):
        theirs = [row.get_value(name) for row in rows]
        assert part.table("record").column(name).tolist() == pytest.approx(theirs)


def test_what_is_missing_is_written_as_missing() -> None:
    encoder = FitEncoder()
    encoder.add_rows(RECORD, {"timestamp": np.array([1.0, 2.0]), "heart_rate": np.array([150.0, np.nan])})
    column = decode_parts(encoder.finish())[0][0].table("record").column("heart_rate")
    assert column[0] == 150.0
    assert np.isnan(column[1])


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        FitEncoder().add(SESSION, {"duration_time": 300.0})


@pytest.mark.parametrize("value", [-1.0, 255.0, 70_000.0])
def test_a_value_that_does_not_fit_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        FitEncoder().add(FILE_ID, {"type": value})
