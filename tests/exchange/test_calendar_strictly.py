"""The calendar file is held to RFC 5545 by a reader of its own, so that writer and reader are not wrong together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.exchange.calendar import plan_calendar, sent_events
from tests.exchange.test_calendar import MONDAY, NOW, plan, run, strength

LONGEST_LINE_OCTETS = 75
LARGEST_INTEGER = 2**31 - 1
LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)")
DAY = re.compile(r"\d{8}")
CLOCK_ON_THE_WALL = re.compile(r"\d{8}T\d{6}")
MOMENT = re.compile(r"\d{8}T\d{6}Z")
DURATION = re.compile(r"[+-]?P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?")
TEXT = re.compile(r"(?:[^\\,;\x00-\x1f\x7f]|\\[\\,;nN])*")
TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "X-WR-CALNAME"}


@dataclass(slots=True)
class Part:
    """A calendar, an event or an alarm: its properties, each with parameters and value, and the parts in it."""

    name: str
    properties: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)

    def value(self, name: str) -> str:
        return self.properties[name][1]


def unfolded(data: bytes) -> list[str]:
    """Check ends and lengths of lines, and put folded ones together again."""
    assert data.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    lines: list[bytes] = []
    for line in data[:-2].split(b"\r\n"):
        assert 0 < len(line) <= LONGEST_LINE_OCTETS
        line.decode("utf-8")  # No letter of several octets is torn apart.
        if line.startswith((b" ", b"\t")):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8") for line in lines]


def parsed(data: bytes) -> Part:
    """Read the one calendar of a file."""
    roots: list[Part] = []
    open_parts: list[Part] = []
    for line in unfolded(data):
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.groups()
        if name == "BEGIN":
            part = Part(value)
            (open_parts[-1].parts if open_parts else roots).append(part)
            open_parts.append(part)
        elif name == "END":
            assert open_parts.pop().name == value
        else:
            assert name not in open_parts[-1].properties, f"{name} stands there twice"
            assert name not in TEXTS or TEXT.fullmatch(value), line
            open_parts[-1].properties[name] = (parameters, value)
    assert not open_parts
    assert [root.name for root in roots] == ["VCALENDAR"]
    return roots[0]


def checked(data: bytes) -> dict[str, Part]:
    """Hold a calendar to the standard; gives its events by their UID."""
    calendar = parsed(data)
    assert calendar.value("VERSION") == "2.0"
    assert calendar.value("PRODID")
    assert calendar.value("METHOD") == "PUBLISH"
    events = {event.value("UID"): event for event in calendar.parts}
    assert len(events) == len(calendar.parts) > 0
    for event in events.values():
        check_event(event)
    return events


def check_event(event: Part) -> None:
    assert event.name == "VEVENT"
    assert MOMENT.fullmatch(event.value("DTSTAMP"))
    assert 0 <= int(event.value("SEQUENCE")) <= LARGEST_INTEGER
    start = event.properties["DTSTART"]
    if start[0] == ";VALUE=DATE":
        assert DAY.fullmatch(start[1])
    else:
        assert start[0] == ""
        assert CLOCK_ON_THE_WALL.fullmatch(start[1])
    if event.properties.get("STATUS") == ("", "CANCELLED"):
        assert event.parts == []
        return
    end = event.properties["DTEND"]
    assert (end[0], len(end[1])) == (start[0], len(start[1]))
    assert end[1] > start[1]
    (alarm,) = event.parts
    assert alarm.name == "VALARM"
    assert alarm.value("ACTION") == "DISPLAY"
    assert alarm.value("DESCRIPTION")
    assert DURATION.fullmatch(alarm.value("TRIGGER"))
    assert not alarm.value("TRIGGER").endswith(("P", "T"))


def written(
    names: Mapping[str, str], *, owner: str = "anna", now: datetime = NOW, at: time | None = None, earlier: bytes = b""
) -> bytes:
    one = plan(run(MONDAY), strength(MONDAY), strength(MONDAY + timedelta(days=2)))
    return plan_calendar(one, names, owner=owner, now=now, at=at, earlier=sent_events(earlier) if earlier else ())


@pytest.mark.parametrize("at", [None, time(7, 30), time(23, 55)])
def test_every_event_has_what_the_standard_asks_for(at: time | None) -> None:
    events = checked(written({"bird_dog": "Bird dog"}, at=at))

    assert len(events) == 5
    assert {event.value("DTSTAMP") for event in events.values()} == {"20261122T090000Z"}
    assert all(uid.endswith("@anna.backstride") for uid in events)


def test_a_later_calendar_replaces_and_cancels_by_the_rules() -> None:
    first = written({"bird_dog": "Bird dog"})
    gone = plan_calendar(
        plan(run(MONDAY)),
        {},
        owner="anna",
        now=NOW + timedelta(hours=2),
        earlier=sent_events(first),
    )
    before, after = checked(first), checked(gone)

    assert after.keys() == before.keys()
    cancelled = [uid for uid, event in after.items() if "STATUS" in event.properties]
    assert sorted(uid[:19] for uid in cancelled) == ["2026-11-23-strength", "2026-11-25-strength"]
    assert all(int(after[uid].value("SEQUENCE")) > int(before[uid].value("SEQUENCE")) for uid in after)


def test_the_moment_is_written_in_universal_time() -> None:
    west = datetime.fromisoformat("2026-11-22T01:00:00-08:00")
    events = checked(written({}, now=west))

    assert {event.value("DTSTAMP") for event in events.values()} == {west.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")}


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120))
def test_whatever_an_exercise_is_called_lines_fold_and_letters_stay_whole(name: str) -> None:
    events = checked(written({"bird_dog": name}))
    text = next(event.value("DESCRIPTION") for uid, event in events.items() if "-strength-" in uid)

    assert name in re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
