"""What to do today: the day's sessions, the check-in, and what changed in the plan and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.model.plan import Plan, PlanEvent, PlanState
from backstride.model.verdict import Level
from backstride.plan.words import session_words
from backstride.report.wording import STATE_WORDS
from backstride.service.answer import answer_of
from backstride.service.diary import begin_again, day_of, keep_plan
from backstride.service.episode import Episode
from backstride.service.sent_calendar import holds_events
from backstride.service.shelf import Shelf
from backstride.web.dates import day_words, local_day
from backstride.web.forms import text_of
from backstride.web.local_place import travelled_zone
from backstride.web.site import episode_of, page, site_of
from backstride.web.wording import sentence

__all__ = ["keep_plan_as_it_was", "show_today", "start_plan_again"]

_EVENTS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One change of the plan as the page shows it."""

    iso: str
    day: str
    lines: tuple[str, ...]
    may_be_kept: bool
    kept: bool


def show_today(request: Request) -> Response:
    """Show today; before there is an answer, lead on with the questions."""
    site, episode = site_of(request), episode_of(request)
    if episode.case.runner.age_years is None:
        return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)
    assessment = answer_of(site.home, episode, site.knowledge, now=site.now).assessment
    if assessment.triage.at_most >= Level.SAME_DAY or assessment.plan is None:
        return RedirectResponse(f"/cases/{episode.id}/answer", status_code=303)
    plan = assessment.plan
    today = local_day(site.now, episode.case.runner.time_zone)
    return page(
        request,
        "today.html",
        case_id=episode.id,
        today=day_words(today),
        iso=today.isoformat(),
        state=STATE_WORDS[plan.state],
        sessions=tuple(_sessions(plan, today)),
        has_weeks=bool(plan.weeks),
        written=day_of(episode.case, today) is not None,
        saved=bool(request.query_params.get("saved")),
        looked_back=[step.text for step in plan.today if str(step.id).startswith("look_back")],
        withheld=[f"{sentence(one.what)} {sentence(one.why)}" for one in plan.withheld] if not plan.weeks else [],
        events=[_event(one) for one in reversed(plan.events[-_EVENTS_SHOWN:])],
        block=_block(episode, today),
        stopped=_stopped(plan),
        visit_near=assessment.triage.at_most >= Level.ROUTINE_CLINICIAN or _stopped(plan) == "clinician",
        zone=episode.case.runner.time_zone,
        new_zone="" if episode.shelf == Shelf.DEMO else travelled_zone(episode.case.runner.time_zone, request.cookies),
        in_calendar=not plan.weeks and holds_events(episode, now=site.now),
    )


def keep_plan_as_it_was(request: Request, fields: FormData) -> Response:
    """Take a change of the plan back, or let it stand again."""
    site, episode = site_of(request), episode_of(request)
    try:
        day = date.fromisoformat(text_of(fields, "day"))
    except ValueError:
        return RedirectResponse(f"/cases/{episode.id}/today", status_code=303)
    keep_plan(site.home, episode.id, day, keep=text_of(fields, "keep") == "1", now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/today", status_code=303)


def start_plan_again(request: Request, fields: FormData) -> Response:
    """Start the plan anew where the answers allow it."""
    site, episode = site_of(request), episode_of(request)
    verdict = answer_of(site.home, episode, site.knowledge, now=site.now).assessment.triage
    score = text_of(fields, "pain_now_0_to_10")
    told = float(score) if score.isascii() and score.isdigit() and int(score) <= 10 else None  # noqa: PLR2004
    if verdict.at_most < Level.SAME_DAY and told is not None and text_of(fields, "sure") == "1":
        begin_again(site.home, episode.id, pain_0_to_10=told, now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/today", status_code=303)


def _sessions(plan: Plan, today: date) -> Iterator[str]:
    for week in plan.weeks:
        for session in week.sessions:
            if session.day == today:
                yield session_words(session)


def _event(one: PlanEvent) -> EventView:
    return EventView(
        iso=one.day.isoformat(),
        day=day_words(one.day),
        lines=tuple(sentence(text) for text in one.reasons),
        may_be_kept=one.may_be_kept,
        kept=one.kept,
    )


def _block(episode: Episode, today: date) -> str:
    """Say which block of a change that is tried today belongs to."""
    experiment = episode.state.experiment
    if experiment is None or today > experiment.blocks[-1].last:
        return ""
    block = experiment.block_on(today)
    if block is None:
        return f"You are trying: {experiment.what}. The first two weeks stay as usual."
    until = day_words(block.last)
    way = "with" if block.with_change else "without"
    return f"You are trying: {experiment.what}. Until {until}: {way} it."


def _stopped(plan: Plan) -> str:
    """Say why the plan stands still, for a new start: ``signs``, ``clinician``, or nothing."""
    stops = [event for event in plan.events if event.after is PlanState.WAIT and event.before is not PlanState.WAIT]
    if plan.state is not PlanState.WAIT or not (stops or any(event.safety_again for event in plan.events)):
        return ""
    return "signs" if any(event.safety_again for event in plan.events) else "clinician"
