"""The programs' side under whatever its own description allows, and more: never a mistake of ours.

A short run with a fixed seed stands in the suite, a long one under ``dev.py prove``.
"""

import warnings
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.schema import FindingType
from backstride.model.question import Choice
from backstride.web.api.openapi import openapi
from backstride.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
MODES = list(schemathesis.GenerationMode)
AROUND = (date(1990, 1, 1), date(2030, 1, 1))
POSTED = [path for path, methods in openapi()["paths"].items() if "post" in methods]


@pytest.fixture(scope="module")
def app_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "home"


@pytest.fixture(scope="module")
def described(app_home: Path) -> schemathesis.BaseSchema:
    schema = schemathesis.openapi.from_dict(openapi())
    schema.app = create_app(app_home, limits=())
    return schema


@pytest.fixture(scope="module")
def api(app_home: Path) -> TestClient:
    return TestClient(create_app(app_home, limits=()), base_url="http://127.0.0.1")


def try_many(described: schemathesis.BaseSchema, path: str, mode: schemathesis.GenerationMode, examples: int) -> None:
    operation = described[path]["POST"]

    @seed(20261122)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url="http://127.0.0.1", checks=CHECKS)

    run()


@pytest.mark.parametrize("mode", MODES, ids=[mode.value for mode in MODES])
@pytest.mark.parametrize("path", POSTED)
def test_whatever_the_description_allows_or_forbids_gets_an_answer_it_describes(
    described: schemathesis.BaseSchema, path: str, mode: schemathesis.GenerationMode
):
    try_many(described, path, mode, examples=12)


@pytest.mark.prove
@pytest.mark.parametrize("mode", MODES, ids=[mode.value for mode in MODES])
@pytest.mark.parametrize("path", POSTED)
def test_the_same_for_long(described: schemathesis.BaseSchema, path: str, mode: schemathesis.GenerationMode):
    try_many(described, path, mode, examples=1500)


def possible_answers() -> st.SearchStrategy[dict[str, Any]]:
    """Draw answers that name real findings, with values that are often possible."""
    texts = load_knowledge().findings.values()
    values = {text.id: one_answer(text.type, text.minimum, text.maximum, text.choices) for text in texts}
    return st.lists(st.sampled_from(sorted(values)), max_size=25, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: values[name] for name in names})
    )


def one_answer(
    kind: FindingType, low: float | None, high: float | None, choices: Iterable[Choice]
) -> st.SearchStrategy[Any]:
    if kind is FindingType.NUMBER:
        return st.floats(low, high) | st.just("unknown")
    if kind is FindingType.CHOICE:
        return st.sampled_from([*(choice.id for choice in choices), "unknown"])
    return st.sampled_from(["present", "absent", "unknown", True, False])


CASES = st.fixed_dictionaries(
    {"answers": possible_answers()},
    optional={
        "runner": st.fixed_dictionaries(
            {}, optional={"age_years": st.integers(0, 110), "sex": st.sampled_from(["male", "female", "unspecified"])}
        ),
        "log": st.lists(
            st.fixed_dictionaries(
                {"date": st.dates(min_value=AROUND[0], max_value=AROUND[1]).map(str), "minutes": st.floats(0, 1e6)}
            ),
            max_size=8,
        ),
        "now": st.just("2026-11-22T09:00:00Z"),
    },
)


def answers_to(api: TestClient, case: dict[str, Any]) -> None:
    for path, body in (("/api/assess", case), ("/api/plan", case), ("/api/question", {"case": case})):
        assert api.post(path, json=body).status_code in {200, 422}, case


@seed(20261122)
@settings(max_examples=12, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=CASES)
def test_cases_made_of_real_findings_are_answered(api: TestClient, case: dict[str, Any]):
    answers_to(api, case)


@pytest.mark.prove
@settings(max_examples=1000, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=CASES)
def test_many_cases_made_of_real_findings_are_answered(api: TestClient, case: dict[str, Any]):
    answers_to(api, case)
