"""Episodes of pain: start one, answer, go back, go on another day, add sessions and clips, erase.

Every use case is one transaction that reads, changes and writes, so that a form sent twice or from two tabs
cannot lose an answer.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from backstride.assess import Step, step
from backstride.interview import answer_from, apply_reply, fresh_case
from backstride.knowledge.base import Knowledge
from backstride.model.activity import IntakeWarning, LoggedSession
from backstride.model.errors import InputError
from backstride.model.form import FormReport
from backstride.model.history import History
from backstride.model.identifiers import FindingId
from backstride.model.preferences import Preferences
from backstride.model.question import Question, QuestionReason
from backstride.model.runner import Runner
from backstride.service.episode import (
    AnsweredScreen,
    Episode,
    EpisodeState,
    UnknownEpisodeError,
    episode_row,
    list_episodes,
    open_episode,
    stored_episode,
)
from backstride.service.kept_clips import erase_clips
from backstride.service.shelf import Shelf
from backstride.service.training_history import history_load, history_stamp, with_history
from backstride.store.cases import delete_case, read_case, write_case
from backstride.store.diary_entries import delete_entries
from backstride.store.locking import lock_for_writing
from backstride.store.opening import open_shared_store
from backstride.store.snapshot import empty_log

__all__ = [
    "AnsweredScreen",
    "Episode",
    "EpisodeState",
    "ScreenReply",
    "UnknownEpisodeError",
    "add_form",
    "add_sessions",
    "add_warnings",
    "change_episode",
    "change_history",
    "change_preferences",
    "change_runner",
    "erase_episode",
    "list_episodes",
    "next_step_of",
    "open_episode",
    "question_at",
    "refresh",
    "remove_session",
    "replace_state",
    "reply",
    "start_episode",
]

_MOST_SESSIONS = 400
_MOST_FORMS = 20
_STEPS_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenReply:
    """What a person answered to one screen.

    Parameters
    ----------
    number
        Position of the screen, from 0.
    question_id
        The screen they saw.
    answers
        By finding, for every item that was on the screen.
    places
        Regions touched on a body map screen, else None.
    beside
        Answers to findings that were not on the screen but follow from it, such as the side.
    """

    number: int
    question_id: str
    answers: Mapping[str, object]
    places: tuple[str, ...] | None = None
    beside: Mapping[str, object] = field(default_factory=dict)


def start_episode(home: Path, *, shelf: Shelf, now: datetime, state: EpisodeState | None = None) -> Episode:
    """Begin an episode with nothing answered, or with a given state."""
    episode = Episode(
        id=secrets.token_hex(8),
        shelf=shelf,
        started_at=now,
        changed_at=now,
        revision=0,
        state=EpisodeState() if state is None else state,
    )
    with open_shared_store(home).begin() as connection:
        write_case(connection, episode_row(episode))
    return episode


def erase_episode(home: Path, episode_id: str) -> None:
    """Remove an episode's answers, typed sessions, form measures and kept clips for good."""
    erase_clips(home, episode_id)
    with open_shared_store(home).begin() as connection:
        delete_entries(connection, case_id=episode_id)
        delete_case(connection, episode_id)
    empty_log(home)


def refresh(episode: Episode, knowledge: Knowledge, *, now: datetime) -> Episode:
    """Give the episode without safety answers that are too old, and without the screens they stood on."""
    case = fresh_case(episode.case, knowledge, now=now)
    if len(case.answers) == len(episode.case.answers):
        return episode
    screens = tuple(
        screen
        for screen in episode.state.screens
        if screen.question.reason is QuestionReason.BASICS
        or any(item.id in case.answers for item in screen.question.items)
    )
    return replace(episode, state=replace(episode.state, case=case, screens=screens))


