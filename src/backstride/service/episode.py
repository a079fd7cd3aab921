"""One episode of one runner, and how it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from backstride.diary.block_experiment import BlockExperiment
from backstride.model.case import Case
from backstride.model.codec import decode_json, encode_json
from backstride.model.errors import InputError
from backstride.model.identifiers import QuestionId
from backstride.model.question import Question
from backstride.service.shelf import Shelf
from backstride.store.cases import CaseRow

__all__ = ["AnsweredScreen", "Episode", "EpisodeState", "UnknownEpisodeError", "episode_row", "stored_episode"]


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
    experiment
        A change that is tried in blocks; None without one.
    """

    case: Case = field(default_factory=Case)
    screens: tuple[AnsweredScreen, ...] = ()
    confirmed: tuple[QuestionId, ...] = ()
    places: tuple[str, ...] = ()
    experiment: BlockExperiment | None = None


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
