"""``backstride evaluate``: described cases and a map of answers to accuracy tables."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from backstride.cli.output import write_json, write_text

__all__ = ["evaluate"]


def evaluate(
    vignettes: Annotated[Path, typer.Argument(help="Described cases, YAML or JSON.")],
    answer_map: Annotated[Path, typer.Argument(metavar="MAP", help="Answers and right causes of each case.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value instead of the page.")] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Also damage answers, shake numbers and hold interviews (minutes).")
    ] = False,
    against: Annotated[
        Path | None, typer.Option("--against", help="An earlier --json output: show every case before and after.")
    ] = None,
) -> None:
    """Say how often urgency and causes come out right on described cases. The page is Markdown."""
    from backstride.evaluation import evaluate_files, evaluation_page
    from backstride.evaluation.change import change_page, load_evaluation
    from backstride.knowledge.compiled import load_knowledge
    from backstride.model.codec import to_builtins

    before = load_evaluation(against) if against else None
    progress = _Progress()
    result = evaluate_files(vignettes, answer_map, load_knowledge(), whole=whole, progress=progress)
    progress.finish()
    if before is not None:
        write_text(change_page(before, result))
    elif json:
        write_json(to_builtins(result))
    else:
        write_text(evaluation_page(result))


@dataclass(slots=True)
class _Progress:
    """Progress on standard error: one line in place on a terminal, one line a stage elsewhere."""

    stage: str = ""

    def __call__(self, what: str) -> None:
        stage = what.partition(":")[0]
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{what}")
        elif stage != self.stage:
            sys.stderr.write(f"{stage}\n")
        self.stage = stage
        sys.stderr.flush()

    def finish(self) -> None:
        """Leave a clean line behind."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
