"""A calendar taken from the app: what left the plan is cancelled the next time, and nothing else changes by it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from backstride.knowledge.compiled import load_knowledge
from backstride.model.check_in import CheckIn
from backstride.service.answer import answer_of
from backstride.service.diary import write_days
from backstride.service.episode import Episode, open_episode
from backstride.service.episodes import change_preferences, erase_episode
from backstride.service.sent_calendar import holds_events, take_calendar
from tests.web.filled_home import story

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
KNOWLEDGE = load_knowledge()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def episode(home: Path) -> Episode:
    return story(home, NOW)


def taken(home: Path, episode: Episode, *, now: datetime) -> dict[str, Event]:
    fresh = open_episode(home, episode.id)
    plan = answer_of(home, fresh, KNOWLEDGE, now=now).assessment.plan
    data = take_calendar(home, fresh, plan if plan is not None and plan.weeks else None, {}, now=now)
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def on_other_days(home: Path, episode: Episode, *days: int) -> None:
    wish = replace(open_episode(home, episode.id).case.preferences, running_days=days)
    change_preferences(home, episode.id, wish, now=LATER)


def cancelled(events: dict[str, Event]) -> set[str]:
    return {uid for uid, event in events.items() if str(event.get("status", "")) == "CANCELLED"}


def test_a_session_that_left_the_plan_goes_out_cancelled_under_its_own_id(home: Path, episode: Episode) -> None:
    on_other_days(home, episode, 0, 2, 4)
    first = taken(home, episode, now=NOW)
    assert not cancelled(first)

    on_other_days(home, episode, 1, 3, 5)
    second = taken(home, episode, now=LATER)

    gone = cancelled(second)
    assert gone
    assert gone <= set(first)
    assert {uid for uid in first if "-run-" in uid} & set(second)
    assert all(second[uid]["sequence"] > first[uid]["sequence"] for uid in set(first) & set(second))
    assert all(second[uid].decoded("dtstart") == first[uid].decoded("dtstart") for uid in gone)


def test_it_stays_cancelled_for_a_second_device_until_its_day_is_over(home: Path, episode: Episode) -> None:
    on_other_days(home, episode, 0, 2, 4)
    taken(home, episode, now=NOW)
    on_other_days(home, episode, 1, 3, 5)
    gone = cancelled(taken(home, episode, now=LATER))
    assert cancelled(taken(home, episode, now=LATER + timedelta(hours=1))) == gone

    much_later = NOW + timedelta(days=30)
    still = cancelled(taken(home, episode, now=much_later))
    assert all(date.fromisoformat(uid[:10]) >= much_later.date() for uid in still)


def test_a_session_that_comes_back_is_no_longer_cancelled(home: Path, episode: Episode) -> None:
    on_other_days(home, episode, 0, 2, 4)
    first = taken(home, episode, now=NOW)
    on_other_days(home, episode, 1, 3, 5)
    gone = cancelled(taken(home, episode, now=LATER))
    on_other_days(home, episode, 0, 2, 4)
    again = taken(home, episode, now=LATER + timedelta(hours=1))
    assert not gone & cancelled(again)
    assert gone <= set(first)


def test_a_plan_that_has_stopped_takes_all_its_events_out(home: Path, episode: Episode) -> None:
    first = taken(home, episode, now=NOW)
    write_days(
        home,
        episode.id,
        [CheckIn(day=NOW.date(), pain_now_0_to_10=2, leg_symptom=True)],
        KNOWLEDGE,
        sent_key="stop",
        now=LATER,
    )
    assert holds_events(open_episode(home, episode.id), now=LATER)
    assert cancelled(taken(home, episode, now=LATER)) == set(first)


def test_taking_a_calendar_leaves_the_answer_as_it_was(home: Path, episode: Episode) -> None:
    before = answer_of(home, open_episode(home, episode.id), KNOWLEDGE, now=NOW)
    taken(home, episode, now=LATER)
    after = answer_of(home, open_episode(home, episode.id), KNOWLEDGE, now=LATER)
    assert after == before


def test_what_was_sent_is_erased_with_the_episode(home: Path, episode: Episode) -> None:
    taken(home, episode, now=NOW)
    erase_episode(home, episode.id)
    assert not any(episode.id.encode() in path.read_bytes() for path in home.rglob("*") if path.is_file())
