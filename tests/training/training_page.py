"""The explanation page of the training history, with its tables: ``python -m tests.training.training_page``."""

from __future__ import annotations

import math
from pathlib import Path

from backstride.training.bands import BANDS
from backstride.training.signals import signals_table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "training.md"


def bands_table() -> str:
    """Write the bands of a run against the longest of the 30 days before it."""
    rows = [
        "| step | up to | injuries as often as after usual runs (95 %) | in 1,000 runs, rough |",
        "|---|---|---|---|",
    ]
    for band, facts in BANDS.items():
        up_to = "beyond" if math.isinf(facts.up_to) else f"{facts.up_to:g} times"
        often = "1 (compared with)" if facts.hazard == 1.0 else f"{facts.hazard:g} ({facts.low:g} to {facts.high:g})"
        rows.append(f"| {band.value} | {up_to} | {often} | {facts.per_1000:.0f} |")
    return "\n".join(rows)


def page() -> str:
    """Write the page."""
    return f"""# The training history: what is read, what is worked out of it, what it cannot know

This page is written by `python -m tests.training.training_page`; its tables come from the code, and a test compares.

## What is read

| from | what |
|---|---|
| a watch | FIT (every session, laps, events, beats of a strap, fields of apps on it), TCX, GPX, each also as `.gz` |
| Strava | the whole export: originals, names, shoes, efforts, typed sessions, in any language of the account |
| Garmin | the whole account export: archives in the archive, sessions told from other FIT files, names and shoes |
| Apple Health | the whole export, read as a stream; routes joined to their workouts |
| Polar, Suunto, Sigma, Wahoo, COROS | HRM, XML, JSON, SLF and CSV; FIT of all of them |
| other programs | PWX (TrainingPeaks), FITLOG (SportTracks), JSON of GoldenCheetah, a CSV of one's own |

A file is known by what it holds, never by its name. FIT is read by a decoder of our own on numpy: the headers are
walked once, and all messages of one shape are read as one array. It is compared field by field with the official
reader, and with fitdecode where that one reads nothing (`python -m pytest tests/intake/fit`; the large files with
`-m prove`).
What damaged files give is in [bad files](../reference/bad_files.md).

**One run counts once.** Recordings that start within 90 seconds of each other (whole hours of a wrong time zone aside)
and agree in time or distance within 5 % are one. The richest is kept: running dynamics first, then FIT, TCX, GPX.
Names, shoes, effort and climb that it lacks come from the others.

**Cadence** counts both feet, always. FIT counts one; TCX and GPX are judged by their median. **Fields of apps on the
watch** (Stryd, RunScribe) count by their own unit, never by the native field they claim to stand for. **Zero** where
zero cannot be (a pulse, a contact time) means "not measured".

## How load is judged

The one signal that leads is a run against the longest run of the 30 days before it. It comes from one study of 5,205
runners and 588,071 runs (`frandsen2025`), which watched and did not test, and counted injuries anywhere.

{bands_table()}

The bands overlap and do not rise evenly, so no curve of risk is drawn from them. There is no injury probability, no
ratio of acute to chronic load and no ten percent gate: the first cannot be told for one runner, the second went the
wrong way in the same study, the third made no difference in a trial (`buist2008`).

{signals_table()}

A finding for the causes names the run, the day, its distance and the longest before it, and says how sure it is. How
strongly it speaks for a cause stands in the knowledge base, not here.

## What if

`backstride what-if --km 16 --on 2026-11-29` and the page "How far can I run?" say the same words: how big a step the
run is, what is known about such steps, a split that stays inside, and what it does to a race (`--race-km`,
`--race-on`). A run that hurt, or a step in the two weeks before the pain began (`--pain-since`), sets no measure: the
run that probably did it is no proof that such a run is safe. On the page nothing is compared while running is not
permitted.

The way to a race is arithmetic: one longer run a week, each at most a tenth longer than the longest before it. No trial
has tested it.

## What it cannot know

* What was run without a watch and never typed in. A break in the files may be a break in the recording.
* How hard the ground was, how heavy the day, how the back felt, unless someone wrote it down.
* Whether a run caused the pain. It can say which run stands out, and that is all.
* Whether a change of steps, ground contact or bounce means anything for a back: no study ties them together.
* Load from the pulse or from power: heat, drift and each maker's own formula make them no measure of a spine's load.

## Measured

On two shared cores with other work running, {MEASURED_ON}; run them again with the commands.

{MEASURED}
"""


MEASURED_ON = "22 November 2026"
ROWS = (
    ("what", "found", "asked", "command"),
    ("---", "---", "---", "---"),
    (
        "FIT, records, 36 running files of 9.4 MB", "128 times the official reader, 2.8 times fitfast",
        "100 and 2 times", "`python -m benchmarks.fit_decode FILES`",
    ),
    (
        "FIT, every message and the checksum", "73 times the official reader, 3.8 times fitfast", "50 and 2 times",
        "the same",
    ),
    ("files on which a reader gives up", "fitfast 3 of these 36, ours none", "none", "the same"),
    ("3,000 runs into the store, 391 MB", "27 s", "60 s", "`python -m benchmarks.import_history`"),
    ("the same again", "0.3 s", "2 s", "the same"),
    ("load of ten years, 1,989 runs", "34 ms", "50 ms", "`python -m benchmarks.load_series`"),
    (
        "records, laps, sport, start, totals and averages of 124 real FIT files against the official reader",
        'all agree, but for zeros that mean "not measured" and two files that it cannot read', "all",
        "`python -m pytest tests/intake/fit`",
    ),
)  # fmt: skip
MEASURED = "\n".join(f"| {' | '.join(row)} |" for row in ROWS).replace("| --- | --- | --- | --- |", "|---|---|---|---|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
