"""Every address of the app, and the function that answers it."""

from __future__ import annotations

from starlette.routing import Mount, Route

from backstride.web.late_pages import late, late_form
from backstride.web.static_files import KeptFiles
from backstride.web.templating import STATIC

__all__ = ["all_routes"]

_CASE = "/cases/{case}"


def all_routes() -> list[Route | Mount]:
    """List the addresses, by what a person does there."""
    return [
        *_open_routes(),
        *_question_routes(),
        *_file_routes(),
        *_answer_routes(),
        *_exercise_routes(),
        *_diary_routes(),
        *_data_routes(),
        *_api_routes(),
        Mount("/static", KeptFiles(directory=STATIC), name="static"),
    ]


def _open_routes() -> list[Route]:
    """List what belongs to no set of answers: beginning, pairing, reading."""
    return [
        Route("/", late("start:start")),
        Route("/runners", late_form("start:add_runner"), methods=["POST"]),
        Route("/runners/{runner}", late_form("start:name_runner"), methods=["POST"]),
        Route("/cases", late_form("start:begin"), methods=["POST"]),
        Route("/demo", late_form("demo:open_demo"), methods=["POST"]),
        Route("/pair", late("pair:show_pair")),
        Route("/pair", late_form("pair:pair"), methods=["POST"]),
        Route("/devices", late("pair:show_devices")),
        Route("/devices/code", late_form("pair:make_code"), methods=["POST"]),
        Route("/devices/{device}/forget", late_form("pair:forget"), methods=["POST"]),
        Route("/worry", late("worry:ask_whose_worry")),
        Route("/about", late("about:about")),
        Route("/docs", late("docs:show_docs")),
        Route("/docs/{page:path}", late("docs:show_docs")),
        Route("/evidence", late("evidence:show_evidence")),
        Route("/evidence/changes", late("evidence:show_changes")),
        Route("/evidence/{kind}", late("evidence:show_shelf")),
        Route("/evidence/{kind}/{record}", late("evidence:show_record")),
        Route("/service-worker.js", late("service_worker:show_service_worker")),
    ]


def _question_routes() -> list[Route]:
    one = f"{_CASE}/questions/{{number:int}}"
    return [
        Route(f"{_CASE}/next", late("next_page:go_on")),
        Route(one, late("questions:show_question")),
        Route(one, late_form("questions:answer_question"), methods=["POST"]),
        Route(f"{one}/unsure", late("questions:show_unsure")),
        Route(f"{one}/unsure", late_form("questions:name_unsure"), methods=["POST"]),
        Route(f"{one}/feel", late("places:show_feel")),
        Route(f"{one}/feel", late_form("places:take_feel"), methods=["POST"]),
        Route(f"{_CASE}/time-zone", late_form("time_zone:move_time_zone"), methods=["POST"]),
    ]


def _file_routes() -> list[Route]:
    parcel = f"{_CASE}/parcels/{{parcel}}"
    return [
        Route(f"{_CASE}/files", late("files:show_files")),
        Route(f"{_CASE}/upload", late("files:take_upload"), methods=["POST"]),
        Route(f"{_CASE}/parcels", late_form("parcels:announce"), methods=["POST"]),
        Route(parcel, late("parcels:tell_offset")),
        Route(parcel, late("parcels:take_piece"), methods=["PUT"]),
        Route(f"{parcel}/drop", late_form("parcels:drop"), methods=["POST"]),
        Route(f"{_CASE}/log", late_form("files:add_log"), methods=["POST"]),
        Route(f"{_CASE}/log/remove", late_form("files:remove_log"), methods=["POST"]),
        Route(f"{_CASE}/height", late_form("files:set_height"), methods=["POST"]),
        Route(f"{_CASE}/jobs", late("files:show_jobs")),
        Route(f"{_CASE}/jobs/{{job}}/stop", late_form("files:stop_job"), methods=["POST"]),
    ]


