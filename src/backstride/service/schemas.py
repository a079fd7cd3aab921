"""The published JSON Schemas: one file for each shape that other programs rely on.

Run ``python -m backstride.service.schemas FOLDER`` to write them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from backstride.knowledge.schema import published_schema
from backstride.model.form import FormReport
from backstride.model.load import LoadSeries, WhatIf
from backstride.model.plan import Plan
from backstride.model.question import Question
from backstride.report.catalogue import CauseRow, FindingRow
from backstride.report.interchange import AssessmentShape
from backstride.service.case_file import CaseFile
from backstride.service.import_answer import ImportAnswer

__all__ = ["SHAPES", "schema_of", "write_schemas"]

SHAPES: dict[str, Any] = {
    "case": CaseFile,
    "assessment": AssessmentShape,
    "question": Question,
    "import": ImportAnswer,
    "load": LoadSeries,
    "what-if": WhatIf,
    "form": FormReport,
    "plan": Plan,
    "catalogue-findings": list[FindingRow],
    "catalogue-causes": list[CauseRow],
}
"""Published name to type; each type is what the command writes."""


def schema_of(shape: Any) -> dict[str, Any]:  # noqa: ANN401 - any type msgspec can describe
    """Give the JSON Schema of a shape."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(shape)}


def write_schemas(folder: Path) -> None:
    """Write every schema of the outputs, and that of the knowledge files, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in {
        **{name: schema_of(shape) for name, shape in SHAPES.items()},
        "knowledge": published_schema(),
    }.items():
        _write(folder / f"{name}.schema.json", schema)


def _write(path: Path, schema: dict[str, Any]) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2) + b"\n")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas"))
