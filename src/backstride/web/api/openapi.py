"""The description of the programs' side, OpenAPI 3.1, from the same types that read and write it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from backstride import __version__
from backstride.knowledge.exercise import Exercise
from backstride.knowledge.schema import Advice, Rule, Source, schema_hook
from backstride.model.load import LoadSeries
from backstride.model.plan import Plan
from backstride.report.catalogue import CauseRow, FindingRow
from backstride.report.interchange import AssessmentShape
from backstride.report.wording import NOT_A_DIAGNOSIS
from backstride.service.case_file import CaseFile
from backstride.web.api.shapes import FILE_FIELDS, LoadRequest, NextQuestion, QuestionRequest
from backstride.web.problem import PROBLEM_TYPE, Problem

__all__ = ["EXAMPLES", "PARTS", "openapi"]

PARTS: Mapping[str, tuple[Any, str]] = {
    "findings": (FindingRow, "Every question that can be asked, with its possible answers."),
    "causes": (CauseRow, "Every cause and contributor."),
    "exercises": (Exercise, "Every exercise with doses, easier and harder ones, and who should leave it out."),
    "rules": (Rule, "Every safety rule with its level and sources."),
    "advice": (Advice, "Common advice, with our verdict and why."),
    "sources": (Source, "Every source that is cited."),
}
"""Lists of what is known: the type of a row, and what it is."""

_CASE_EXAMPLE = {
    "runner": {"age_years": 38, "sex": "male", "country": "GB", "time_zone": "Europe/London"},
    "answers": {"pain_worse_bending_forward": "present", "pain_intensity_0_to_10": 4, "leg_numbness": "unknown"},
    "log": [{"date": "2026-11-20", "minutes": 60, "kind": "treadmill"}],
    "now": "2026-11-22T09:00:00Z",
}
EXAMPLES: Mapping[str, Any] = {
    "/api/assess": _CASE_EXAMPLE,
    "/api/plan": _CASE_EXAMPLE,
    "/api/question": {"case": {"runner": {"age_years": 38, "sex": "male"}}, "confirmed": []},
    "/api/load": {
        "sessions": [
            {"date": "2026-10-25", "distance_km": 9},
            {"date": "2026-11-01", "distance_km": 10},
            {"date": "2026-11-04", "distance_km": 6},
            {"date": "2026-11-08", "distance_km": 10},
            {"date": "2026-11-11", "minutes": 40},
            {"date": "2026-11-15", "distance_km": 19},
        ],
        "until": "2026-11-22",
    },
}
"""A body for each address that takes one."""
_ABOUT = f"""Answers for programs on this machine. Nothing that is sent is stored.

{NOT_A_DIAGNOSIS}

Only this machine is answered, and devices it has paired. A body may hold 256 kB. An interview keeps its state with the
program: put every answer under the id of its item into `answers` of the case, and `unknown` for what was left open;
then ask for the next question."""
_PROBLEMS = {
    "401": "This device has not been paired. Only where the app is open to the home network.",
    "403": "The request came from the page of another site.",
    "413": "The body is larger than 256 kB.",
    "415": "The body is not marked as JSON.",
    "422": "The body cannot be read, or holds what cannot be. The detail says which part.",
    "429": "Asked too often. The header Retry-After says how many seconds to wait.",
}
_EVERYWHERE = ("401", "429")


@cache
def openapi() -> dict[str, Any]:
    """Give the whole description.

    Examples
    --------
    >>> openapi()["openapi"], sorted(openapi()["paths"])[0]
    ('3.1.0', '/api/assess')
    """
    paths = {
        "/api/assess": _posts("answer_case", "Answer a case", "Case", "AssessmentShape"),
        "/api/question": _posts("ask_next", "Give an interview's next question", "QuestionRequest", "NextQuestion"),
        "/api/plan": _posts("make_plan", "Make the plan of a case", "Case", "Plan"),
        "/api/load": _posts("work_out_load", "Work out the load of a list of sessions", "LoadRequest", "LoadSeries"),
        **{f"/api/catalogue/{part}": _lists(part, row, about) for part, (row, about) in PARTS.items()},
    }
    for path, example in EXAMPLES.items():
        paths[path]["post"]["requestBody"]["content"]["application/json"]["example"] = example
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Backstride",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": _schemas(), "responses": _responses()},
    }


def _posts(name: str, summary: str, request: str, answer: str) -> dict[str, Any]:
    return {
        "post": {
            "operationId": name,
            "summary": summary,
            "requestBody": {"required": True, "content": _content(_ref(request))},
            "responses": {"200": {"description": summary, "content": _content(_ref(answer))}, **_refused(*_PROBLEMS)},
        }
    }


def _lists(part: str, row: Any, about: str) -> dict[str, Any]:  # noqa: ANN401 - a type
    rows = {"type": "array", "items": _ref("SourceRow" if row is Source else row.__name__)}
    return {
        "get": {
            "operationId": f"list_{part}",
            "summary": about,
            "responses": {"200": {"description": about, "content": _content(rows)}, **_refused(*_EVERYWHERE)},
        }
    }


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _refused(*statuses: str) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/refused_{status}"} for status in statuses}


def _responses() -> dict[str, Any]:
    content = {PROBLEM_TYPE: {"schema": _ref("Problem")}}
    return {f"refused_{status}": {"description": line, "content": content} for status, line in _PROBLEMS.items()}


def _schemas() -> dict[str, Any]:
    rows = [row for row, _ in PARTS.values()]
    types = (CaseFile, AssessmentShape, Plan, LoadSeries, NextQuestion, LoadRequest, QuestionRequest, Problem, *rows)
    _, schemas = msgspec.json.schema_components(
        types, schema_hook=schema_hook, ref_template="#/components/schemas/{name}"
    )
    case = schemas.pop("CaseFile")
    left = {name: schema for name, schema in case["properties"].items() if name not in FILE_FIELDS}
    left["answers"] = {
        "type": ["object", "null"],
        "description": "By id of the finding: present, absent, unknown, a number, or the id of a choice.",
        "additionalProperties": {"type": ["string", "number", "boolean"]},
    }
    left["now"] = {"type": ["string", "null"], "format": "date-time"}
    schemas["Case"] = {
        **case,
        "title": "Case",
        "description": "A case as in a case file, without the parts that name files.",
        "properties": left,
    }
    schemas.pop("VideoRow", None)
    schemas["QuestionRequest"]["properties"]["case"] = _ref("Case")
    source = schemas["Source"]
    schemas["SourceRow"] = {
        **source,
        "title": "SourceRow",
        "properties": {"id": {"type": "string"}, **source["properties"]},
        "required": ["id", *source.get("required", ())],
    }
    del schemas["Source"]
    return dict(sorted(schemas.items()))