def _answer_routes() -> list[Route]:
    return [
        Route(f"{_CASE}/answer", late("answer:show_answer")),
        Route(f"{_CASE}/training", late("training:show_training")),
        Route(f"{_CASE}/what-if", late("what_if:show_what_if")),
        Route(f"{_CASE}/form", late("form:show_form")),
        Route(f"{_CASE}/form/{{clip}}/{{file}}", late("form:show_form_picture")),
        Route(f"{_CASE}/filming", late("form:show_filming")),
        Route(f"{_CASE}/plan", late("plan:show_plan")),
        Route(f"{_CASE}/plan/fit", late("plan_fit:show_fit")),
        Route(f"{_CASE}/plan/fit", late_form("plan_fit:fit_plan"), methods=["POST"]),
        Route(f"{_CASE}/plan/week", late("plan_out:show_week")),
        Route(f"{_CASE}/plan/{{file}}", late("plan_out:take_plan")),
        Route(f"{_CASE}/report", late("report:show_report")),
        Route(f"{_CASE}/report.{{kind}}", late("report:take_report")),
        Route(f"{_CASE}/history", late("history:show_history")),
        Route(f"{_CASE}/history", late_form("history:write_history"), methods=["POST"]),
        Route(f"{_CASE}/history/remove", late_form("history:remove_history"), methods=["POST"]),
    ]


def _exercise_routes() -> list[Route]:
    return [
        Route("/exercises", late("exercises:show_exercises")),
        Route("/exercises/{exercise}", late("exercises:show_exercise")),
        Route(f"{_CASE}/exercises", late("exercises:show_exercises")),
        Route(f"{_CASE}/exercises/{{exercise}}", late("exercises:show_exercise")),
        Route(f"{_CASE}/session", late("session:show_session")),
        Route(f"{_CASE}/session/swap", late_form("session:swap_exercise"), methods=["POST"]),
    ]


def _diary_routes() -> list[Route]:
    return [
        Route(f"{_CASE}/today", late("today:show_today")),
        Route(f"{_CASE}/today/keep", late_form("today:keep_plan_as_it_was"), methods=["POST"]),
        Route(f"{_CASE}/today/begin-again", late_form("today:start_plan_again"), methods=["POST"]),
        Route(f"{_CASE}/check-in", late("check_in:show_check_in")),
        Route(f"{_CASE}/check-in", late_form("check_in:write_check_in"), methods=["POST"]),
        Route(f"{_CASE}/own-activities", late_form("check_in:name_own_activities"), methods=["POST"]),
        Route(f"{_CASE}/days", late("check_in:show_days")),
        Route(f"{_CASE}/trends", late("trends:show_trends")),
        Route(f"{_CASE}/trends/experiment", late_form("trends:begin_experiment"), methods=["POST"]),
        Route(f"{_CASE}/trends/experiment/end", late_form("trends:end_experiment"), methods=["POST"]),
        Route(f"{_CASE}/worry", late("worry:show_worry")),
        Route(f"{_CASE}/worry", late_form("worry:take_worry"), methods=["POST"]),
    ]


def _data_routes() -> list[Route]:
    copy, who = "/data/copies/{name}", "/data/erase/{who}"
    return [
        Route("/data", late("data:show_data")),
        Route("/data/everything", late_form("data:take_everything"), methods=["POST"]),
        Route("/data/copies", late_form("data:make_copy"), methods=["POST"]),
        Route("/data/daily", late_form("data:switch_daily"), methods=["POST"]),
        Route("/data/upload", late("data:bring_file_back"), methods=["POST"]),
        Route(copy, late("data:take_copy")),
        Route(f"{copy}/remove", late_form("data:remove_copy"), methods=["POST"]),
        Route(f"{copy}/bring-back", late("data:ask_bring_back")),
        Route(f"{copy}/bring-back", late_form("data:bring_copy_back"), methods=["POST"]),
        Route(who, late("data:ask_erase_data")),
        Route(who, late_form("data:erase_data"), methods=["POST"]),
        Route(f"{_CASE}/erase", late("erase:ask_erase")),
        Route(f"{_CASE}/erase", late_form("erase:erase"), methods=["POST"]),
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
