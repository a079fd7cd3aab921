"""The app: its addresses, its guards, and one plain page for whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route

from backstride.model.errors import UserError
from backstride.web.data_routes import data_routes, parcel_routes, story_routes
from backstride.web.failure import BugGuard, show_missing, show_user_error
from backstride.web.lan import Lan
from backstride.web.late_pages import late, late_form
from backstride.web.limits import LIMITS, too_many
from backstride.web.security import (
    BodySizeLimit,
    CrossSiteGuard,
    HostAllowList,
    PairingGuard,
    RateLimit,
    SecurityHeaders,
)
from backstride.web.security.hosts import LOOPBACK_HOSTS
from backstride.web.security.rate_limit import Limit
from backstride.web.site import Site, utc_now
from backstride.web.static_files import KeptFiles
from backstride.web.templating import STATIC, make_templates

__all__ = ["create_app", "is_upload"]

_SMALLEST_COMPRESSED_BYTES = 800


def is_upload(path: str) -> bool:
    """Say whether an address takes files.

    Examples
    --------
    >>> is_upload("/cases/0123456789abcdef/upload"), is_upload("/cases")
    (True, False)
    """
    return path.startswith(("/cases/", "/data/")) and (path.endswith("/upload") or "/parcels/" in path)


def create_app(
    home: Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    lan: Lan | None = None,
    limits: Collection[Limit] = LIMITS,
) -> Starlette:
    """Make the app over a data folder.

    Parameters
    ----------
    clock
        Gives the moment.
    lan
        The home network it answers to besides this machine; None for this machine alone.
    limits
        How often what is costly may be asked for.
    """
    app = Starlette(
        routes=_routes(),
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(HostAllowList, hosts=LOOPBACK_HOSTS | frozenset(lan.addresses if lan else ())),
            Middleware(CrossSiteGuard),
            Middleware(BugGuard),
            *([Middleware(PairingGuard, home=home, clock=clock)] if lan else []),
            Middleware(RateLimit, limits=limits, clock=clock, too_many=too_many),
            Middleware(BodySizeLimit, is_upload=is_upload),
            Middleware(GZipMiddleware, minimum_size=_SMALLEST_COMPRESSED_BYTES),
        ],
        exception_handlers={UserError: show_user_error, HTTPException: show_missing},
    )
    app.state.site = Site(home=home, templates=make_templates(), clock=clock, lan=lan)
    return app


def _routes() -> list[Route | Mount]:
    case = "/cases/{case}"
    return [
        Route("/", late("start:start")),
        Route("/about", late("about:about")),
        Route("/pair", late("pair:show_pair")),
        Route("/pair", late_form("pair:pair"), methods=["POST"]),
        Route("/devices", late("pair:show_devices")),
        Route("/devices/code", late_form("pair:make_code"), methods=["POST"]),
        Route("/devices/{device}/forget", late_form("pair:forget"), methods=["POST"]),
        Route("/docs", late("docs:show_docs")),
        Route("/docs/{page:path}", late("docs:show_docs")),
        Route("/evidence", late("evidence:show_evidence")),
        Route("/evidence/changes", late("evidence:show_changes")),
        Route("/evidence/{kind}", late("evidence:show_shelf")),
        Route("/evidence/{kind}/{record}", late("evidence:show_record")),
        Route("/service-worker.js", late("service_worker:show_service_worker")),
        Route("/runners", late_form("start:add_runner"), methods=["POST"]),
        Route("/runners/{runner}", late_form("start:name_runner"), methods=["POST"]),
        Route("/demo", late_form("demo:open_demo"), methods=["POST"]),
        Route("/cases", late_form("start:begin"), methods=["POST"]),
        Route(f"{case}/next", late("next_page:go_on")),
        Route(f"{case}/questions/{{number:int}}", late("questions:show_question")),
        Route(f"{case}/questions/{{number:int}}", late_form("questions:answer_question"), methods=["POST"]),
        Route(f"{case}/questions/{{number:int}}/unsure", late("questions:show_unsure")),
        Route(f"{case}/questions/{{number:int}}/unsure", late_form("questions:name_unsure"), methods=["POST"]),
        Route(f"{case}/files", late("files:show_files")),
        Route(f"{case}/upload", late("files:take_upload"), methods=["POST"]),
        *parcel_routes(case),
        *story_routes(case),
        Route(f"{case}/log", late_form("files:add_log"), methods=["POST"]),
        Route(f"{case}/log/remove", late_form("files:remove_log"), methods=["POST"]),
        Route(f"{case}/height", late_form("files:set_height"), methods=["POST"]),
        Route(f"{case}/jobs", late("files:show_jobs")),
        Route(f"{case}/jobs/{{job}}/stop", late_form("files:stop_job"), methods=["POST"]),
        Route(f"{case}/answer", late("answer:show_answer")),
        Route(f"{case}/training", late("training:show_training")),
        Route(f"{case}/what-if", late("what_if:show_what_if")),
        Route(f"{case}/form", late("form:show_form")),
        Route(f"{case}/form/{{clip}}/{{file}}", late("form:show_form_picture")),
        Route(f"{case}/filming", late("form:show_filming")),
        Route(f"{case}/plan", late("plan:show_plan")),
        Route(f"{case}/plan/fit", late("plan_fit:show_fit")),
        Route(f"{case}/plan/fit", late_form("plan_fit:fit_plan"), methods=["POST"]),
        Route(f"{case}/plan/week", late("plan_out:show_week")),
        Route(f"{case}/plan/{{file}}", late("plan_out:take_plan")),
        Route("/exercises", late("exercises:show_exercises")),
        Route("/exercises/{exercise}", late("exercises:show_exercise")),
        Route(f"{case}/exercises", late("exercises:show_exercises")),
        Route(f"{case}/exercises/{{exercise}}", late("exercises:show_exercise")),
        Route(f"{case}/report", late("report:show_report")),
        Route(f"{case}/report.{{kind}}", late("report:take_report")),
        Route(f"{case}/session", late("session:show_session")),
        Route(f"{case}/session/swap", late_form("session:swap_exercise"), methods=["POST"]),
        *_diary_routes(case),
        *data_routes(),
        Route(f"{case}/erase", late("erase:ask_erase")),
        Route(f"{case}/erase", late_form("erase:erase"), methods=["POST"]),
        *_api_routes(),
        Mount("/static", KeptFiles(directory=STATIC), name="static"),
    ]


def _api_routes() -> list[Route]:
    return [
        Route("/api/openapi.json", late("api.endpoints:describe")),
        Route("/api/assess", late("api.endpoints:answer_case"), methods=["POST"]),
        Route("/api/question", late("api.endpoints:ask_next"), methods=["POST"]),
        Route("/api/plan", late("api.endpoints:make_plan"), methods=["POST"]),
        Route("/api/load", late("api.endpoints:work_out_load"), methods=["POST"]),
        Route("/api/catalogue/{part}", late("api.endpoints:list_part")),
    ]


def _diary_routes(case: str) -> list[Route]:
    return [
        Route(f"{case}/today", late("today:show_today")),
        Route(f"{case}/today/keep", late_form("today:keep_plan_as_it_was"), methods=["POST"]),
        Route(f"{case}/today/begin-again", late_form("today:start_plan_again"), methods=["POST"]),
        Route(f"{case}/check-in", late("check_in:show_check_in")),
        Route(f"{case}/check-in", late_form("check_in:write_check_in"), methods=["POST"]),
        Route(f"{case}/own-activities", late_form("check_in:name_own_activities"), methods=["POST"]),
        Route(f"{case}/days", late("check_in:show_days")),
        Route(f"{case}/trends", late("trends:show_trends")),
        Route(f"{case}/trends/experiment", late_form("trends:begin_experiment"), methods=["POST"]),
        Route(f"{case}/trends/experiment/end", late_form("trends:end_experiment"), methods=["POST"]),
        Route(f"{case}/worry", late("worry:show_worry")),
        Route(f"{case}/worry", late_form("worry:take_worry"), methods=["POST"]),
    ]
