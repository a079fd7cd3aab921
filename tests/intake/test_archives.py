"""Folders, packed files and whole exports: everything in them is read or named, nothing hostile does harm."""

import gzip
import io
import json
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from backstride.intake import Intake, limits, read_paths
from backstride.intake.unpack import unpack_file
from backstride.model.errors import FileError
from tests.intake.made_files import START, a_fit, a_gpx, a_tcx

STRAVA_HEAD = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,"
    "Moving Time,Distance"
)


def a_zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def codes(intake: Intake) -> list[str]:
    return [one.code for one in intake.warnings]


def test_a_path_that_is_not_there_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file or folder"):
        read_paths([tmp_path / "gone.fit"])


def test_packed_files_are_read_by_what_they_hold_and_not_by_their_name(tmp_path: Path) -> None:
    (tmp_path / "run.txt").write_bytes(gzip.compress(a_fit()))
    assert len(read_paths([tmp_path]).activities) == 1


def test_a_packed_file_that_breaks_off_gives_its_first_part(tmp_path: Path) -> None:
    packed = gzip.compress(a_fit())
    (tmp_path / "run.fit.gz").write_bytes(packed[: len(packed) * 2 // 3])
    intake = read_paths([tmp_path])
    assert intake.activities[0].records > 300
    assert "truncated" in codes(intake)


def test_a_file_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(20 * 2**20)))
    intake = read_paths([tmp_path])
    assert codes(intake) == ["limit"]
    assert "200 bytes for each packed byte" in intake.warnings[0].message


def test_an_archive_of_zeros_is_refused(tmp_path: Path) -> None:
    a_zip(tmp_path / "bomb.zip", {"a.fit": bytes(20 * 2**20)})
    assert codes(read_paths([tmp_path])) == ["limit"]


def test_archives_without_end_in_one_another_are_refused(tmp_path: Path) -> None:
    inner = a_zip(tmp_path / "0.zip", {"run.fit": a_fit()}).read_bytes()
    for _ in range(4):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("inner.zip", inner)
        inner = buffer.getvalue()
    (tmp_path / "deep.zip").write_bytes(inner)
    intake = read_paths([tmp_path / "deep.zip"])
    assert codes(intake) == ["limit"]
    assert "3 archives inside one another" in intake.warnings[0].message


def test_more_entries_than_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARCHIVE_ENTRIES", 2)
    path = a_zip(tmp_path / "many.zip", {f"{number}.txt": b"x" for number in range(5)})
    assert "2 files in one archive" in read_paths([path]).warnings[0].message


@pytest.mark.parametrize("name", ["../../run.fit", "/etc/run.fit", "..\\run.fit", "C:/run.fit"])
def test_names_that_leave_the_archive_are_left_out(tmp_path: Path, name: str) -> None:
    intake = read_paths([a_zip(tmp_path / "sly.zip", {name: a_fit()})])
    assert (intake.activities, codes(intake)) == ((), ["unsafe_name"])


def test_an_archive_that_breaks_off_gives_what_stands_before_the_break(tmp_path: Path) -> None:
    days = {f"{number}.fit": a_fit(start=START + timedelta(days=number)) for number in range(4)}
    whole = a_zip(tmp_path / "export.zip", days).read_bytes()
    (tmp_path / "export.zip").write_bytes(whole[: len(whole) * 5 // 8])
    intake = read_paths([tmp_path])
    assert [one.records for one in intake.activities[:2]] == [1201, 1201]
    assert 300 < intake.activities[2].records < 1201
    assert codes(intake)[:2] == ["damaged", "truncated"]


def test_an_archive_written_as_a_stream_is_found_again_too(tmp_path: Path) -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    buffer = Stream()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.fit", a_fit(start=START + timedelta(days=number)))
    (tmp_path / "export.zip").write_bytes(buffer.getvalue()[:-100])
    intake = read_paths([tmp_path])
    assert (len(intake.activities), codes(intake)) == (3, ["damaged"])


def test_a_damaged_entry_gives_its_first_part_and_the_others_are_whole(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "export.zip", {"0.fit": a_fit(), "1.fit": a_fit(start=START + timedelta(days=1))})
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 3] ^= 0xFF
    path.write_bytes(whole)
    intake = read_paths([path])
    assert len(intake.activities) == 2
    assert intake.activities[1].records == 1201
    assert "truncated" in codes(intake)


def test_a_bomb_in_an_archive_without_its_list_is_refused(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "bomb.zip", {"a.fit": bytes(20 * 2**20)})
    path.write_bytes(path.read_bytes()[:-60])
    assert "limit" in codes(read_paths([path]))


def test_an_archive_with_a_password_is_named(tmp_path: Path) -> None:
    whole = bytearray(a_zip(tmp_path / "export.zip", {"run.fit": a_fit()}).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(mark) + place] |= 1
    (tmp_path / "export.zip").write_bytes(whole)
    assert codes(read_paths([tmp_path])) == ["damaged"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_plain_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.fit")
    assert codes(read_paths([tmp_path])) == ["unreadable_file"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "run.fit").write_bytes(a_fit())
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(read_paths([tmp_path]).activities) == 1


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 50, b"\x89PNG\r\n\x1a\n" + bytes(range(200)), b"hello, world\nno columns"]
)
def test_what_is_no_training_file_gives_one_warning(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "thing.fit").write_bytes(data)
    intake = read_paths([tmp_path])
    assert intake.activities == ()
    assert len(intake.warnings) == 1


