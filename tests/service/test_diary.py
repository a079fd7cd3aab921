"""The diary: a day is one entry, nothing is lost, the same message counts once, a warning sign opens the questions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backstride.diary.block_experiment import draw_experiment
from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.compiled import load_knowledge
from backstride.model import CheckIn, Level, PlanState
from backstride.model.errors import InputError
from backstride.model.identifiers import FindingId
from backstride.service.answer import answer_of
from backstride.service.diary import (
    ask_safety_again,
    begin_again,
    day_of,
    day_versions,
    keep_plan,
    latest_day,
    name_activities,
    set_experiment,
    write_days,
)
from backstride.service.episode import Episode
from backstride.service.episodes import erase_episode, next_step_of, open_episode, start_episode
from backstride.service.runners import add_person, list_people, name_person
from backstride.service.shelf import Shelf, training_home
from backstride.store.diary_entries import list_entries
from backstride.store.opening import open_shared_store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
KNOWLEDGE = load_knowledge()
STATE = demo_state(NOW)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def episode(home: Path) -> Episode:
    return start_episode(home, shelf=Shelf.OWN, now=NOW, state=STATE)


def write(home: Path, episode: Episode, *days: CheckIn, key: str = "k1", now: datetime = NOW) -> Episode:
    return write_days(home, episode.id, days, KNOWLEDGE, sent_key=key, now=now)


def test_a_day_is_one_entry_and_the_older_version_is_kept(home: Path, episode: Episode) -> None:
    write(home, episode, CheckIn(day=TODAY, pain_now_0_to_10=4), key="a")
    changed = write(home, episode, CheckIn(day=TODAY, pain_now_0_to_10=2), key="b")
    assert [one.pain_now_0_to_10 for one in changed.case.check_ins] == [2]
    assert [one.check_in.pain_now_0_to_10 for one in day_versions(home, episode.id, TODAY)] == [4, 2]


def test_the_same_message_from_two_tabs_counts_once_and_cannot_undo_a_later_change(
    home: Path, episode: Episode
) -> None:
    first = CheckIn(day=TODAY, pain_now_0_to_10=4)
    write(home, episode, first, key="a")
    write(home, episode, CheckIn(day=TODAY, pain_now_0_to_10=2), key="b")
    again = write(home, episode, first, key="a")
    assert [one.pain_now_0_to_10 for one in again.case.check_ins] == [2]
    assert len(day_versions(home, episode.id, TODAY)) == 2


def test_days_written_late_stand_in_their_order(home: Path, episode: Episode) -> None:
    write(home, episode, CheckIn(day=TODAY, pain_now_0_to_10=1), key="a")
    back = write(home, episode, CheckIn(day=TODAY - timedelta(days=9), pain_now_0_to_10=5), key="b")
    assert [one.day for one in back.case.check_ins] == [TODAY - timedelta(days=9), TODAY]


def test_a_flight_to_the_west_or_a_clock_put_back_loses_no_day(home: Path, episode: Episode) -> None:
    lived = TODAY + timedelta(days=1)
    evening = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert latest_day(evening) == lived
    kept = write(home, episode, CheckIn(day=lived, pain_now_0_to_10=7), now=evening)
    assert day_of(kept.case, lived) is not None
    plan = answer_of(home, kept, KNOWLEDGE, now=evening).assessment.plan
    assert plan is not None
    assert all(event.day <= TODAY for event in plan.events)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=2), TODAY - timedelta(days=500)])
def test_a_day_to_come_or_long_gone_is_refused_in_one_line(home: Path, episode: Episode, day: date) -> None:
    with pytest.raises(InputError, match=r"is still to come|more than a year ago"):
        write(home, episode, CheckIn(day=day, pain_now_0_to_10=1))


def test_a_diary_entry_weeks_later_keeps_the_answer_and_its_plan(home: Path, episode: Episode) -> None:
    given = answer_of(home, open_episode(home, episode.id), KNOWLEDGE, now=NOW)
    later = NOW + timedelta(days=20)
    after = write(home, episode, CheckIn(day=later.date(), pain_now_0_to_10=1), now=later)
    answer = answer_of(home, after, KNOWLEDGE, now=later)
    assert answer.assessment.triage == given.assessment.triage
    assert answer.assessed_at == given.assessed_at
    assert answer.assessment.plan is not None
    assert answer.assessment.plan.weeks


def test_an_emergency_sign_makes_the_answer_an_emergency_at_once(home: Path, episode: Episode) -> None:
    answer_of(home, episode, KNOWLEDGE, now=NOW)
    sign = FindingId("saddle_numbness")
    after = write(home, episode, CheckIn(day=TODAY, flags=(sign,)))
    answer = answer_of(home, after, KNOWLEDGE, now=NOW)
    assert answer.assessment.triage.level is Level.EMERGENCY_NOW
    assert answer.assessment.plan is not None
    assert not answer.assessment.plan.weeks


def test_a_limp_stops_the_plan_and_every_safety_question_is_open_again(home: Path, episode: Episode) -> None:
    after = write(home, episode, CheckIn(day=TODAY, limp=True, pain_now_0_to_10=3))
    assert not [name for name in after.case.answers if KNOWLEDGE.findings.get(name) and KNOWLEDGE.findings[name].safety]
    assert next_step_of(home, after, KNOWLEDGE, now=NOW).next.question is not None
    written_again = write(home, replace(after), CheckIn(day=TODAY, limp=True, pain_now_0_to_10=2), key="b")
    assert written_again.case.answers == after.case.answers


def test_after_a_stop_the_plan_begins_again_when_the_runner_says_so(home: Path, episode: Episode) -> None:
    stopped = write(home, episode, CheckIn(day=TODAY, limp=True))
    fine = replace(stopped.state, case=replace(stopped.case, answers=STATE.case.answers))
    again = start_episode(home, shelf=Shelf.OWN, now=NOW, state=fine)
    held = answer_of(home, again, KNOWLEDGE, now=NOW).assessment.plan
    assert held is not None
    assert held.state is PlanState.WAIT
    begun = answer_of(home, begin_again(home, again.id, pain_0_to_10=2, now=NOW), KNOWLEDGE, now=NOW).assessment.plan
    assert begun is not None
    assert begun.weeks


def test_asking_again_leaves_the_diary_alone(home: Path, episode: Episode) -> None:
    write(home, episode, CheckIn(day=TODAY, pain_now_0_to_10=1))
    after = ask_safety_again(home, episode.id, KNOWLEDGE, now=NOW)
    assert len(after.case.check_ins) == 1
    assert "age_years" not in after.case.answers or after.case.runner.age_years is not None
    assert len(after.case.answers) < len(STATE.case.answers)


def test_a_choice_about_the_plan_can_be_taken_and_taken_back(home: Path, episode: Episode) -> None:
    assert len(keep_plan(home, episode.id, TODAY, keep=True, now=NOW).case.plan_choices) == 1
    assert len(keep_plan(home, episode.id, TODAY, keep=True, now=NOW).case.plan_choices) == 1
    assert keep_plan(home, episode.id, TODAY, keep=False, now=NOW).case.plan_choices == ()


def test_three_own_activities_at_most(home: Path, episode: Episode) -> None:
    kept = name_activities(home, episode.id, ["  Lift  my child ", "", "Desk"], now=NOW)
    assert kept.case.own_activities == ("Lift my child", "Desk")
    with pytest.raises(InputError, match="room for 3"):
        name_activities(home, episode.id, list("abcd"), now=NOW)


def test_an_experiment_is_kept_and_ended(home: Path, episode: Episode) -> None:
    drawn = draw_experiment("Quicker steps", begin=TODAY, lot=1)
    assert set_experiment(home, episode.id, drawn, now=NOW).state.experiment == drawn
    assert open_episode(home, episode.id).state.experiment == drawn
    assert set_experiment(home, episode.id, None, now=NOW).state.experiment is None


def test_erasing_an_episode_erases_every_version_of_its_days(home: Path, episode: Episode) -> None:
    write(home, episode, CheckIn(day=TODAY, note="only mine"))
    erase_episode(home, episode.id)
    with open_shared_store(home).connect() as connection:
        assert list_entries(connection, case_id=episode.id) == ()


class TestPeople:
    def test_there_is_always_one_and_a_name_can_be_given(self, home: Path) -> None:
        assert [one.name for one in list_people(home)] == [""]
        name_person(home, Shelf.OWN, "Tom", now=NOW)
        ana = add_person(home, " Ana  B ", now=NOW)
        assert [one.name for one in list_people(home)] == ["Tom", "Ana B"]
        name_person(home, ana.shelf, "Ana", now=NOW)
        assert [one.name for one in list_people(home)] == ["Tom", "Ana"]

    @pytest.mark.parametrize("name", ["", "  ", "x" * 41, "ANA"])
    def test_a_name_that_cannot_be_is_refused(self, home: Path, name: str) -> None:
        add_person(home, "Ana", now=NOW)
        with pytest.raises(InputError):
            add_person(home, name, now=NOW)

    def test_training_files_are_kept_apart(self, home: Path) -> None:
        ana = add_person(home, "Ana", now=NOW)
        folders = {training_home(home, shelf) for shelf in (Shelf.OWN, Shelf.DEMO, ana.shelf)}
        assert len(folders) == 3
        with pytest.raises(ValueError, match="not a shelf"):
            Shelf("../own")
