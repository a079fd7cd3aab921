"""A planned run reaches a watch as it was planned, read back by two independent readers."""

import io
from datetime import date
from typing import Any

import fitdecode
import pytest
from garmin_fit_sdk import Decoder, Stream

from backstride.exchange.fit_encoder import FitEncoder
from backstride.exchange.fit_fields import WORKOUT_STEP
from backstride.exchange.fit_workout import encode_workout, workout_name
from backstride.model.plan import PlanSession, RunDose, SessionKind

DAY = date(2026, 11, 24)


def session(run: RunDose) -> PlanSession:
    return PlanSession(kind=SessionKind.RUN, run=run, day=DAY)


def official(data: bytes) -> dict[str, list[dict[str, Any]]]:
    assert Decoder(Stream.from_bytes_io(io.BytesIO(data))).check_integrity()
    messages, errors = Decoder(Stream.from_bytes_io(io.BytesIO(data))).read()
    assert errors == []
    return messages


def fields_of_fitdecode(data: bytes, name: str) -> list[dict[str, Any]]:
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        return [
            {one.name: one.value for one in frame.fields}
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == name
        ]


def test_a_run_walk_is_a_walk_then_running_and_walking_in_turns_then_a_walk() -> None:
    data = encode_workout(session(RunDose(run_min=1.5, walk_min=2, repeats=6)))
    messages = official(data)

    assert messages["file_id_mesgs"][0]["type"] == "workout"
    assert messages["workout_mesgs"][0]["sport"] == "running"
    assert messages["workout_mesgs"][0]["num_valid_steps"] == 5
    steps = messages["workout_step_mesgs"]
    assert [(step["intensity"], step["duration_type"]) for step in steps] == [
        ("warmup", "time"),
        ("active", "time"),
        ("recovery", "time"),
        ("active", "repeat_until_steps_cmplt"),
        ("cooldown", "time"),
    ]
    assert [step.get("duration_time") for step in steps] == [300.0, 90.0, 120.0, None, 300.0]
    assert (steps[3]["duration_step"], steps[3]["repeat_steps"]) == (1, 6)


def test_fitdecode_reads_the_same_fields_as_the_official_reader() -> None:
    data = encode_workout(session(RunDose(run_min=20, cadence_steps_per_min=(168, 174))))
    theirs = fields_of_fitdecode(data, "workout_step")
    ours = official(data)["workout_step_mesgs"]

    assert len(theirs) == len(ours) == 3
    for one, other in zip(theirs, ours, strict=True):
        assert one["message_index"] == other["message_index"]
        assert one["wkt_step_name"] == other["wkt_step_name"]
        assert one["duration_time"] == other["duration_time"]
        assert one["intensity"] == other["intensity"]
    assert fields_of_fitdecode(data, "workout")[0]["wkt_name"] == "Run 20 min, easy"


def test_a_cadence_to_keep_to_counts_one_foot_as_watches_do() -> None:
    run = official(encode_workout(session(RunDose(run_min=20, cadence_steps_per_min=(168, 174)))))[
        "workout_step_mesgs"
    ][1]

    assert run["target_type"] == "cadence"
    assert (run["custom_target_cadence_low"], run["custom_target_cadence_high"]) == (84, 87)


def test_a_run_without_walking_has_no_turns() -> None:
    steps = official(encode_workout(session(RunDose(run_min=30))))["workout_step_mesgs"]
    assert [step["duration_time"] for step in steps] == [300.0, 1800.0, 300.0]
    assert all(step["target_type"] == "open" for step in steps)


def test_one_turn_is_not_repeated() -> None:
    steps = official(encode_workout(session(RunDose(run_min=10, walk_min=1))))["workout_step_mesgs"]
    assert "repeat_until_steps_cmplt" not in {step["duration_type"] for step in steps}


def test_the_same_session_gives_the_same_bytes() -> None:
    one = session(RunDose(run_min=5, walk_min=1, repeats=4))
    assert encode_workout(one) == encode_workout(one)


def test_names_fit_a_watch() -> None:
    for run in (RunDose(run_min=30), RunDose(run_min=12.5, walk_min=1.5, repeats=10)):
        assert len(workout_name(PlanSession(kind=SessionKind.RUN, run=run, day=DAY)).encode()) < 32


def test_a_session_without_a_run_is_refused() -> None:
    with pytest.raises(ValueError, match="has no run"):
        encode_workout(PlanSession(kind=SessionKind.STRENGTH, day=DAY))


def test_text_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="wkt_step_name does not fit"):
        FitEncoder().add(WORKOUT_STEP, {"wkt_step_name": "x" * 24})
