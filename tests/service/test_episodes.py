"""Episodes: begin, answer, answer again, go on another day, add and erase."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backstride.assess import assess
from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.compiled import load_knowledge
from backstride.model.activity import LoggedSession
from backstride.model.answer import AnswerState
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.errors import CaseError, InputError
from backstride.model.question import QuestionReason
from backstride.service.answer import answer_of
from backstride.service.episode import has_answer
from backstride.service.episodes import (
    Episode,
    EpisodeState,
    ScreenReply,
    UnknownEpisodeError,
    add_form,
    add_sessions,
    change_runner,
    erase_episode,
    list_episodes,
    next_step_of,
    open_episode,
    question_at,
    refresh,
    remove_session,
    replace_state,
    reply,
    start_episode,
)
from backstride.service.shelf import Shelf
from tests.web.filled_home import clip_report, typed_runs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def episode(home: Path) -> Episode:
    return start_episode(home, shelf=Shelf.OWN, now=NOW)


def answer(home: Path, episode: Episode, answers: dict[str, object] | None = None, *, now: datetime = NOW) -> Episode:
    """Answer the screen that is open, with no where nothing else is given."""
    number = len(episode.state.screens)
    question = question_at(home, episode, number, KNOWLEDGE, now=now)
    assert question is not None
    if question.reason is QuestionReason.BASICS:
        given: dict[str, object] = {"age_years": 38, "sex": "male"}
    else:
        given = {item.id: "absent" for item in question.items} | (answers or {})
    return reply(
        home, episode.id, ScreenReply(number=number, question_id=question.id, answers=given), KNOWLEDGE, now=now
    )


class TestAnEpisode:
    def test_is_found_again_as_it_was(self, home: Path, episode: Episode):
        assert open_episode(home, episode.id) == episode

    def test_of_the_demo_is_listed_apart(self, home: Path, episode: Episode):
        demo = start_episode(home, shelf=Shelf.DEMO, now=NOW)

        assert [one.id for one in list_episodes(home, shelf=Shelf.OWN)] == [episode.id]
        assert [one.id for one in list_episodes(home, shelf=Shelf.DEMO)] == [demo.id]

    def test_that_changed_last_comes_first(self, home: Path, episode: Episode):
        later = start_episode(home, shelf=Shelf.OWN, now=NOW + timedelta(hours=1))
        assert [one.id for one in list_episodes(home, shelf=Shelf.OWN)] == [later.id, episode.id]

        answer(home, episode, now=NOW + timedelta(hours=2))
        assert list_episodes(home, shelf=Shelf.OWN)[0].id == episode.id

    def test_that_is_erased_is_gone(self, home: Path, episode: Episode):
        erase_episode(home, episode.id)
        with pytest.raises(UnknownEpisodeError, match="not on this machine"):
            open_episode(home, episode.id)

    def test_begins_with_the_basics(self, home: Path, episode: Episode):
        question = next_step_of(home, episode, KNOWLEDGE, now=NOW).next.question
        assert question is not None
        assert question.reason is QuestionReason.BASICS


class TestAReply:
    def test_is_kept_with_its_screen_and_its_time(self, home: Path, episode: Episode):
        replied = answer(home, answer(home, episode))
        first = replied.state.screens[1].question.items[0].id

        assert len(replied.state.screens) == 2
        assert replied.case.answers[first].state is AnswerState.ABSENT
        assert replied.case.answers[first].answered_at == NOW

    def test_to_the_same_screen_again_replaces_the_first(self, home: Path, episode: Episode):
        once = answer(home, answer(home, episode))
        question = once.state.screens[1].question
        given = {item.id: "unknown" for item in question.items}
        again = reply(home, once.id, ScreenReply(number=1, question_id=question.id, answers=given), KNOWLEDGE, now=NOW)

        assert len(again.state.screens) == len(once.state.screens)
        assert again.case.answers[question.items[0].id].state is AnswerState.UNKNOWN

    def test_to_a_screen_that_is_not_there_any_more_changes_nothing(self, home: Path, episode: Episode):
        once = answer(home, episode)
        stale = ScreenReply(number=1, question_id="something_else", answers={"leg_numbness": "present"})

        assert reply(home, once.id, stale, KNOWLEDGE, now=NOW).state == once.state

    def test_of_items_that_were_not_shown_leaves_the_others_unasked(self, home: Path, episode: Episode):
        begun = answer(home, episode)
        question = question_at(home, begun, 1, KNOWLEDGE, now=NOW)
        assert question is not None
        shown, hidden = question.items[0].id, question.items[1].id
        given = ScreenReply(number=1, question_id=question.id, answers={shown: "absent"})
        replied = reply(home, begun.id, given, KNOWLEDGE, now=NOW)

        assert shown in replied.case.answers
        assert hidden not in replied.case.answers

    def test_that_cannot_be_changes_nothing(self, home: Path, episode: Episode):
        impossible = ScreenReply(number=0, question_id="basics", answers={"age_years": 380.0, "sex": "male"})
        with pytest.raises(CaseError, match="380 years is not possible"):
            reply(home, episode.id, impossible, KNOWLEDGE, now=NOW)

        assert open_episode(home, episode.id) == episode

    def test_keeps_the_country_and_zone_that_were_known(self, home: Path, episode: Episode):
        change_runner(home, episode.id, lambda one: replace(one, country="GB", time_zone="Europe/London"), now=NOW)
        runner = answer(home, open_episode(home, episode.id)).case.runner

        assert (runner.age_years, runner.country, runner.time_zone) == (38, "GB", "Europe/London")


class TestAnotherDay:
    def test_old_safety_answers_and_their_screens_are_forgotten(self, home: Path, episode: Episode):
        begun = answer(home, answer(home, answer(home, episode)))
        later = refresh(begun, KNOWLEDGE, now=NOW + timedelta(hours=13))

        assert begun.case.answers
        assert later.case.answers == {}
        assert [screen.question.reason for screen in later.state.screens] == [QuestionReason.BASICS]

    def test_within_twelve_hours_nothing_is_forgotten(self, home: Path, episode: Episode):
        begun = answer(home, answer(home, episode))
        assert refresh(begun, KNOWLEDGE, now=NOW + timedelta(hours=11)) is begun


class TestTypedSessions:
    RUN = LoggedSession(date=date(2026, 11, 18), distance_km=19.0)

    def test_are_kept_in_order_and_can_be_taken_out(self, home: Path, episode: Episode):
        earlier = LoggedSession(date=date(2026, 11, 1), minutes=40.0)
        added = add_sessions(home, episode.id, [self.RUN, earlier], now=NOW)
        assert added.case.log == (earlier, self.RUN)

        assert remove_session(home, episode.id, self.RUN, now=NOW).case.log == (earlier,)
        assert remove_session(home, episode.id, self.RUN, now=NOW).case.log == (earlier,)

    def test_have_a_limit_with_a_name(self, home: Path, episode: Episode):
        with pytest.raises(InputError, match="at most 400 sessions"):
            add_sessions(home, episode.id, [self.RUN] * 401, now=NOW)


class TestTheAnswer:
    @pytest.fixture
    def told(self, home: Path) -> Episode:
        return start_episode(home, shelf=Shelf.OWN, now=NOW, state=demo_state(NOW))

    def test_is_worked_out_once_and_kept(self, home: Path, told: Episode):
        assert not has_answer(home, told)
        first = answer_of(home, told, KNOWLEDGE, now=NOW)

        assert first.assessment.question is None
        assert has_answer(home, told)
        assert answer_of(home, told, KNOWLEDGE, now=NOW + timedelta(days=3)) == first

    def test_is_worked_out_once_when_two_pages_ask_at_the_same_time(
        self, home: Path, told: Episode, monkeypatch: pytest.MonkeyPatch
    ):
        began, go_on, calls = threading.Event(), threading.Event(), []

        def slow_assess(case: Case, *rest: object, **named: object) -> Assessment:
            calls.append(case)
            began.set()
            assert go_on.wait(20)
            return assess(case, load_knowledge(), NOW)

        monkeypatch.setattr("backstride.service.answer.assess", slow_assess)
        knowledge = load_knowledge()
        with ThreadPoolExecutor(2) as pages:
            first = pages.submit(answer_of, home, told, knowledge, now=NOW)
            assert began.wait(20)
            second = pages.submit(answer_of, home, told, knowledge, now=NOW)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
            go_on.set()

        assert first.result() == second.result()
        assert len(calls) == 1

    def test_is_worked_out_again_when_a_session_or_a_clip_is_added(self, home: Path, told: Episode):
        first = answer_of(home, told, KNOWLEDGE, now=NOW)
        with_runs = add_sessions(home, told.id, typed_runs(NOW.date()), now=NOW)
        second = answer_of(home, with_runs, KNOWLEDGE, now=NOW)
        with_clip = add_form(home, told.id, clip_report(), now=NOW)
        third = answer_of(home, with_clip, KNOWLEDGE, now=NOW)

        assert first.assessment.load is None
        assert second.assessment.load is not None
        assert second.assessment.form is None
        assert third.assessment.form is not None

    def test_is_worked_out_again_when_the_knowledge_changes(self, home: Path, told: Episode):
        first = answer_of(home, told, KNOWLEDGE, now=NOW)
        other = replace(KNOWLEDGE, hash="another")

        assert answer_of(home, told, other, now=NOW + timedelta(minutes=1)).assessed_at != first.assessed_at

    def test_leaves_out_safety_answers_that_are_too_old(self, home: Path, told: Episode):
        late = answer_of(home, told, KNOWLEDGE, now=NOW + timedelta(days=2))

        assert late.assessment.question is not None
        assert late.assessment.question.reason is QuestionReason.SAFETY


def test_a_state_can_be_replaced_as_a_whole(home: Path, episode: Episode):
    assert replace_state(home, episode.id, EpisodeState(places=("neck",)), now=NOW).state.places == ("neck",)
