"""One episode of one runner, how it is stored, and how it is found.

Nothing here asks or answers, so that the first page needs none of the science.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from backstride.diary.block_experiment import BlockExperiment
from backstride.model.case import Case
from backstride.model.codec import decode_json, encode_json
from backstride.model.errors import InputError
from backstride.model.identifiers import QuestionId
from backstride.model.pain_place import PainPlace, PlaceMarks
from backstride.model.question import Question
from backstride.model.sent_event import SentEvent
from backstride.service.shelf import Shelf
from backstride.store.cases import CaseRow, list_cases, read_case
from backstride.store.opening import open_shared_store

__all__ = [
    "AnsweredScreen",
    "Episode",
    "EpisodeState",
    "UnknownEpisodeError",
    "episode_row",
    "has_answer",
    "list_episodes",
    "open_episode",
    "stored_episode",
]


class UnknownEpisodeError(InputError):
    """The answers asked for are not on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "these answers are not on this machine; they may have been erased",
            advice="start again from the first page",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredScreen:
    """One screen as it was shown, so that it can be shown again with its answers."""

    question: Question
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeState:
    """What is stored of an episode.

    Parameters
    ----------
    case
        Answers, typed sessions and form reports; imported sessions stay in their own tables.
    screens
        Answered screens in their order.
    confirmed
        Contradictions that were asked again.
    places
        Regions touched on the body map.
    marks
        How it felt there, each time it was said, the latest last.
    experiment
        A change that is tried in blocks; None without one.
    calendar_sent
        Events to come that a calendar handed out earlier may hold.
    """

    case: Case = field(default_factory=Case)
    screens: tuple[AnsweredScreen, ...] = ()
    confirmed: tuple[QuestionId, ...] = ()
    places: tuple[str, ...] = ()
    marks: tuple[PlaceMarks, ...] = ()
    experiment: BlockExperiment | None = None
    calendar_sent: tuple[SentEvent, ...] = ()

    @property
    def pains(self) -> tuple[PainPlace, ...]:
        """The places as they were marked last."""
        told = {one.place: one for one in self.marks[-1].pains} if self.marks else {}
        return tuple(told.get(place, PainPlace(place=place)) for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode of one runner, from the first question to the answer."""

    id: str
    shelf: Shelf
    started_at: datetime
    changed_at: datetime
    revision: int
    state: EpisodeState

    @property
    def case(self) -> Case:
        """The case without imported sessions."""
        return self.state.case


def episode_row(episode: Episode) -> CaseRow:
    """Give the row that stores an episode."""
    return CaseRow(
        id=episode.id,
        shelf=episode.shelf.value,
        started_at=episode.started_at.isoformat(timespec="milliseconds"),
        changed_at=episode.changed_at.isoformat(timespec="milliseconds"),
        revision=episode.revision,
        state=encode_json(episode.state),
    )


def stored_episode(row: CaseRow) -> Episode:
    """Read an episode from its row."""
    return Episode(
        id=row.id,
        shelf=Shelf(row.shelf),
        started_at=datetime.fromisoformat(row.started_at),
        changed_at=datetime.fromisoformat(row.changed_at),
        revision=row.revision,
        state=decode_json(row.state, EpisodeState),
    )


def open_episode(home: Path, episode_id: str) -> Episode:
    """Read an episode as it is stored.

    Raises
    ------
    UnknownEpisodeError
        If there is no such episode.
    """
    with open_shared_store(home).connect() as connection:
        row = read_case(connection, episode_id)
    if row is None:
        raise UnknownEpisodeError
    return stored_episode(row)


def list_episodes(home: Path, *, shelf: Shelf) -> tuple[Episode, ...]:
    """List a shelf's episodes, the one that changed last first."""
    with open_shared_store(home).connect() as connection:
        return tuple(stored_episode(row) for row in list_cases(connection, shelf=shelf.value))


def has_answer(home: Path, episode: Episode) -> bool:
    """Say whether an answer was ever given, whatever has changed since."""
    with open_shared_store(home).connect() as connection:
        row = read_case(connection, episode.id)
    return row is not None and row.answer is not None
