"""The made-up runner, made ready in the background: the story at once, then the history, then the clip.

Everything goes the way a real runner's data would go: the interview is answered question by question, the files are
imported, the clip is measured. Only who runs is made up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from backstride.assess import step
from backstride.demo.demo_case import DEMO_PLACES, DEMO_RUNNER, demo_reply
from backstride.interview import apply_reply
from backstride.jobs.board import JobWork, jobs_of, put_up
from backstride.jobs.state import JobKind, JobState
from backstride.knowledge.compiled import load_knowledge
from backstride.model.case import Case
from backstride.model.form import FormReport
from backstride.service.episodes import (
    AnsweredScreen,
    EpisodeState,
    erase_episode,
    list_episodes,
    replace_state,
    start_episode,
)
from backstride.service.shelf import Shelf

__all__ = ["demo_state", "ready_demo"]

_FRESH = timedelta(hours=6)
_HISTORY_LASTS = timedelta(days=2)
_MOST_SCREENS = 60
_SEED = 1


def ready_demo(home: Path, *, now: datetime) -> tuple[str, bool]:
    """Give the made-up runner's episode, and whether it is ready to be looked at.

    One that is there is asked its questions anew when its answers are old; one whose history is old is made again.
    """
    for episode in list_episodes(home, shelf=Shelf.DEMO):
        jobs = jobs_of(home, episode.id)
        if any(job.state.is_open for job in jobs):
            return episode.id, bool(episode.case.answers)
        if any(job.state is JobState.DONE for job in jobs) and now - episode.started_at < _HISTORY_LASTS:
            if now - episode.changed_at > _FRESH:
                replace_state(home, episode.id, demo_state(now, forms=episode.case.forms), now=now)
            return episode.id, True
        erase_episode(home, episode.id)
    episode = start_episode(home, shelf=Shelf.DEMO, now=now)
    put_up(home, case_id=episode.id, kind=JobKind.DEMO, title="The made-up runner", work=JobWork())
    return episode.id, False


def demo_state(now: datetime, *, forms: tuple[FormReport, ...] = ()) -> EpisodeState:
    """Answer the whole interview as the made-up runner would."""
    knowledge = load_knowledge()
    case, screens = Case(runner=replace(DEMO_RUNNER, age_years=None)), []
    for _ in range(_MOST_SCREENS):
        question = step(case, knowledge, now).next.question
        if question is None:
            break
        case = apply_reply(case, question, demo_reply(question), knowledge, at=now)
        screens.append(AnsweredScreen(question=question, answered_at=now))
    return EpisodeState(case=replace(case, forms=forms), screens=tuple(screens), places=DEMO_PLACES)
