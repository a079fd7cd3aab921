"""The published schemas are fresh, and what commands write fits them."""

from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import msgspec
import pytest

from backstride.assess import assess
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Answer, Case, Runner
from backstride.model.identifiers import FindingId
from backstride.report.catalogue import catalogue_rows
from backstride.report.interchange import assessment_json
from backstride.service.schemas import SHAPES, schema_of, write_schemas


def test_the_published_schemas_are_fresh(root: Path, tmp_path: Path) -> None:
    write_schemas(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (root / "schemas").glob("*.schema.json")}
    assert kept == made, "run: python3 dev.py compile"


def checked(name: str, value: object) -> None:
    jsonschema.Draft202012Validator(schema_of(SHAPES[name])).validate(msgspec.json.decode(msgspec.json.encode(value)))


def test_an_assessment_fits_its_schema() -> None:
    case = Case(runner=Runner(age_years=38)).with_answers([Answer.number(FindingId("pain_intensity_0_to_10"), 4)])
    answer = assess(case, load_knowledge(), datetime(2026, 11, 22, tzinfo=UTC))
    checked("assessment", assessment_json(answer))


@pytest.mark.parametrize("part", ["findings", "causes"])
def test_the_catalogue_fits_its_schema(part: str) -> None:
    checked(f"catalogue-{part}", catalogue_rows(load_knowledge(), part))