def next_step_of(home: Path, episode: Episode, knowledge: Knowledge, *, now: datetime) -> Step:
    """Take one fast step of the interview: how urgent, and what to ask next.

    The step of a state that was seen a moment ago is kept, since a form, its answer and the next page ask for the same.
    """
    today = now.astimezone(ZoneInfo(episode.case.runner.time_zone)).date()
    stamp = history_stamp(home, episode.shelf)
    mark = (home, episode.id, episode.revision, len(episode.case.answers), today, stamp, knowledge.hash)
    return _kept_step(_StepOf(mark=mark, home=home, episode=episode, knowledge=knowledge, now=now))


@dataclass(frozen=True, slots=True, kw_only=True)
class _StepOf:
    """A state whose step is wanted; two are the same when their marks are."""

    mark: tuple[object, ...]
    home: Path = field(compare=False)
    episode: Episode = field(compare=False)
    knowledge: Knowledge = field(compare=False)
    now: datetime = field(compare=False)


@lru_cache(maxsize=_STEPS_KEPT)
def _kept_step(of: _StepOf) -> Step:
    case = with_history(of.home, of.episode.shelf, of.episode.case)
    load = history_load(of.home, of.episode.shelf, case, now=of.now)
    return step(case, of.knowledge, of.now, load=load, confirmed=of.episode.state.confirmed)


def question_at(home: Path, episode: Episode, number: int, knowledge: Knowledge, *, now: datetime) -> Question | None:
    """Give the screen with a number: an answered one as it was, or the next one; None beyond that."""
    if number < len(episode.state.screens):
        return episode.state.screens[number].question
    if number > len(episode.state.screens):
        return None
    taken = next_step_of(home, episode, knowledge, now=now)
    return taken.next.question


def reply(home: Path, episode_id: str, given: ScreenReply, knowledge: Knowledge, *, now: datetime) -> Episode:
    """Answer a screen, or answer it again. A screen that is not at its place any more changes nothing.

    Raises
    ------
    UnknownEpisodeError
        If there is no such episode.
    CaseError
        If an answer cannot be.
    """

    def answered(stored: Episode) -> Episode:
        episode = refresh(stored, knowledge, now=now)
        question = question_at(home, episode, given.number, knowledge, now=now)
        if question is None or question.id != given.question_id:
            return episode
        return _with_reply(episode, _as_shown(question, given.answers), given, knowledge, now)

    return change_episode(home, episode_id, answered, now=now)


def _as_shown(question: Question, answers: Mapping[str, object]) -> Question:
    """Keep the items the person saw; one that turned up meanwhile is asked another time."""
    shown = tuple(item for item in question.items if item.id in answers)
    return replace(question, items=shown) if shown else question


def _with_reply(
    episode: Episode, question: Question, given: ScreenReply, knowledge: Knowledge, now: datetime
) -> Episode:
    state = episode.state
    beside = [answer_from(FindingId(name), written, knowledge, at=now) for name, written in given.beside.items()]
    case = apply_reply(state.case, question, given.answers, knowledge, at=now).with_answers(beside)
    screen = AnsweredScreen(question=question, answered_at=now)
    confirmed = state.confirmed
    if question.reason is QuestionReason.CONFIRM_CONFLICT and question.id not in confirmed:
        confirmed = (*confirmed, question.id)
    state = replace(
        state,
        case=case,
        screens=(*state.screens[: given.number], screen, *state.screens[given.number + 1 :]),
        confirmed=confirmed,
        places=state.places if given.places is None else given.places,
    )
    return replace(episode, state=state)


def change_runner(home: Path, episode_id: str, change: Callable[[Runner], Runner], *, now: datetime) -> Episode:
    """Change what is known about the runner: height, country, time zone."""

    def changed(episode: Episode) -> Episode:
        case = replace(episode.case, runner=change(episode.case.runner))
        return replace(episode, state=replace(episode.state, case=case))

    return change_episode(home, episode_id, changed, now=now)


