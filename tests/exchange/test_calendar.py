"""A plan in a calendar: one event a session, replaced and cancelled as the plan changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar, Event

from backstride.exchange.calendar import plan_calendar, sent_events
from backstride.model.errors import FileError
from backstride.model.identifiers import ExerciseId
from backstride.model.plan import ExerciseDose, Plan, PlanSession, PlanState, PlanWeek, RunDose, SessionKind, Stage
from backstride.model.verdict import Permission

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
NAMES = {"bird_dog": "Bird dog"}


def plan(*sessions: PlanSession) -> Plan:
    week = PlanWeek(number=1, stage=Stage.STRENGTH, sessions=sessions, start=MONDAY)
    return Plan(permission=Permission.FULL, state=PlanState.RUN, weeks=(week,))


def run(day: date, minutes: float = 20) -> PlanSession:
    return PlanSession(kind=SessionKind.RUN, run=RunDose(run_min=minutes), day=day)


def strength(day: date) -> PlanSession:
    dose = ExerciseDose(id=ExerciseId("bird_dog"), sets=2, reps=8, hold_s=5, per_side=True)
    return PlanSession(kind=SessionKind.STRENGTH, exercises=(dose,), day=day)


def written(
    one: Plan, *, now: datetime = NOW, at: time | None = None, earlier: bytes | None = None, owner: str = "anna"
) -> bytes:
    return plan_calendar(
        one, NAMES, owner=owner, now=now, at=at, earlier=() if earlier is None else sent_events(earlier)
    )


def events(data: bytes) -> dict[str, Event]:
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def sessions(data: bytes) -> dict[str, Event]:
    return {uid: event for uid, event in events(data).items() if "-review-" not in uid}


def test_each_session_is_one_event_that_says_what_to_do_and_how_to_stop() -> None:
    found = sessions(written(plan(run(MONDAY), strength(MONDAY))))

    assert [str(event["summary"]) for event in found.values()] == ["Run, 20 minutes, easy, flat", "Strength"]
    text = str(list(found.values())[1]["description"])
    assert "Bird dog: 2 x 8 on each side, each held 5 seconds" in text
    assert "weak or numb" in text


def test_the_days_to_look_back_are_in_it() -> None:
    looks = [uid[:10] for uid in events(written(plan(run(MONDAY)))) if "-review-" in uid]
    assert looks == ["2026-12-07", "2027-01-04"]


def test_the_same_plan_on_another_day_gives_the_same_events_with_a_higher_sequence() -> None:
    first, later = (events(written(plan(run(MONDAY)), now=now)) for now in (NOW, NOW + timedelta(hours=1)))

    assert first.keys() == later.keys()
    uid = next(iter(first))
    assert later[uid]["sequence"] > first[uid]["sequence"]


def test_a_session_that_left_the_plan_is_cancelled_and_one_in_the_past_is_not_touched() -> None:
    old = written(plan(run(MONDAY - timedelta(days=2)), run(MONDAY), run(MONDAY + timedelta(days=2))))
    found = sessions(written(plan(run(MONDAY)), now=NOW + timedelta(days=1), earlier=old))

    assert {uid[:10]: str(event.get("status", "")) for uid, event in found.items()} == {
        "2026-11-23": "",
        "2026-11-25": "CANCELLED",
    }


def test_nobody_elses_events_are_cancelled() -> None:
    other = written(plan(run(MONDAY + timedelta(days=1))), owner="ben")
    assert all("CANCELLED" not in str(event.get("status")) for event in events(written(plan(), earlier=other)).values())


def test_two_sessions_of_a_kind_on_a_day_are_two_events() -> None:
    assert len(sessions(written(plan(run(MONDAY), run(MONDAY, 10))))) == 2


def test_a_time_of_day_is_the_clock_on_the_wall_wherever_the_runner_is() -> None:
    (event,) = sessions(written(plan(run(MONDAY)), at=time(18, 30))).values()

    assert event.decoded("dtstart") == datetime(2026, 11, 23, 18, 30)  # noqa: DTZ001 - a floating time has no zone
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=30)
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(minutes=-30)]


def test_without_a_time_it_is_an_event_of_the_day_with_a_reminder_in_the_morning() -> None:
    (event,) = sessions(written(plan(run(MONDAY)))).values()

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (MONDAY, MONDAY + timedelta(days=1))
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(hours=8)]


def test_lines_keep_to_the_length_the_standard_allows() -> None:
    assert max(len(line) for line in written(plan(strength(MONDAY))).split(b"\r\n")) <= 75


def test_something_else_than_a_calendar_is_refused() -> None:
    with pytest.raises(FileError, match="not a calendar"):
        written(plan(run(MONDAY)), earlier=b"hello")
