"""A day's session, one exercise a screen, with timers; and a way out of what hurts.

What comes before and after a run can be done as a small session of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.figures import exercise_figure
from backstride.knowledge.base import Knowledge
from backstride.model.identifiers import ExerciseId
from backstride.model.plan import SessionPart
from backstride.plan.guided_session import AroundRun, GuidedStep, guided_steps
from backstride.plan.words import PART_WORDS, day_words
from backstride.service.episodes import change_preferences
from backstride.web.dates import local_day
from backstride.web.drawing import drawing
from backstride.web.forms import text_of
from backstride.web.pages.plan import plan_of
from backstride.web.site import episode_of, page, site_of

__all__ = ["show_session", "swap_exercise"]

_RUNNING, _WALKING = "run_walk", "progressive_walking"
_RUN_CUES = ("Run so that you could talk all the time.", "Walk at once if it hurts 3 of 10; stop at 5 of 10.")
_WALK_CUES = ("Walk as fast or as slowly as feels right.", "Turn round if it hurts more with every minute.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Screen:
    """One step as the page shows it; ``phases`` is JSON for the timer."""

    title: str
    part: str
    dose: str
    exercise: str
    position: str
    cues: tuple[str, ...]
    caution: str
    figure: Markup | None
    phases: str


def show_session(request: Request) -> Response:
    """Show one step of a day's sessions, or the end."""
    case_id = request.path_params["case"]
    found = plan_of(request)
    if found is None:
        return RedirectResponse(f"/cases/{case_id}/answer", status_code=303)
    plan, today = found
    day = _day(request.query_params.get("day", ""), today)
    around = _around(request.query_params.get("part", ""))
    steps = guided_steps((one for week in plan.weeks for one in week.sessions if one.day == day), around)
    at = _number(request.query_params.get("at", ""))
    context = {
        "case_id": case_id,
        "day": day.isoformat(),
        "day_words": day_words(day),
        "is_today": day == today,
        "count": len(steps),
        "at": at,
        "around": "" if around is None else around.value,
        "link": f"/cases/{case_id}/session?day={day}" + ("" if around is None else f"&part={around}") + "&at=",
    }
    if at >= len(steps):
        return page(request, "session_end.html", **context)
    return page(request, "session.html", step=_screen(steps[at], site_of(request).knowledge), **context)


def swap_exercise(request: Request, fields: FormData) -> Response:
    """Leave an exercise out of the plan from now on, or take it back; a warning sign leads to the safety questions."""
    site, episode = site_of(request), episode_of(request)
    name = text_of(fields, "exercise")
    if name not in site.knowledge.exercises:
        raise HTTPException(404)
    wish = episode.case.preferences
    others = tuple(one for one in wish.leave_out if one != name)
    taken_back = text_of(fields, "back") == "1"
    left_out = others if taken_back else (*others, ExerciseId(name))
    change_preferences(site.home, episode.id, replace(wish, leave_out=left_out), now=site.now)
    if text_of(fields, "sign") == "1":
        return RedirectResponse(f"/cases/{episode.id}/questions/1", status_code=303)
    if taken_back:
        return RedirectResponse(f"/cases/{episode.id}/plan/fit", status_code=303)
    day = _day(text_of(fields, "day"), local_day(site.now, episode.case.runner.time_zone))
    around = _around(text_of(fields, "part"))
    part = "" if around is None else f"&part={around}"
    address = f"/cases/{episode.id}/session?day={day}{part}&at={_number(text_of(fields, 'at'))}"
    return RedirectResponse(address, status_code=303)


def _screen(step: GuidedStep, knowledge: Knowledge) -> _Screen:
    phases = json.dumps([[phase.name, phase.seconds] for phase in step.phases])
    if step.exercise is None:
        return _Screen(
            title=step.title,
            part=PART_WORDS[step.part],
            dose=step.dose,
            exercise="",
            position="",
            cues=_RUN_CUES,
            caution="",
            figure=_moving(_RUNNING, knowledge),
            phases=phases,
        )
    exercise = knowledge.exercises[step.exercise]
    walks_around = step.exercise == _WALKING and step.part is not SessionPart.MAIN
    return _Screen(
        title=exercise.name,
        part=PART_WORDS[step.part],
        dose=step.dose,
        exercise=exercise.id,
        position=exercise.position,
        cues=_WALK_CUES if walks_around else exercise.cues,
        caution=exercise.caution,
        figure=_moving(step.exercise, knowledge),
        phases=phases,
    )


def _moving(name: str, knowledge: Knowledge) -> Markup | None:
    exercise = knowledge.exercises.get(name)
    svg = None if exercise is None else exercise_figure(exercise.figure, animated=True)
    return None if svg is None else drawing(svg)


def _around(written: str) -> AroundRun | None:
    return AroundRun(written) if written in set(AroundRun) else None


def _day(written: str, today: date) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return today


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0  # noqa: PLR2004