def test_one_run_from_three_apps_counts_once_and_the_richest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.gpx").write_bytes(a_gpx())
    (tmp_path / "b.tcx").write_bytes(a_tcx(points=1200))
    (tmp_path / "c.fit").write_bytes(a_fit())
    intake = read_paths([tmp_path])
    assert [one.file for one in intake.activities] == ["c.fit"]
    assert sorted(pair.dropped.file for pair in intake.duplicates) == ["a.gpx", "b.tcx"]


def test_a_copy_with_a_wrong_time_zone_is_the_same_run(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(a_fit())
    (tmp_path / "b.gpx").write_bytes(a_gpx(start=START + timedelta(hours=2)))
    assert len(read_paths([tmp_path]).activities) == 1


def test_the_same_run_every_day_stays_many_runs(tmp_path: Path) -> None:
    for day in range(5):
        (tmp_path / f"{day}.fit").write_bytes(a_fit(start=START + timedelta(days=day)))
    assert len(read_paths([tmp_path]).activities) == 5


def a_strava_export(path: Path, rows: list[str], head: str = STRAVA_HEAD) -> Path:
    lines = "\n".join([head, *rows])
    return a_zip(path, {"activities.csv": lines.encode(), "activities/1.fit.gz": gzip.compress(a_fit()), "x.jpg": b"x"})


def test_a_strava_export_joins_names_and_shoes_and_keeps_manual_sessions(tmp_path: Path) -> None:
    rows = [
        '1,"May 3, 2026, 6:30:00 AM",Sunday,Run,,1200,3.6,160,,false,,Blue shoes,activities/1.fit.gz,,,1200,1200,3600',
        '2,"May 5, 2026, 6:30:00 PM",Typed,Run,,1800,5.5,,,false,,,,,,1800,1750,5500',
        '3,"May 6, 2026, 6:30:00 PM",Broken,Run,,1800,5.5,,,false,,,#error#,,,1800,1750,5500',
        '4,"May 7, 2026, 6:30:00 PM",Lost,Run,,1800,5.5,,,false,,,activities/4.fit.gz,,,1800,1750,5500',
    ]
    intake = read_paths([a_strava_export(tmp_path / "export.zip", rows)])
    recorded, typed = intake.activities
    assert (recorded.name, recorded.shoe, recorded.source.value) == ("Sunday", "Blue shoes", "fit")
    assert (typed.name, typed.distance_m, typed.timer_s) == ("Typed", 5500.0, 1750.0)
    assert sorted(codes(intake)) == ["entries_skipped", "file_missing_in_archive", "rows_left_out"]


def test_a_strava_list_in_another_language_is_read_by_its_order(tmp_path: Path) -> None:
    head = (
        "Aktivitäts-ID,Datum,Name,Art,Beschreibung,Zeit,Distanz,HF,Aufwand,Pendeln,Notiz,Ausrüstung,Datei,a,b,"
        "Zeit,Bewegung,Distanz"
    )
    rows = [
        '1,"03.05.2026, 06:30:00",Runde,Lauf,,1200,"3,6",160,,false,,Schuh,activities/1.fit.gz,,,1200,1200,3600',
        '2,"05.05.2026, 18:30:00",Getippt,Lauf,,1800,"5,5",,,false,,,,,,1800,1750,5500',
    ]
    intake = read_paths([a_strava_export(tmp_path / "export.zip", rows, head)])
    assert [(one.name, one.sport.value) for one in intake.activities] == [("Runde", "running"), ("Getippt", "running")]
    assert intake.activities[1].distance_m == 5500.0


def test_a_garmin_export_gives_its_sessions_and_counts_the_rest(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("1.fit", a_fit())
        archive.writestr("2.fit", b"not fit at all, says the file")
    folder = "DI_CONNECT/DI-Connect-Uploaded-Files"
    path = a_zip(
        tmp_path / "garmin.zip",
        {f"{folder}/UploadedFiles_0-_Part1.zip": inner.getvalue(), "DI_CONNECT/summarizedActivities.json": b"[]"},
    )
    intake = read_paths([path])
    assert len(intake.activities) == 1
    assert codes(intake) == ["entries_skipped"]


def test_names_and_shoes_of_a_garmin_export_are_joined_and_typed_sessions_kept(tmp_path: Path) -> None:
    milliseconds = START.timestamp() * 1000.0
    day = 86_400_000.0
    rows = [
        {"activityId": 7, "name": "Sunday", "activityType": "running", "beginTimestamp": milliseconds,
         "duration": 1_200_000.0, "distance": 360_000.0},
        {"activityId": 8, "name": "Typed", "activityType": "treadmill_running", "beginTimestamp": milliseconds + day,
         "startTimeLocal": milliseconds + 2 * day, "duration": 1_800_000.0, "distance": 550_000.0, "avgHr": 141},
        {"activityId": 9, "name": "Nothing"},
    ]  # fmt: skip
    gear = [{"gearDTOS": [{"gearPk": 5, "displayName": "Blue"}], "gearActivityDTOs": {"5": [{"activityId": 7}]}}]
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("1.fit", a_fit())
    folder = "DI_CONNECT/DI-Connect-Fitness"
    entries = {
        "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": inner.getvalue(),
        f"{folder}/me_0_summarizedActivities.json": json.dumps([{"summarizedActivitiesExport": rows}]).encode(),
        f"{folder}/me_gear.json": json.dumps(gear).encode(),
    }
    intake = read_paths([a_zip(tmp_path / "garmin.zip", entries)])
    recorded, typed = intake.activities
    assert (recorded.name, recorded.shoe, recorded.source.value, recorded.records) == ("Sunday", "Blue", "fit", 1201)
    assert (typed.name, typed.distance_m, typed.timer_s, typed.sport.value) == (
        "Typed", 5500.0, 1800.0, "treadmill_running",
    )  # fmt: skip
    assert typed.local_date == (START + timedelta(days=2)).date()
    assert (codes(intake), intake.duplicates) == (["rows_left_out"], ())


def test_the_routes_of_an_apple_export_are_joined_to_its_workouts(tmp_path: Path) -> None:
    workout = (
        '<HealthData><Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="20" durationUnit="min" '
        'startDate="2026-05-03 07:30:00 +0100" endDate="2026-05-03 07:50:00 +0100">'
        '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="3.62" unit="km"/>'
        '<WorkoutStatistics type="HKQuantityTypeIdentifierRunningGroundContactTime" average="251" unit="ms"/>'
        "</Workout></HealthData>"
    )
    entries = {
        "apple_health_export/export.xml": workout.encode(),
        "apple_health_export/workout-routes/route_2026-05-03_7.30am.gpx": a_gpx(),
        "apple_health_export/electrocardiograms/ecg.csv": b"Name,x\n",
    }
    intake = read_paths([a_zip(tmp_path / "export.zip", entries)])
    (run,) = intake.activities
    assert (run.source.value, run.distance_m, run.avg_contact_time_ms, run.records) == (
        "apple_health", 3620.0, 251.0, 1201,
    )  # fmt: skip
    assert run.descent_m is not None
    assert (codes(intake), intake.duplicates) == (["entries_skipped"], ())


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b'[{"summarizedActivitiesExport": 5}]', b"[" * 100_000])
def test_a_damaged_list_of_a_garmin_export_is_named(tmp_path: Path, data: bytes) -> None:
    path = a_zip(tmp_path / "garmin.zip", {"DI_CONNECT/DI-Connect-Fitness/x_summarizedActivities.json": data})
    assert codes(read_paths([path])) == ["damaged"]


def test_nothing_is_written_to_disk_while_an_archive_is_read(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "export.zip", {"runs/1.fit": a_fit()})
    before = sorted(tmp_path.rglob("*"))
    assert list(unpack_file(path, "export.zip"))
    assert sorted(tmp_path.rglob("*")) == before
