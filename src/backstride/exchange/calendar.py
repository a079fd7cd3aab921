"""A plan as a calendar (iCalendar, RFC 5545): one event a session, the same event again when the plan changes.

Sources
-------
rfc5545
    UID, SEQUENCE and STATUS:CANCELLED are what lets a calendar replace or remove an event that it holds already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Component, Event

from backstride.model.errors import FileError
from backstride.model.plan import Plan, PlanSession, SessionKind
from backstride.model.sent_event import SentEvent
from backstride.plan.first_steps import review_dates
from backstride.plan.words import dose_words, session_words

__all__ = ["plan_calendar", "sent_events"]

_PRODUCT = "-//Backstride//Plan//EN"
_COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_MINUTES = {SessionKind.STRENGTH: 25.0, SessionKind.MOBILITY: 15.0, SessionKind.WALK: 30.0, SessionKind.REST: 15.0}
_WALKS_AROUND_MIN = 10.0
_MORNING = timedelta(hours=8)
_STOP = "Stop and answer the safety questions again if a leg gets weak or numb, or anything new appears."


def plan_calendar(
    plan: Plan,
    names: Mapping[str, str],
    *,
    owner: str,
    now: datetime,
    at: time | None = None,
    earlier: Iterable[SentEvent] = (),
) -> bytes:
    """Write a plan's sessions as calendar events.

    Events name what to do, never why: a calendar is often shared. Times are the clock on the wall wherever the runner
    is, so a journey or a change of clocks moves nothing.

    Parameters
    ----------
    names
        The name of each exercise.
    owner
        Tells one plan's events from another's; the same owner, day and kind give the same event.
    now
        Aware moment; a later one replaces events of an earlier calendar.
    at
        The time of day of the sessions, or None for events of the whole day with a reminder at eight.
    earlier
        What calendars written before hold, as :func:`sent_events` reads it: events to come that are not in the plan any
        more are cancelled.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Running plan")
    events = {str(event["uid"]): event for event in _events(plan, names, owner, at)}
    events |= {uid: event for uid, event in _cancelled(earlier, owner, now.date()).items() if uid not in events}
    for event in events.values():
        event.add("dtstamp", now.astimezone(UTC))
        event.add("sequence", int((now - _COUNTED_FROM).total_seconds() // 60))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(plan: Plan, names: Mapping[str, str], owner: str, at: time | None) -> Iterator[Event]:
    seen: Counter[tuple[date, SessionKind]] = Counter()
    for week in plan.weeks:
        for session in week.sessions:
            if session.day is None:
                continue
            seen[session.day, session.kind] += 1
            uid = f"{session.day.isoformat()}-{session.kind}-{seen[session.day, session.kind]}@{owner}.backstride"
            yield _event(uid, session.day, session_words(session), _description(session, names), at, _length(session))
    if plan.weeks and plan.weeks[0].start is not None:
        for day in review_dates(plan.weeks[0].start)[1:]:
            text = "Is it better than when you began? Open Backstride and look at your plan."
            uid = f"{day.isoformat()}-review-1@{owner}.backstride"
            yield _event(uid, day, "Look back at your plan", text, at, timedelta(minutes=10))


def _event(uid: str, day: date, title: str, text: str, at: time | None, length: timedelta) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("summary", title)
    event.add("description", text)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    if at is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        alarm.add("trigger", _MORNING)
    else:
        event.add("dtstart", datetime.combine(day, at))
        event.add("dtend", datetime.combine(day, at) + length)
        alarm.add("trigger", timedelta(minutes=-30))
    event.add_component(alarm)
    return event


def _description(session: PlanSession, names: Mapping[str, str]) -> str:
    lines: Iterable[str] = (f"{names.get(dose.id, dose.id)}: {dose_words(dose)}" for dose in session.exercises)
    return "\n".join(filter(None, (session.note, *lines, _STOP)))


def _length(session: PlanSession) -> timedelta:
    if session.run is not None:
        return timedelta(minutes=round(session.run.total_min + _WALKS_AROUND_MIN))
    walked = sum(dose.minutes or 0.0 for dose in session.exercises)
    return timedelta(minutes=round(walked or _MINUTES[session.kind]))


def sent_events(calendar: bytes) -> tuple[SentEvent, ...]:
    r"""Read from a calendar what has to be remembered of it.

    Raises
    ------
    FileError
        When this is no calendar.

    Examples
    --------
    >>> sent_events(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    ()
    """
    try:
        held = Calendar.from_ical(calendar)
    except ValueError as error:
        raise FileError(
            "this is not a calendar", where="the earlier calendar", advice="leave it out, or name another"
        ) from error
    return tuple(filter(None, map(_sent, held.walk("VEVENT"))))


def _sent(event: Component) -> SentEvent | None:
    uid, start = str(event.get("uid", "")), event.decoded("dtstart", None)
    if not uid or start is None:
        return None
    timed = isinstance(start, datetime)
    return SentEvent(
        uid=uid,
        title=str(event.get("summary", "")),
        day=start.date() if timed else start,
        at=start.time() if timed else None,
    )


def _cancelled(earlier: Iterable[SentEvent], owner: str, today: date) -> dict[str, Event]:
    """Give the events of an earlier calendar of this owner that are still to come, as cancelled ones."""
    events: dict[str, Event] = {}
    for old in earlier:
        if not old.uid.endswith(f"@{owner}.backstride") or old.day < today:
            continue
        event = Event()
        event.add("uid", old.uid)
        event.add("summary", old.title)
        event.add("dtstart", old.start)
        event.add("status", "CANCELLED")
        events[old.uid] = event
    return events