def change_preferences(home: Path, episode_id: str, preferences: Preferences, *, now: datetime) -> Episode:
    """Change what the plan is fitted to."""

    def changed(episode: Episode) -> Episode:
        return replace(episode, state=replace(episode.state, case=replace(episode.case, preferences=preferences)))

    return change_episode(home, episode_id, changed, now=now)


def change_history(home: Path, episode_id: str, history: History, *, now: datetime) -> Episode:
    """Keep what the runner tells a clinician; an empty one is none at all. The answer stays as it was.

    What it replaces is gone for good: it may hold what the runner has thought better of.
    """

    def changed(episode: Episode) -> Episode:
        case = replace(episode.case, history=None if history.is_empty else history)
        return replace(episode, state=replace(episode.state, case=case))

    episode = change_episode(home, episode_id, changed, now=now)
    empty_log(home)
    return episode


def add_sessions(home: Path, episode_id: str, sessions: Iterable[LoggedSession], *, now: datetime) -> Episode:
    """Add sessions typed by hand, in the order of their dates.

    Raises
    ------
    InputError
        If there would be more than a log may hold.
    """

    def added(episode: Episode) -> Episode:
        log = tuple(sorted((*episode.case.log, *sessions), key=lambda session: session.date))
        if len(log) > _MOST_SESSIONS:
            raise InputError(
                f"a typed log holds at most {_MOST_SESSIONS} sessions", advice="add a file from your watch instead"
            )
        return replace(episode, state=replace(episode.state, case=replace(episode.case, log=log)))

    return change_episode(home, episode_id, added, now=now)


def remove_session(home: Path, episode_id: str, session: LoggedSession, *, now: datetime) -> Episode:
    """Take one typed session out again; one that is gone already is no error."""

    def removed(episode: Episode) -> Episode:
        log = list(episode.case.log)
        if session in log:
            log.remove(session)
        return replace(episode, state=replace(episode.state, case=replace(episode.case, log=tuple(log))))

    return change_episode(home, episode_id, removed, now=now)


def add_form(home: Path, episode_id: str, form: FormReport, *, now: datetime) -> Episode:
    """Add what a clip showed; the latest report speaks."""

    def added(episode: Episode) -> Episode:
        forms = (*episode.case.forms, form)[-_MOST_FORMS:]
        return replace(episode, state=replace(episode.state, case=replace(episode.case, forms=forms)))

    return change_episode(home, episode_id, added, now=now)


def add_warnings(home: Path, episode_id: str, warnings: Iterable[IntakeWarning], *, now: datetime) -> Episode:
    """Keep what the files did not give, each warning once."""

    def added(episode: Episode) -> Episode:
        kept = tuple(dict.fromkeys((*episode.case.warnings, *warnings)))
        return replace(episode, state=replace(episode.state, case=replace(episode.case, warnings=kept)))

    return change_episode(home, episode_id, added, now=now)


def replace_state(home: Path, episode_id: str, state: EpisodeState, *, now: datetime) -> Episode:
    """Give an episode another state as a whole."""
    return change_episode(home, episode_id, lambda episode: replace(episode, state=state), now=now)


def change_episode(
    home: Path,
    episode_id: str,
    change: Callable[[Episode], Episode],
    *,
    now: datetime,
    first: Callable[[Connection], bool] | None = None,
) -> Episode:
    """Read, change and write an episode as one step.

    Parameters
    ----------
    first
        Done before, in the same transaction; where it says False, the episode stays as it is.

    Raises
    ------
    UnknownEpisodeError
        If there is no such episode.
    """
    with open_shared_store(home).begin() as connection:
        lock_for_writing(connection)
        row = read_case(connection, episode_id)
        if row is None:
            raise UnknownEpisodeError
        if first is not None and not first(connection):
            return stored_episode(row)
        changed = replace(change(stored_episode(row)), changed_at=now, revision=row.revision + 1)
        write_case(connection, episode_row(changed))
    return changed
