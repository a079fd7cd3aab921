"""The addresses of the programs' side; each does one thing with what it is given, and keeps nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from backstride.assess import assess, step
from backstride.model.codec import encode_json
from backstride.model.errors import InputError, UserError
from backstride.model.identifiers import QuestionId
from backstride.report.catalogue import catalogue_rows
from backstride.report.interchange import assessment_json, plan_json
from backstride.training import load_series
from backstride.web.api.openapi import PARTS, openapi
from backstride.web.api.reading import UnsupportedError, case_in, require_days, sent
from backstride.web.api.shapes import CaseBody, LoadRequest, NextQuestion, QuestionRequest
from backstride.web.problem import problem
from backstride.web.site import Site, site_of

__all__ = ["answer_case", "ask_next", "describe", "list_part", "make_plan", "work_out_load"]

Endpoint = Callable[[Request], Awaitable[Response]]


def _posted(kind: Any) -> Callable[[Callable[[Site, Any], Any]], Endpoint]:  # noqa: ANN401 - any shape msgspec reads
    """Make an endpoint of a function of the site and the body that was sent."""

    def decorate(handler: Callable[[Site, Any], Any]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            try:
                body = await sent(request, kind)
                return _json(await run_in_threadpool(handler, site_of(request), body))
            except UnsupportedError as error:
                return problem(415, error.line())
            except UserError as error:
                return problem(422, error.line())

        return endpoint

    return decorate


@_posted(CaseBody)
def answer_case(site: Site, body: CaseBody) -> dict[str, Any]:
    """Answer a case: how urgent, what it may be, what to do."""
    case = case_in(body, site.knowledge, now=site.now)
    return assessment_json(assess(case, site.knowledge, case.now or site.now))


@_posted(CaseBody)
def make_plan(site: Site, body: CaseBody) -> dict[str, Any]:
    """Give the plan of a case."""
    case = case_in(body, site.knowledge, now=site.now)
    plan = assess(case, site.knowledge, case.now or site.now).plan
    if plan is None:
        raise RuntimeError("an assessment always carries a plan")
    return plan_json(plan)


@_posted(QuestionRequest)
def ask_next(site: Site, body: QuestionRequest) -> NextQuestion:
    """Give the next question of an interview; what was answered stands in the case."""
    case = case_in(body.case, site.knowledge, now=site.now)
    confirmed = [QuestionId(one) for one in body.confirmed]
    taken = step(case, site.knowledge, case.now or site.now, confirmed=confirmed)
    return NextQuestion(question=taken.next.question, stop_reason=taken.next.stop, triage=taken.verdict)


@_posted(LoadRequest)
def work_out_load(site: Site, body: LoadRequest) -> Any:  # noqa: ANN401 - encoded as it is
    """Work out the load of a list of sessions."""
    if not body.sessions:
        raise InputError("there are no sessions to work with", where="sessions", advice="send at least one run")
    case = case_in({"log": _rows(body)}, site.knowledge, now=site.now)
    until = body.until or max(session.date for session in case.log)
    require_days(iter([("until", until)]), today=site.now.date())
    return load_series((), case.log, until=until)


def _rows(body: LoadRequest) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in row.__struct_fields__} for row in body.sessions]


def list_part(request: Request) -> Response:
    """List one part of what is known."""
    part = request.path_params["part"]
    if part not in PARTS:
        return problem(404, f"There is no such list. There are: {', '.join(PARTS)}.")
    return _json(catalogue_rows(site_of(request).knowledge, part))


def describe(_request: Request) -> Response:
    """Describe all of this for programs."""
    return _json(openapi())


def _json(value: object) -> Response:
    return Response(encode_json(value), media_type="application/json")
