"""The answer of an episode: worked out once, kept, and worked out again when anything it rests on has changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from backstride import __version__
from backstride.assess import assess
from backstride.knowledge.base import Knowledge
from backstride.model.assessment import Assessment
from backstride.model.codec import decode_json, encode_json
from backstride.service.episodes import Episode, refresh
from backstride.service.training_history import history_stamp, with_history
from backstride.store.cases import read_case, write_answer
from backstride.store.opening import open_shared_store

__all__ = ["StoredAnswer", "answer_of", "has_answer"]

_UNFINISHED_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """An assessment and when it was made."""

    assessed_at: datetime
    assessment: Assessment


def answer_of(home: Path, episode: Episode, knowledge: Knowledge, *, now: datetime) -> StoredAnswer:
    """Give the kept answer while nothing changed, else work it out and keep it.

    An answer stays as it was given, with its date, until answers, files, knowledge or program change. Then safety
    answers that are too old are left out, so the new assessment may carry a question.
    """
    mark = _mark(home, episode, knowledge)
    kept = _kept(home, episode.id, mark)
    if kept is not None and (kept.assessment.question is None or now - kept.assessed_at < _UNFINISHED_LASTS):
        return kept
    fresh = refresh(episode, knowledge, now=now)
    case = with_history(home, fresh.shelf, fresh.case)
    assessment = assess(case, knowledge, now, confirmed=fresh.state.confirmed)
    answer = StoredAnswer(assessed_at=now, assessment=assessment)
    with open_shared_store(home).begin() as connection:
        write_answer(connection, episode.id, answer=encode_json(answer), mark=mark)
    return answer


def has_answer(home: Path, episode: Episode) -> bool:
    """Say whether an answer was ever given, whatever has changed since."""
    with open_shared_store(home).connect() as connection:
        row = read_case(connection, episode.id)
    return row is not None and row.answer is not None


def _mark(home: Path, episode: Episode, knowledge: Knowledge) -> str:
    parts = (encode_json(episode.state), knowledge.hash, __version__, history_stamp(home, episode.shelf))
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _kept(home: Path, episode_id: str, mark: str) -> StoredAnswer | None:
    with open_shared_store(home).connect() as connection:
        row = read_case(connection, episode_id)
    if row is None or row.answer is None or row.answer_mark != mark:
        return None
    return decode_json(row.answer, StoredAnswer)
