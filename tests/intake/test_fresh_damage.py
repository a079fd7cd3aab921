"""Whatever happens to a file, reading it never raises, never hangs, and never loses anything in silence."""

from __future__ import annotations

import gzip
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from backstride.intake.reading import Reading
from backstride.intake.warning import WarningCode
from backstride.training import load_series
from tests.intake.bad_files_page import read, records
from tests.intake.damage import DAMAGES, FIT_DAMAGES
from tests.intake.made_files import a_fit, a_gpx, a_tcx

Damage = Callable[[bytes, random.Random], bytes]
HRM = (
    b"[Params]\nSMode=11000000\nDate=20260503\nStartTime=06:30:00.0\nLength=00:20:00.0\nInterval=5\n[HRData]\n"
    + b"150\t108\t86\n" * 240
)
FILES = {
    "fit": a_fit(),
    "tcx": a_tcx(points=40),
    "gpx": a_gpx()[:30_000],
    "hrm": HRM,
    "csv": b"date,minutes\n2026-11-20,60\n" * 30,
}
BREAKS_OFF = frozenset({WarningCode.UNTERMINATED, WarningCode.TRUNCATED, WarningCode.DAMAGED})
LONGEST_S = 20.0
"""Far above what any file takes; a file that takes longer hangs."""


def with_other_digits(data: bytes, chance: random.Random) -> bytes:
    """Change digits into other digits and signs."""
    changed = bytearray(data)
    for _ in range(200):
        place = chance.randrange(len(changed))
        if chr(changed[place]).isdigit():
            changed[place] = chance.choice(b"0123456789-.eZ")
    return bytes(changed)


def complaint(whole: Reading, damaged: bytes) -> str:
    """Say what is wrong with how a damaged file was read; empty when all is well."""
    begin = time.monotonic()
    reading = read(damaged)
    if time.monotonic() - begin > LONGEST_S:
        return "it took too long"
    load_series(reading.activities, until=date(2026, 11, 22))
    if not reading.sessions and not reading.warnings:
        return "it gave nothing and said nothing"
    usual = {one.message for one in whole.warnings}
    # A file that breaks off by nature says the same when more of it is missing.
    said = [one for one in reading.warnings if one.message not in usual or one.code in BREAKS_OFF]
    if records(reading) < records(whole) and not said and not is_whole_by_its_own_rules(damaged):
        return f"it gave {records(reading)} records instead of {records(whole)} and said nothing"
    return ""


def is_whole_by_its_own_rules(data: bytes) -> bool:
    """Say whether a text file shows no sign of damage: then what is missing looks like a pause to everyone."""
    if data[:2] == b"\x1f\x8b":
        return False
    text = re.sub(rb"<\?xml[^>]*\?>", b"", data.removeprefix(b"\xef\xbb\xbf"), count=1)
    try:
        ET.fromstring(b"<move>" + text + b"</move>")
    except (ET.ParseError, ValueError, LookupError):
        return not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") and b"\0" not in data
    return True


@pytest.mark.parametrize("name", [*DAMAGES, "with_other_digits"])
@pytest.mark.parametrize("kind", FILES)
def test_fresh_damage_is_named(kind: str, name: str) -> None:
    damage: Damage = with_other_digits if name == "with_other_digits" else DAMAGES[name]
    whole = read(FILES[kind])
    for draw in range(8):
        damaged = damage(FILES[kind], random.Random(f"{kind} {name} {draw}"))
        assert complaint(whole, damaged) == "", draw


@pytest.mark.parametrize("name", FIT_DAMAGES)
def test_a_damaged_frame_costs_no_record(name: str) -> None:
    whole = read(FILES["fit"])
    for draw in range(25):
        reading = read(FIT_DAMAGES[name](FILES["fit"], random.Random(f"{name} {draw}")))
        assert records(reading) == records(whole), draw


@pytest.mark.parametrize("kind", ["fit", "tcx", "gpx"])
@pytest.mark.parametrize("name", ["garbage_before", "garbage_behind"])
def test_garbage_around_a_file_costs_nothing_and_is_named(kind: str, name: str) -> None:
    whole = a_gpx() if kind == "gpx" else FILES[kind]
    for draw in range(8):
        reading = read(DAMAGES[name](whole, random.Random(f"{kind} {name} {draw}")))
        assert records(reading) == records(read(whole)), draw
        assert reading.warnings, draw


@pytest.mark.parametrize("kind", ["fit", "tcx"])
def test_one_changed_byte_costs_little(kind: str) -> None:
    whole = records(read(FILES[kind]))
    kept = [records(read(DAMAGES["one_byte"](FILES[kind], random.Random(draw)))) / whole for draw in range(60)]
    assert sum(kept) / len(kept) > 0.9


def real_files(shared: Path, most_bytes: int) -> Iterator[tuple[str, bytes]]:
    for path in sorted((shared / "data" / "activities").glob("*/dev/*")):
        data = path.read_bytes()
        data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        if 200 < len(data) <= most_bytes:
            yield path.name, data


def complaints(files: Iterator[tuple[str, bytes]], draws: int) -> list[str]:
    found = []
    for file, data in files:
        whole = read(data)
        if not whole.sessions:
            continue
        for name, damage in {**DAMAGES, **(FIT_DAMAGES if data[8:12] == b".FIT" else {})}.items():
            for draw in range(draws):
                said = complaint(whole, damage(data, random.Random(f"{file} {name} {draw}")))
                found.extend([f"{file}, {name} {draw}: {said}"] if said else [])
    return found


def test_fresh_damage_to_small_real_files_is_named(shared: Path) -> None:
    assert complaints(real_files(shared, 6_000), draws=1) == []


@pytest.mark.prove
def test_fresh_damage_to_all_real_files_is_named(shared: Path) -> None:
    found = complaints(real_files(shared, 400_000), draws=5)
    assert not found, "\n".join(found)
