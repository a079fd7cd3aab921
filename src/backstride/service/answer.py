"""The answer of an episode: worked out once, kept, and worked out again when anything it rests on has changed."""

from __future__ import annotations

import hashlib
import threading
import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import ValidationError

from backstride import __version__
from backstride.assess import assess
from backstride.knowledge.base import Knowledge
from backstride.model.assessment import Assessment
from backstride.model.codec import decode_json, encode_json
from backstride.model.preferences import Preferences
from backstride.service.episodes import Episode, refresh
from backstride.service.training_history import history_stamp, with_history
from backstride.store.cases import read_case, write_answer
from backstride.store.opening import open_shared_store

__all__ = ["StoredAnswer", "answer_of"]

_UNFINISHED_LASTS = timedelta(minutes=10)
_AT_WORK = tuple(threading.Lock() for _ in range(64))
"""Each episode has one of these, so that pages that are opened at once do not work out the same answer side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """An assessment and when it was made."""

    assessed_at: datetime
    assessment: Assessment


def answer_of(home: Path, episode: Episode, knowledge: Knowledge, *, now: datetime) -> StoredAnswer:
    """Give the kept answer while nothing changed, else work it out and keep it.

    An answer stays as it was given, with its date, until answers, files, knowledge or program change. Then safety
    answers that are too old are left out, so the new assessment may carry a question. A diary entry or another wish for
    the plan takes nothing away: the answer keeps its date, and only what rests on it is worked out again. What is told
    to a clinician beside the interview plays no part at all.
    """
    basis, mark = _marks(home, episode, knowledge)
    answer = _holding(home, episode.id, mark, now=now)
    if answer is None:
        with _AT_WORK[zlib.crc32(episode.id.encode()) % len(_AT_WORK)]:
            answer = _holding(home, episode.id, mark, now=now)
            if answer is None:
                answer = _worked_out(home, episode, knowledge, basis=basis, mark=mark, now=now)
    return answer


def _holding(home: Path, episode_id: str, mark: str, *, now: datetime) -> StoredAnswer | None:
    """Give the kept answer where it still holds; one that ends in a question holds only for a while."""
    last, last_mark = _last(home, episode_id)
    if last is None or last_mark != mark:
        return None
    return last if last.assessment.question is None or now - last.assessed_at < _UNFINISHED_LASTS else None


def _worked_out(
    home: Path, episode: Episode, knowledge: Knowledge, *, basis: str, mark: str, now: datetime
) -> StoredAnswer:
    last, last_mark = _last(home, episode.id)
    same = last is not None and last_mark.startswith(basis) and last.assessment.question is None
    assessed_at = last.assessed_at if same and last is not None else now
    fresh = episode if same else refresh(episode, knowledge, now=now)
    case = with_history(home, fresh.shelf, fresh.case)
    assessment = assess(case, knowledge, now, confirmed=fresh.state.confirmed)
    answer = StoredAnswer(assessed_at=assessed_at, assessment=assessment)
    with open_shared_store(home).begin() as connection:
        write_answer(connection, episode.id, answer=encode_json(answer), mark=mark)
    return answer


def _marks(home: Path, episode: Episode, knowledge: Knowledge) -> tuple[str, str]:
    """Give the mark of what urgency and causes rest on, and the mark of everything; it begins with the first."""
    read = replace(episode.case, history=None)
    bare = replace(read, check_ins=(), plan_choices=(), own_activities=(), preferences=Preferences())
    without = replace(episode.state, case=bare, experiment=None, calendar_sent=())
    given = (knowledge.hash, __version__, history_stamp(home, episode.shelf))
    basis = _digest(encode_json(without), *given)
    return basis, basis + _digest(encode_json(read))


def _digest(first: bytes, *rest: str) -> str:
    digest = hashlib.sha256(first)
    for part in rest:
        digest.update(b"\0" + part.encode())
    return digest.hexdigest()[:32]


def _last(home: Path, episode_id: str) -> tuple[StoredAnswer | None, str]:
    """Give the answer that was kept last with its mark; None where there is none that this version can read."""
    with open_shared_store(home).connect() as connection:
        row = read_case(connection, episode_id)
    if row is None or row.answer is None or row.answer_mark is None:
        return None, ""
    try:
        return decode_json(row.answer, StoredAnswer), row.answer_mark
    except ValidationError:
        # Another version wrote it in another shape: it is worked out again.
        return None, ""
