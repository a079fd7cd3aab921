"""Browse the exercises, and look at one: for everybody, or with what speaks against each for one runner."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.figures import exercise_figure
from backstride.knowledge.base import Knowledge
from backstride.knowledge.exercise import ExerciseRegion
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.preferences import Equipment
from backstride.model.verdict import Level
from backstride.plan.exercise_choice import ExerciseChoice
from backstride.plan.limits import limits_of
from backstride.service.answer import answer_of
from backstride.triage.urgency import holding_clearance
from backstride.web.dates import local_day
from backstride.web.drawing import drawing
from backstride.web.exercise_view import NOTHING, exercise_view, found, shelf
from backstride.web.exercise_words import EQUIPMENT_WORDS, REGION_WORDS
from backstride.web.site import Site, episode_of, page, site_of

__all__ = ["show_exercise", "show_exercises"]

_MOST_DIGITS = 3
_MOST_LETTERS = 60


def show_exercises(request: Request) -> Response:
    """Show a page of the exercises that fit what was asked for."""
    site, base = site_of(request), _base(request)
    choice = _choice_of(request)
    if isinstance(choice, Response):
        return choice
    query = request.query_params
    words = query.get("q", "")[:_MOST_LETTERS].strip()
    region = _one_of(query.get("region", ""), {one.value for one in ExerciseRegion})
    thing = _one_of(query.get("have", ""), {NOTHING, *(one.value for one in Equipment)})
    exercises = site.knowledge.exercises.values()
    hits = found(exercises, words=words, region=ExerciseRegion(region) if region else None, thing=thing)
    written = query.get("page", "")
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS else 1
    used = {thing for one in exercises for thing in one.equipment}
    return page(
        request,
        "exercises.html",
        base=base,
        case_id=request.path_params.get("case", ""),
        shelf=shelf(hits, number, choice),
        all_count=len(exercises),
        words=words,
        region=region,
        thing=thing,
        regions=[(one.value, name) for one, name in REGION_WORDS.items()],
        things=[
            (NOTHING, "Nothing but floor and wall"),
            *((t.value, w) for t, w in EQUIPMENT_WORDS.items() if t in used),
        ],
    )


def show_exercise(request: Request) -> Response:
    """Show one exercise as it moves, and all that is known about it."""
    site = site_of(request)
    exercise = site.knowledge.exercises.get(request.path_params["exercise"])
    if exercise is None:
        raise HTTPException(404)
    choice = _choice_of(request)
    if isinstance(choice, Response):
        return choice
    svg = exercise_figure(exercise.figure, animated=True)
    return page(
        request,
        "exercise.html",
        base=_base(request),
        case_id=request.path_params.get("case", ""),
        exercise=exercise_view(exercise, site.knowledge, choice),
        figure=None if svg is None else drawing(svg),
    )


def _base(request: Request) -> str:
    case_id = request.path_params.get("case")
    return "/exercises" if case_id is None else f"/cases/{case_id}/exercises"


def _one_of(written: str, known: set[str]) -> str:
    return written if written in known else ""


def _choice_of(request: Request) -> ExerciseChoice | Response | None:
    """Give what the runner may do; None without a runner, and the answer where something urgent comes first."""
    if "case" not in request.path_params:
        return None
    site, episode = site_of(request), episode_of(request)
    if episode.case.runner.age_years is None:
        return RedirectResponse(f"/cases/{episode.id}/answer", status_code=303)
    assessment = answer_of(site.home, episode, site.knowledge, now=site.now).assessment
    if assessment.triage.at_most >= Level.SAME_DAY:
        return RedirectResponse(f"/cases/{episode.id}/answer", status_code=303)
    return _choice(site, episode.case, assessment)


def _choice(site: Site, case: Case, assessment: Assessment) -> ExerciseChoice:
    """Work out what the plan worked out too; jumps count as earned once the plan holds one."""
    facts = {finding.id: finding for finding in assessment.findings}
    today = local_day(site.now, case.runner.time_zone)
    cleared = holding_clearance(assessment.triage.rules, facts, case.clearances, today) is not None
    return ExerciseChoice.of(
        facts,
        assessment.ranking,
        site.knowledge,
        limits=limits_of(assessment.triage, assessment.ranking, facts, site.knowledge, cleared=cleared),
        preferences=case.preferences,
        plyometric=_has_jumps(assessment, site.knowledge),
    )


def _has_jumps(assessment: Assessment, knowledge: Knowledge) -> bool:
    if assessment.plan is None:
        return False
    return any(
        knowledge.exercises[dose.id].region is ExerciseRegion.PLYOMETRIC
        for week in assessment.plan.weeks
        for session in week.sessions
        for dose in session.exercises
        if dose.id in knowledge.exercises
    )
