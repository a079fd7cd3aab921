"""Branch coverage of the science by package, from what `python3 dev.py cover` has measured."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MEASURED = Path("out/coverage.json")
_MOST_SHOWN = 40


def table(measured: Mapping[str, Any]) -> Iterator[str]:
    """Give one line a package, then the files with most left to cover."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    gaps = []
    for name, file in measured["files"].items():
        one = file["summary"]
        counts = (
            one["covered_lines"], one["num_statements"], one["covered_branches"], one["num_branches"],
        )  # fmt: skip
        package = name.partition("backstride/")[2].split("/")[0]
        sums[package] = [before + here for before, here in zip(sums[package], counts, strict=True)]
        missed = counts[1] - counts[0] + counts[3] - counts[2]
        if missed:
            gaps.append((missed, name, file["missing_lines"], file.get("missing_branches", [])))
    yield f"{'package':12} {'lines':>14} {'branches':>14} {'together':>9}"
    for package, (lines, all_lines, branches, all_branches) in sorted(sums.items()):
        share = 100.0 * (lines + branches) / max(1, all_lines + all_branches)
        yield f"{package:12} {lines:>6} of {all_lines:<5} {branches:>6} of {all_branches:<5} {share:>7.1f} %"
    yield "\nleft to cover, most first:"
    for missed, name, lines, branches in sorted(gaps, reverse=True)[:_MOST_SHOWN]:
        yield f"{missed:4}  {name.partition('backstride/')[2]}  lines {lines}  branches {branches}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table(json.loads(MEASURED.read_text(encoding="utf-8")))) + "\n")
