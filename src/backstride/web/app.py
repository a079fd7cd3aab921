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
from backstride.web.failure import BugGuard, show_missing, show_user_error
from backstride.web.forms import form_page
from backstride.web.pages.about import about
from backstride.web.pages.answer import show_answer
from backstride.web.pages.check_in import name_own_activities, show_check_in, show_days, write_check_in
from backstride.web.pages.demo import open_demo
from backstride.web.pages.docs import show_docs
from backstride.web.pages.erase import ask_erase, erase
from backstride.web.pages.evidence import EVIDENCE_ROUTES
from backstride.web.pages.exercises import show_exercise, show_exercises
from backstride.web.pages.files import add_log, remove_log, set_height, show_files, show_jobs, stop_job, take_upload
from backstride.web.pages.form import show_filming, show_form, show_form_picture
from backstride.web.pages.next_page import go_on
from backstride.web.pages.plan import show_plan
from backstride.web.pages.plan_fit import fit_plan, show_fit
from backstride.web.pages.plan_out import show_week, take_plan
from backstride.web.pages.questions import answer_question, name_unsure, show_question, show_unsure
from backstride.web.pages.report import show_report, take_report
from backstride.web.pages.service_worker import show_service_worker
from backstride.web.pages.session import show_session, swap_exercise
from backstride.web.pages.start import add_runner, begin, name_runner, start
from backstride.web.pages.today import keep_plan_as_it_was, show_today, start_plan_again
from backstride.web.pages.training import show_training
from backstride.web.pages.trends import begin_experiment, end_experiment, show_trends
from backstride.web.pages.what_if import show_what_if
from backstride.web.pages.worry import show_worry, take_worry
from backstride.web.security import BodySizeLimit, CrossSiteGuard, HostAllowList, SecurityHeaders
from backstride.web.security.hosts import LOOPBACK_HOSTS
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
    return path.startswith("/cases/") and path.endswith("/upload")


def create_app(
    home: Path, *, hosts: Collection[str] = LOOPBACK_HOSTS, clock: Callable[[], datetime] = utc_now
) -> Starlette:
    """Make the app over a data folder.

    Parameters
    ----------
    hosts
        Names it answers to.
    clock
        Gives the moment.
    """
    app = Starlette(
        routes=_routes(),
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(HostAllowList, hosts=hosts),
            Middleware(CrossSiteGuard),
            Middleware(BugGuard),
            Middleware(BodySizeLimit, is_upload=is_upload),
            Middleware(GZipMiddleware, minimum_size=_SMALLEST_COMPRESSED_BYTES),
        ],
        exception_handlers={UserError: show_user_error, HTTPException: show_missing},
    )
    app.state.site = Site(home=home, templates=make_templates(), clock=clock)
    return app


def _routes() -> list[Route | Mount]:
    case = "/cases/{case}"
    return [
        Route("/", start),
        Route("/about", about),
        Route("/docs", show_docs),
        Route("/docs/{page:path}", show_docs),
        *EVIDENCE_ROUTES,
        Route("/service-worker.js", show_service_worker),
        Route("/runners", form_page(add_runner), methods=["POST"]),
        Route("/runners/{runner}", form_page(name_runner), methods=["POST"]),
        Route("/demo", form_page(open_demo), methods=["POST"]),
        Route("/cases", form_page(begin), methods=["POST"]),
        Route(f"{case}/next", go_on),
        Route(f"{case}/questions/{{number:int}}", show_question),
        Route(f"{case}/questions/{{number:int}}", form_page(answer_question), methods=["POST"]),
        Route(f"{case}/questions/{{number:int}}/unsure", show_unsure),
        Route(f"{case}/questions/{{number:int}}/unsure", form_page(name_unsure), methods=["POST"]),
        Route(f"{case}/files", show_files),
        Route(f"{case}/upload", take_upload, methods=["POST"]),
        Route(f"{case}/log", form_page(add_log), methods=["POST"]),
        Route(f"{case}/log/remove", form_page(remove_log), methods=["POST"]),
        Route(f"{case}/height", form_page(set_height), methods=["POST"]),
        Route(f"{case}/jobs", show_jobs),
        Route(f"{case}/jobs/{{job}}/stop", form_page(stop_job), methods=["POST"]),
        Route(f"{case}/answer", show_answer),
        Route(f"{case}/training", show_training),
        Route(f"{case}/what-if", show_what_if),
        Route(f"{case}/form", show_form),
        Route(f"{case}/form/{{clip}}/{{file}}", show_form_picture),
        Route(f"{case}/filming", show_filming),
        Route(f"{case}/plan", show_plan),
        Route(f"{case}/plan/fit", show_fit),
        Route(f"{case}/plan/fit", form_page(fit_plan), methods=["POST"]),
        Route(f"{case}/plan/week", show_week),
        Route(f"{case}/plan/{{file}}", take_plan),
        Route("/exercises", show_exercises),
        Route("/exercises/{exercise}", show_exercise),
        Route(f"{case}/exercises", show_exercises),
        Route(f"{case}/exercises/{{exercise}}", show_exercise),
        Route(f"{case}/report", show_report),
        Route(f"{case}/report.{{kind}}", take_report),
        Route(f"{case}/session", show_session),
        Route(f"{case}/session/swap", form_page(swap_exercise), methods=["POST"]),
        *_diary_routes(case),
        Route(f"{case}/erase", ask_erase),
        Route(f"{case}/erase", form_page(erase), methods=["POST"]),
        Mount("/static", KeptFiles(directory=STATIC), name="static"),
    ]


def _diary_routes(case: str) -> list[Route]:
    return [
        Route(f"{case}/today", show_today),
        Route(f"{case}/today/keep", form_page(keep_plan_as_it_was), methods=["POST"]),
        Route(f"{case}/today/begin-again", form_page(start_plan_again), methods=["POST"]),
        Route(f"{case}/check-in", show_check_in),
        Route(f"{case}/check-in", form_page(write_check_in), methods=["POST"]),
        Route(f"{case}/own-activities", form_page(name_own_activities), methods=["POST"]),
        Route(f"{case}/days", show_days),
        Route(f"{case}/trends", show_trends),
        Route(f"{case}/trends/experiment", form_page(begin_experiment), methods=["POST"]),
        Route(f"{case}/trends/experiment/end", form_page(end_experiment), methods=["POST"]),
        Route(f"{case}/worry", show_worry),
        Route(f"{case}/worry", form_page(take_worry), methods=["POST"]),
    ]
