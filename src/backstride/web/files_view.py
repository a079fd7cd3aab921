"""What the page of files shows: what is being worked on, what is there, what can be typed."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData

from backstride.jobs.board import jobs_of
from backstride.jobs.parcel import LARGEST_UPLOAD_BYTES, Parcel, list_parcels
from backstride.jobs.state import Job, JobState
from backstride.model.activity import LoggedSession
from backstride.model.counted import counted
from backstride.service.episodes import Episode
from backstride.service.training_history import HistorySize, history_size
from backstride.web.dates import day_words, local_day
from backstride.web.log_form import KINDS, ROWS
from backstride.web.site import Site

__all__ = ["PLACES", "files_context"]

PLACES = {"left": "0,0,55,100", "middle": "22,0,78,100", "right": "45,0,100,100"}
"""Where in the picture a runner may say to be: left, top, right, bottom in percent."""
_STATE_WORDS = {
    JobState.WAITING: "Waiting",
    JobState.RUNNING: "Working",
    JobState.DONE: "Done",
    JobState.FAILED: "Did not work",
    JobState.STOPPED: "Stopped",
}


def files_context(site: Site, episode: Episode, *, typed: FormData | None = None) -> dict[str, Any]:
    """Give everything the page and its changing part show."""
    jobs = jobs_of(site.home, episode.id)
    case = episode.case
    return {
        "case_id": episode.id,
        "last_screen": max(len(episode.state.screens) - 1, 0),
        "jobs": [_job(job) for job in jobs],
        "is_busy": any(job.state.is_open for job in jobs),
        "stored": _stored(history_size(site.home, episode.shelf)),
        "log": [_session(session) for session in case.log],
        "clips": len(case.forms),
        "height_cm": case.runner.height_cm,
        "kinds": [(kind.value, words) for kind, words in KINDS.items()],
        "rows": [_row(number, typed) for number in range(ROWS)],
        "today": local_day(site.now, case.runner.time_zone).isoformat(),
        "most_bytes": LARGEST_UPLOAD_BYTES,
        "parcels": [_parcel(one) for one in list_parcels(site.home, episode.id)],
        "typed_open": typed is not None or bool(case.log),
    }


def _parcel(parcel: Parcel) -> dict[str, Any]:
    return {"id": parcel.id, "name": parcel.name, "percent": 100 * parcel.taken_bytes // parcel.size_bytes}


def _stored(size: HistorySize) -> dict[str, Any]:
    words = ""
    if size.first is not None and size.last is not None:
        since = f"{size.first.day} {size.first:%B %Y} to {size.last.day} {size.last:%B %Y}"
        are = "is" if size.sessions == 1 else "are"
        words = f"{_counted_sessions(size)} {are} here, from {since}."
    return {"runs": size.runs, "words": words}


def _counted_sessions(size: HistorySize) -> str:
    if size.runs == size.sessions:
        return counted(size.runs, "run")
    return f"{counted(size.sessions, 'session')} ({size.runs or 'no'} {'run' if size.runs == 1 else 'runs'})"


def _job(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "title": job.title,
        "state": job.state.value,
        "words": "Stopping" if job.is_stopping and job.state.is_open else _STATE_WORDS[job.state],
        "message": job.message,
        "percent": None if job.progress is None else round(job.progress * 100),
        "can_stop": job.state.is_open and not job.is_stopping,
        "is_open": job.state.is_open,
    }


def _session(session: LoggedSession) -> str:
    km = "" if session.distance_km is None else f"{session.distance_km:g} km"
    minutes = "" if session.minutes is None else f"{session.minutes:g} min"
    amount = ", ".join(part for part in (km, minutes) if part)
    return f"{day_words(session.date)}: {KINDS.get(session.kind, 'Session').lower()}, {amount}"


def _row(number: int, typed: FormData | None) -> dict[str, Any]:
    names = ("day", "minutes", "km", "kind")
    given = {name: "" if typed is None else str(typed.get(f"{name}-{number}", "")) for name in names}
    return {"number": number, **given}
