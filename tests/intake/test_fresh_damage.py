"""Whatever happens to a file, reading it never raises and never stays silent."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from backstride.intake.read import read_source
from backstride.intake.source import Source
from backstride.training import load_series
from tests.intake.made_files import a_fit, a_gpx, a_tcx

FILES = {"fit": a_fit(), "tcx": a_tcx(points=40), "gpx": a_gpx()[:30_000], "csv": b"date,minutes\n2026-11-20,60\n" * 30}


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 5, 50, 500])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def grown(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + chance.randbytes(chance.randrange(1, 600)) + data[place:]


def shrunk(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + data[place + chance.randrange(1, 600) :]


def with_other_digits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(200):
        place = chance.randrange(len(changed))
        if chr(changed[place]).isdigit():
            changed[place] = chance.choice(b"0123456789-.eZ")
    return bytes(changed)


@pytest.mark.parametrize("damage", [flipped, cut, grown, shrunk, with_other_digits])
@pytest.mark.parametrize("kind", FILES)
def test_fresh_damage_is_named(kind: str, damage: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(f"{kind} {damage.__name__}")
    for _ in range(12):
        data = damage(FILES[kind], chance)
        reading = read_source(Source(name=f"run.{kind}", data=data))
        load_series(reading.activities, until=date(2026, 11, 22))
        assert reading.sessions or reading.warnings, data[:60]
