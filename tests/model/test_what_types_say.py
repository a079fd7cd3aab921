"""What the types of the model say about themselves."""

from datetime import UTC, date, datetime

import msgspec
import numpy as np
import pytest

from backstride.model import (
    KEYPOINT_NAMES,
    Answer,
    AnswerState,
    Case,
    CheckIn,
    Finding,
    KeypointTrack,
    LoggedSession,
    PainKind,
    RunDose,
    Sport,
)
from backstride.model.codec import decode_json, encode_json, to_builtins
from backstride.model.counted import counted
from backstride.model.errors import CaseError, UsageError
from backstride.model.identifiers import FindingId
from backstride.model.sent_event import SentEvent

DAY = date(2026, 5, 3)
NUMB, FEVER, ONSET = FindingId("leg_numbness"), FindingId("fever"), FindingId("onset")


def test_only_running_loads_the_body_as_running_does() -> None:
    assert {sport.value for sport in Sport if sport.is_running} == {
        "running", "treadmill_running", "trail_running", "track_running",
    }  # fmt: skip


def test_a_later_answer_replaces_an_earlier_one_and_can_be_taken_back() -> None:
    said = [Answer.of(NUMB, state=AnswerState.PRESENT), Answer.of(FEVER, state=AnswerState.ABSENT)]
    case = Case().with_answers(said).with_answers([Answer.of(NUMB, state=AnswerState.ABSENT)])
    assert case.answers[NUMB].state is AnswerState.ABSENT
    assert set(case.without_answers([NUMB]).answers) == {FEVER}
    assert set(case.answers) == {NUMB, FEVER}


def test_an_answer_becomes_a_sure_finding_with_its_option_and_its_time() -> None:
    at = datetime(2026, 5, 3, 9, tzinfo=UTC)
    found = Finding.from_answer(Answer.option(ONSET, "sudden", at=at))
    assert (found.state, found.value, found.certainty, found.observed_at) == (AnswerState.VALUE, "sudden", 1.0, at)


def test_a_run_is_minutes_or_kilometres_above_nothing() -> None:
    assert CheckIn(day=DAY, run_minutes=20).ran
    assert CheckIn(day=DAY, run_distance_km=5).ran
    assert not CheckIn(day=DAY, run_minutes=0, walk_minutes=30).ran


@pytest.mark.parametrize("sign", [{"flags": (FEVER,)}, {"leg_symptom": True}, {"limp": True}])
def test_a_warning_sign_a_leg_symptom_or_a_limp_stops_the_plan(sign: dict[str, object]) -> None:
    assert msgspec.convert({"day": DAY, **sign}, CheckIn).stops_plan
    assert not CheckIn(day=DAY, pain_worst_0_to_10=9, leg_symptom=False, limp=None).stops_plan


def test_tingling_and_numbness_are_lost_feeling_and_pain_is_not() -> None:
    assert {kind for kind in PainKind if kind.is_lost_feeling} == {PainKind.TINGLING, PainKind.NUMB}


def test_a_run_walk_lasts_all_its_repeats() -> None:
    assert RunDose(run_min=2, walk_min=1, repeats=8).total_min == 24
    assert RunDose(run_min=30).total_min == 30


def test_an_event_with_a_time_starts_then_and_one_without_lasts_the_day() -> None:
    event = SentEvent(uid="a", title="Run", day=DAY, at=datetime(2026, 5, 3, 7, 30, tzinfo=UTC).time())
    assert event.start == datetime(2026, 5, 3, 7, 30)  # noqa: DTZ001 - a wall clock has no zone
    assert SentEvent(uid="a", title="Run", day=DAY).start == DAY


def test_a_half_is_many() -> None:
    assert [counted(number, "hour") for number in (0.5, 1.0, 1.5)] == ["0.5 hours", "1 hour", "1.5 hours"]


def test_a_track_with_uneven_frames_has_the_rate_of_most_of_them() -> None:
    time_s = np.array([0.0, 0.02, 0.04, 0.06, 0.16])
    points_px = np.zeros((5, len(KEYPOINT_NAMES), 2))
    points_px[:, KEYPOINT_NAMES.index("left_ankle")] = [[frame, 7.0] for frame in range(5)]
    track = KeypointTrack(
        time_s=time_s, points_px=points_px, score=np.ones((5, len(KEYPOINT_NAMES))), width_px=64, height_px=48
    )
    assert track.fps == pytest.approx(50.0)
    assert track.of("left_ankle")[:, 0].tolist() == [0, 1, 2, 3, 4]
    still = KeypointTrack(
        time_s=time_s[:1], points_px=points_px[:1], score=track.score[:1], width_px=64, height_px=48
    )  # fmt: skip
    assert still.fps == 0.0


def test_what_is_written_is_read_back_and_a_wrong_field_is_named() -> None:
    session = LoggedSession(date=DAY, minutes=30)
    assert decode_json(encode_json(session), LoggedSession) == session
    assert to_builtins(session)["date"] == "2026-05-03"
    with pytest.raises(msgspec.ValidationError, match=r"\$\.minutes"):
        decode_json(b'{"date": "2026-05-03", "minutes": "long"}', LoggedSession)


def test_an_error_is_one_line_and_its_exit_code_says_whose_it_is() -> None:
    error = CaseError("two lines\n  here", where="answers", advice="mend it")
    assert error.line() == "answers: two lines here. Next: mend it."
    assert str(UsageError("no such command")) == "no such command."
    assert (error.exit_code, UsageError("so").exit_code) == (3, 2)
