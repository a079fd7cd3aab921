"""Our decoder against the official one and fitdecode, on real files of many devices; and against the table of truth."""

import csv
import gzip
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import fitdecode
import numpy as np
import pytest
from garmin_fit_sdk import Decoder, Stream
from garmin_fit_sdk.profile import Profile

from backstride.intake.fit.messages import FitPart, decode_parts
from backstride.intake.fit.profile import message_facts
from backstride.intake.fit.reader import read_fit
from backstride.intake.reading import FileIdentity
from backstride.model.activity import Activity
from backstride.service.import_answer import session_row

# The slow reader takes seconds for these; the others hold everything that they hold.
LARGE_BYTES = 60_000
TOLERANCE = 1e-6
MEASURES = {
    "total_distance_m": "distance_m",
    "timer_s": "timer_s",
    "elapsed_s": "elapsed_s",
    "avg_hr": "avg_heart_rate_bpm",
    "avg_cadence_spm": "avg_cadence_steps_per_min",
    "avg_vertical_oscillation_mm": "avg_vertical_oscillation_mm",
    "avg_stance_time_ms": "avg_contact_time_ms",
    "avg_stance_time_balance": "avg_contact_balance_pct_left",
}
# A course is a plan, not a session; and this recording, never closed, has more in it than the other readers find.
EXPLAINED = {"fittrackee__example.fit", "sportslib__empty-activities.fit"}


def content(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def truth(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / "activities" / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def official(data: bytes) -> dict[str, list[dict[Any, Any]]]:
    messages, errors = Decoder(Stream.from_bytes_io(io.BytesIO(data))).read(
        convert_types_to_strings=False, convert_datetimes_to_dates=False, merge_heart_rates=False,
        expand_sub_fields=False,
    )  # fmt: skip
    return {} if errors else messages


def first_value(value: object) -> float | None:
    """Give the number that both readers should see; None where there is none."""
    while isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, (int, float)) or math.isnan(value):
        return None
    return float(value)


def differences(parts: tuple[FitPart, ...], messages: dict[str, list[dict[Any, Any]]]) -> Iterator[str]:
    for number, facts in message_facts().items():
        theirs = messages.get(Profile["messages"][number]["messages_key"], [])
        tables = [part.table(facts.name) for part in parts]
        if sum(table.count for table in tables) != len(theirs):
            yield f"{facts.name}: {sum(table.count for table in tables)} messages, not {len(theirs)}"
            continue
        for fact in facts.fields.values():
            if any(fact.name in table.texts for table in tables):
                continue
            ours = np.concatenate([table.column(fact.name) for table in tables]) if tables else np.empty(0)
            for row, (mine, message) in enumerate(zip(ours.tolist(), theirs, strict=True)):
                wanted = first_value(message.get(fact.name))
                got = None if math.isnan(mine) else mine
                if (got is None) != (wanted is None) or abs((got or 0.0) - (wanted or 0.0)) > TOLERANCE * max(
                    1.0, abs(wanted or 0.0)
                ):
                    yield f"{facts.name}.{fact.name}[{row}]: {got}, not {wanted}"
                    break


def test_every_field_of_smaller_files_agrees_with_the_official_reader(shared: Path) -> None:
    every_field_agrees(path for path in real_files(shared) if path.stat().st_size < LARGE_BYTES)


@pytest.mark.prove
def test_every_field_of_larger_files_agrees_with_the_official_reader(shared: Path) -> None:
    every_field_agrees(path for path in real_files(shared) if path.stat().st_size >= LARGE_BYTES)


def real_files(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "activities" / "fit" / "dev").iterdir())


def every_field_agrees(paths: Iterable[Path]) -> None:
    found = {}
    for path in paths:
        data = content(path)
        messages = official(data)
        if messages:
            found[path.name] = list(differences(decode_parts(data)[0], messages))
    assert {name: said for name, said in found.items() if said} == {}
    assert found


@pytest.mark.parametrize(
    "name", ["fitdecode__antfs-dump.63.fit", "fitdecode__compressed-speed-distance.fit", "runalyze__FR70-intervals.fit"]
)
def test_compressed_times_agree_with_fitdecode(shared: Path, name: str) -> None:
    path = shared / "data" / "activities" / "fit" / "dev" / name
    with fitdecode.FitReader(str(path)) as reader:
        rows = [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record"]
    wanted = [row.get_value("timestamp", raw_value=True, fallback=math.nan) for row in rows]
    table = decode_parts(path.read_bytes())[0][0].table("record")
    assert table.count == len(rows)
    assert table.column("timestamp").tolist() == pytest.approx(wanted, nan_ok=True)


def test_sessions_agree_with_the_table_of_truth(shared: Path) -> None:
    found = {}
    for row in truth(shared, "truth_fit_dev.csv"):
        if row["file"] in EXPLAINED:
            continue
        data = content(shared / "data" / "activities" / "fit" / "dev" / row["file"])
        said = list(disagreements(row, read_fit(data, FileIdentity.of(row["file"], data)).activities))
        if said:
            found[row["file"]] = said
    assert found == {}


def disagreements(row: dict[str, str], sessions: Sequence[Activity]) -> Iterator[str]:
    """Compare the sessions of a file with what the official reader says about it."""
    wanted = int(row["alt_n_records_fitdecode"] or row["n_records"] or 0)
    if sum(one.records for one in sessions) != wanted:
        yield f"{sum(one.records for one in sessions)} records, not {wanted}"
    if sum(one.laps for one in sessions) != int(row["n_laps"] or 0):
        yield "laps"
    for one, sport, start in zip(sessions, row["sport"].split("|"), row["start_time"].split("|"), strict=False):
        if sport and session_row(one).sport != sport:
            yield f"sport: {session_row(one).sport}, not {sport}"
        if start and one.start.isoformat()[:19] != start[:19]:
            yield f"start: {one.start.isoformat()}, not {start}"
    for column, name in MEASURES.items():
        for one, text in zip(sessions, row[column].split("|"), strict=False):
            # The official reader says 0 where nothing was measured.
            if text in ("", "0", "0.0"):
                continue
            got = getattr(one, name)
            if got is None or abs(got - float(text)) > 1e-3 * max(1.0, abs(float(text))):
                yield f"{name}: {got}, not {text}"


def test_damaged_files_give_at_least_what_the_official_reader_gives(shared: Path) -> None:
    from backstride.intake import read_paths

    found = {}
    for row in truth(shared, "truth_fit_dev_derived.csv"):
        reading = read_paths([shared / "data" / "activities" / "fit" / "dev_derived" / row["file"]])
        records = sum(one.records for one in reading.activities)
        parent, most = int(row["parent_records"]), 2 if row["variant"] == "chained2x" else 1
        # A block of zeros read as records would only make numbers up.
        least = 0.95 * parent if row["variant"] == "zeroblock" else float(row["sdk_records"] or 1)
        named = bool(reading.warnings) or row["variant"] in ("gz", "uppercase_ext")
        if not (least <= records <= most * parent and named):
            found[row["file"]] = (records, [one.code for one in reading.warnings])
    assert found == {}
