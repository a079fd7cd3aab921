"""Examples of every command, as the reference shows them; the tests of the documentation run them in this order."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["CASE_EXAMPLE", "EXAMPLES", "LOG_EXAMPLE", "NOT_RUN"]

CASE_EXAMPLE = """\
runner: {age_years: 38, sex: male, height_cm: 178, country: GB, time_zone: Europe/London}
answers:
  pain_low_back: present
  pain_intensity_0_to_10: 4
  pain_worse_bending_forward: present
  leg_numbness: absent
activities: [log.csv]
now: 2026-11-22T09:00:00Z
"""
"""A case file that the examples use."""

LOG_EXAMPLE = """\
date,minutes,distance_km,effort
2026-10-24,50,8.5,4
2026-10-28,45,7.5,3
2026-10-31,55,9,4
2026-11-04,45,7.5,3
2026-11-08,50,8.5,4
2026-11-12,110,18,7
"""
"""Sessions typed by hand that the examples use."""

_EVALUATE = ".venv/bin/backstride evaluate tests/evaluation/own_cases.yaml tests/evaluation/own_map.yaml"

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "assess": (
        ".venv/bin/backstride assess my-back.yaml",
        ".venv/bin/backstride assess my-back.yaml --json > answer.json",
    ),
    "ask": ('echo \'{"answers": {"age_years": 38, "sex": "male"}}\' | .venv/bin/backstride ask --json',),
    "plan": (
        ".venv/bin/backstride plan my-back.yaml",
        ".venv/bin/backstride plan my-back.yaml --out plan-to-take --at 07:30",
    ),
    "report": (
        ".venv/bin/backstride report my-back.yaml --out report.pdf",
        ".venv/bin/backstride report my-back.yaml --out report.fhir.json",
    ),
    "import": (".venv/bin/backstride import log.csv", ".venv/bin/backstride import log.csv --json > sessions.json"),
    "load": (".venv/bin/backstride load", ".venv/bin/backstride load log.csv --until 2026-11-22 --json > load.json"),
    "what-if": (
        ".venv/bin/backstride what-if --km 16 --on 2026-11-29",
        ".venv/bin/backstride what-if log.csv --km 14 --on 2026-12-06 --race-km 21.1 --race-on 2027-03-14",
    ),
    "form": (
        ".venv/bin/backstride form side.json --height-cm 178",
        ".venv/bin/backstride form side.mp4 --height-cm 178 --out form",
    ),
    "serve": (".venv/bin/backstride serve --port 8470 --no-browser",),
    "catalogue": (
        ".venv/bin/backstride catalogue findings --json > findings.json",
        ".venv/bin/backstride catalogue rules",
    ),
    "evaluate": (
        f"{_EVALUATE} --json > before.json",
        f"{_EVALUATE} --against before.json",
    ),
    "export": (".venv/bin/backstride export --out everything.zip",),
    "backup": (".venv/bin/backstride backup --out backup.tar",),
    "restore": (".venv/bin/backstride restore backup.tar --yes",),
    "erase": (".venv/bin/backstride erase --yes",),
    "doctor": (".venv/bin/backstride doctor", ".venv/bin/backstride doctor --json"),
}
"""Command to lines to type."""

NOT_RUN: Mapping[str, str] = {
    ".venv/bin/backstride form side.mp4 --height-cm 178 --out form": "the clip is yours; tests/video measures clips",
    ".venv/bin/backstride serve --port 8470 --no-browser": "it stays open; tests/web starts the app",
}
"""Examples that the tests of the documentation cannot run, and why."""
