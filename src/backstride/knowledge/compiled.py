"""The compiled knowledge base: one JSON file, checked when it is made, loaded in milliseconds.

Run ``python -m backstride.knowledge.compiled`` after any change to a knowledge file.

The whole file is decoded at once, also the parts that only a plan needs: a broken part must be refused at the start and
not in the middle of an answer. Decoding those parts later would save about a quarter of the time.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from backstride.knowledge.base import Knowledge
from backstride.knowledge.exercise import Demand, Exercise
from backstride.knowledge.schema import (
    Advice,
    Cause,
    FindingText,
    Manifest,
    Rule,
    Sign,
    Source,
    decode_hook,
    written,
)
from backstride.model.errors import KnowledgeError

__all__ = ["COMPILED", "compile_knowledge", "load_knowledge"]

COMPILED = Path(__file__).parent / "compiled.json"
"""Where the compiled form is kept."""


class _Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    findings: tuple[FindingText, ...]
    signs: tuple[Sign, ...]
    rules: tuple[Rule, ...]
    causes: tuple[Cause, ...]
    advice: tuple[Advice, ...]
    sources: dict[str, Source]
    manifest: Manifest
    demands: tuple[Demand, ...] = ()
    exercises: tuple[Exercise, ...] = ()


def compile_knowledge(knowledge: Knowledge) -> bytes:
    """Write a knowledge base as one JSON text; equal knowledge gives equal bytes."""
    bundle = _Bundle(
        findings=tuple(knowledge.findings.values()),
        signs=tuple(knowledge.signs.values()),
        rules=tuple(knowledge.rules.values()),
        causes=tuple(knowledge.causes.values()),
        advice=tuple(knowledge.advice.values()),
        sources=dict(knowledge.sources),
        manifest=knowledge.manifest,
        demands=tuple(knowledge.demands.values()),
        exercises=tuple(knowledge.exercises.values()),
    )
    return msgspec.json.format(msgspec.json.encode(written(bundle, defaults=False), order="sorted"), indent=1) + b"\n"


@cache
def load_knowledge(path: Path = COMPILED) -> Knowledge:
    """Load the compiled knowledge base.

    Raises
    ------
    KnowledgeError
        If the file is missing or does not fit the schema.
    """
    try:
        data = path.read_bytes()
        bundle = msgspec.json.decode(data, type=_Bundle, dec_hook=decode_hook)
    except OSError as error:
        raise KnowledgeError(
            "the compiled knowledge is missing",
            where=path.name,
            advice="run python -m backstride.knowledge.compiled",
        ) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise KnowledgeError(
            str(error), where=path.name, advice="run python -m backstride.knowledge.compiled"
        ) from error
    return Knowledge(
        findings=_by_id(bundle.findings),
        signs=_by_id(bundle.signs),
        rules=_by_id(bundle.rules),
        causes=_by_id(bundle.causes),
        advice=_by_id(bundle.advice),
        sources=bundle.sources,
        manifest=bundle.manifest,
        demands=_by_id(bundle.demands),
        exercises=_by_id(bundle.exercises),
        hash=hashlib.sha256(data).hexdigest(),
    )


Record = TypeVar("Record", FindingText, Sign, Rule, Cause, Advice, Demand, Exercise)


def _by_id(records: tuple[Record, ...]) -> dict[str, Record]:
    return {record.id: record for record in records}


def main() -> int:
    """Check and compile the knowledge files of this package."""
    from backstride.knowledge.checks import require_sound
    from backstride.knowledge.loader import load_yaml

    try:
        knowledge = load_yaml()
        require_sound(knowledge)
    except KnowledgeError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    COMPILED.write_bytes(compile_knowledge(knowledge))
    counts = (len(knowledge.findings), len(knowledge.signs), len(knowledge.rules), len(knowledge.causes),
              len(knowledge.exercises))  # fmt: skip
    sys.stdout.write("{} findings, {} signs, {} rules, {} causes, {} exercises compiled\n".format(*counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
