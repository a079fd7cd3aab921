"""The reference page of bad files, written from the tests: ``python -m tests.intake.bad_files_page``."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

from backstride.intake.read import read_source
from backstride.intake.reading import Reading
from backstride.intake.source import Source
from backstride.intake.unpack import unpack_bytes
from backstride.intake.warning import warning_table
from tests.intake.damage import DAMAGES, FIT_DAMAGES
from tests.intake.made_files import a_fit, a_gpx, a_tcx

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "bad_files.md"
EXPECTED = Path(__file__).with_name("expected_warnings.csv")
DRAWS = 8
_USUAL = 3


def read(data: bytes, name: str = "run") -> Reading:
    """Read a file as an import does, packed or not."""
    readings = [
        item if isinstance(item, Reading) else read_source(item) for item in unpack_bytes(Source(name=name, data=data))
    ]
    return Reading(
        sessions=tuple(session for reading in readings for session in reading.sessions),
        warnings=tuple(warning for reading in readings for warning in reading.warnings),
    )


def records(reading: Reading) -> int:
    """Count the samples of all sessions."""
    return sum(one.records for one in reading.activities)


def damage_table() -> str:
    """Damage our own run in every way, many times over, and say what is kept and what is told."""
    rows = ["| what happened | kept of FIT | kept of TCX | kept of GPX | usual warnings |", "|---|---|---|---|---|"]
    files = {"fit": a_fit(), "tcx": a_tcx(points=600), "gpx": a_gpx()}
    whole = {kind: records(read(data)) for kind, data in files.items()}
    for name, damage in {**DAMAGES, **FIT_DAMAGES}.items():
        told: Counter[str] = Counter()
        cells = []
        for kind, data in files.items():
            if kind != "fit" and name in FIT_DAMAGES:
                cells.append("")
                continue
            kept = []
            for draw in range(DRAWS):
                reading = read(damage(data, random.Random(f"{kind} {name} {draw}")))
                told.update({one.code for one in reading.warnings})
                kept.append(min(records(reading) / whole[kind], 1.0))
            cells.append(f"{sum(kept) / DRAWS:.0%}")
        words = (damage.__doc__ or name).strip().rstrip(".")
        codes = ", ".join(f"`{code}`" for code, _ in sorted(told.items(), key=lambda one: (-one[1], one[0]))[:_USUAL])
        rows.append(f"| {words} | {' | '.join(cells)} | {codes} |")
    return "\n".join(rows)


def corpus_table() -> str:
    """List the files of the test corpus that give less than a whole recording."""
    with EXPECTED.open(encoding="utf-8") as stream:
        listed = [(row["file"], row["codes"].split()) for row in csv.DictReader(stream)]
    rows = [f"| {file} | {', '.join(f'`{code}`' for code in codes)} |" for file, codes in listed]
    return "\n".join(["| file | warnings |", "|---|---|", *rows])


def page() -> str:
    """Write the page."""
    return f"""# Bad files

No file stops an import. A file that gives less than it should gives what it holds, and a warning with a stable code
says what is missing and what that means. The command exits with 0 as long as the paths exist; only a path that is not
there, or a store that cannot be written, stops it (exit code 3).

This page is written by `python -m tests.intake.bad_files_page` from what the product really does; a test compares.

## The warnings

Words in braces are filled in for each file.

{warning_table()}

## What is kept of a damaged run

A run of twenty minutes of our own (ten in TCX), damaged {DRAWS} times in each way at places drawn by chance. "Kept" is
the mean share of its samples. A file that has everything twice counts once here.

{damage_table()}

## How each kind of damage is met

* **Checksums** (`crc_mismatch`, `header_crc_mismatch`): many older watches write none or a wrong one, so everything is
  read as usual. Only then are long runs of zeros that cross messages taken for damage.
* **A header that is damaged or missing** (`header_damaged`, `leading_garbage`): a FIT file always begins with the
  definition of its own kind, which is found without the header; behind foreign bytes the header is searched for. An XML
  file is read from its first tag that is known.
* **A block in the middle** (`unreadable_block`): reading goes on at the next place where a known message stands whose
  time follows on from the last one and whose next headers are known too, or where a whole definition stands; in XML at
  the next point, segment or lap. The samples inside the block are lost; no sample is made up from it.
* **A missing end** (`truncated`, `unterminated`): the session's own totals stand at the end of a FIT file, so they are
  worked out from the records: distance from the last one, moving time without the pauses that the timer noted.
* **Archives**: nothing is unpacked to disk. Depth, number of entries, unpacked size and expansion are limited, and a
  broken limit is named in the warning. An archive that broke off has lost its list of files; they are found one by one
  by their own headers, and the one at the break gives its first part.
* **XML**: declarations of entities are refused, so nothing expands and nothing outside the file is read.
* **Zeros that mean "not measured"** (a heart rate of 0, a contact time of 0) are missing values, never averages.

What cannot be seen: a stretch that is missing from the middle of a text file so neatly that what is left is whole by
its own rules looks like a pause, and a digit that changed into another digit looks like a measurement.

## The files of the test corpus

Real files of many devices and the damaged copies made of them. Those that are not listed give all they hold.

{corpus_table()}
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
