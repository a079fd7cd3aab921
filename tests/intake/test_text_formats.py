"""TCX, GPX, logs and Apple Health: what each gives, and what it says when it gives less."""

import pytest

from backstride.intake.apple_health import read_apple_health
from backstride.intake.gpx import read_gpx
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.session_log import read_session_log
from backstride.intake.tcx import read_tcx
from tests.intake.made_files import a_gpx, a_tcx


def tcx(data: bytes) -> Reading:
    return read_tcx(data, FileIdentity.of("run.tcx", data))


def gpx(data: bytes) -> Reading:
    return read_gpx(data, FileIdentity.of("run.gpx", data))


def codes(reading: Reading) -> list[str]:
    return [one.code for one in reading.warnings]


def test_laps_of_a_tcx_add_up() -> None:
    (run,) = tcx(a_tcx(points=60, laps=3)).activities
    assert (run.laps, run.records) == (3, 180)
    assert (run.distance_m, run.timer_s) == (pytest.approx(540.0), pytest.approx(180.0))
    assert (run.avg_heart_rate_bpm, run.avg_cadence_steps_per_min) == (pytest.approx(150.0), pytest.approx(172.0))


def test_a_tcx_that_already_counts_both_feet_is_not_doubled() -> None:
    reading = tcx(a_tcx(cadence=172))
    assert reading.activities[0].avg_cadence_steps_per_min == pytest.approx(172.0)
    assert codes(reading) == ["cadence_already_steps"]


def test_blanks_in_front_of_the_declaration_do_no_harm() -> None:
    assert len(tcx(b"   \n" + a_tcx()).activities) == 1


def test_a_tcx_that_breaks_off_keeps_its_points() -> None:
    data = a_tcx(points=100)
    reading = tcx(data[: len(data) // 2])
    assert codes(reading) == ["damaged"]
    assert 30 < reading.activities[0].records < 60


def test_a_gpx_gives_way_time_and_climb() -> None:
    reading = gpx(a_gpx())
    (run,) = reading.activities
    assert (run.sport.value, run.records) == ("running", 1201)
    assert run.timer_s == pytest.approx(1200.0)
    assert run.avg_cadence_steps_per_min == pytest.approx(172.0)
    assert run.descent_m == pytest.approx(run.ascent_m, abs=20.0)
    assert codes(reading) == []


def test_a_planned_route_is_no_session() -> None:
    reading = gpx(b'<gpx><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>')
    assert (reading.activities, codes(reading)) == ((), ["no_times"])


@pytest.mark.parametrize(
    "text",
    [
        b'<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><gpx>&b;</gpx>',
        b'<!DOCTYPE gpx [<!ENTITY secret SYSTEM "file:///etc/passwd">]><gpx>&secret;</gpx>',
        b"<gpx>" + b"<a>" * 200,
        b"<gpx><name>" + b"x &amp; " * 400_000,
    ],
    ids=["entities that expand", "an entity from outside", "endless depth", "endless text"],
)
def test_hostile_xml_is_refused_with_the_limit_named(text: bytes) -> None:
    reading = gpx(text)
    assert "limit" in codes(reading)
    assert reading.activities == ()


@pytest.mark.parametrize(
    ("row", "minutes", "km", "sport"),
    [
        ("2026-11-20,60,,treadmill", 60.0, None, "treadmill_running"),
        ("20.11.2026,,10.5,", None, 10.5, "running"),
        ('2026-11-20,45,"8,2",elliptical', 45.0, 8.2, "elliptical"),
    ],
)
def test_a_typed_log_is_read(row: str, minutes: float | None, km: float | None, sport: str) -> None:
    data = f"date,minutes,distance_km,sport\n{row}\n".encode()
    (one,) = read_session_log(data, FileIdentity.of("log.csv", data)).activities
    assert (one.minutes, one.sport.value, one.local_date.isoformat()) == (minutes, sport, "2026-11-20")
    assert one.distance_m == (None if km is None else pytest.approx(1000.0 * km))


def test_rows_of_a_log_that_say_nothing_are_counted() -> None:
    data = b"Date;Duration;Km\n2026-11-20;1:02:30;12\nlast week;;\n"
    reading = read_session_log(data, FileIdentity.of("log.csv", data))
    assert [one.timer_s for one in reading.activities] == [3750.0]
    assert codes(reading) == ["rows_left_out"]


def workout(kind: str = "Running", *, inner: str = "") -> str:
    return (
        f'<Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="40" durationUnit="min" '
        'startDate="2026-05-03 23:30:00 -0500" endDate="2026-05-04 00:11:00 -0500" sourceName="Watch">'
        f"{inner}</Workout>"
    )


def test_apple_health_gives_its_workouts_and_passes_the_rest_over() -> None:
    inner = (
        '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="8" unit="km"/>'
        '<WorkoutStatistics type="HKQuantityTypeIdentifierRunningVerticalOscillation" average="8.8" unit="cm"/>'
        '<MetadataEntry key="HKIndoorWorkout" value="1"/>'
    )
    records = '<Record type="HKQuantityTypeIdentifierStepCount" value="12"/>' * 1000
    data = f"<HealthData>{records}{workout(inner=inner)}{workout('Cycling')}</HealthData>".encode()
    run, ride = read_apple_health([data], FileIdentity.of("export.xml", b"")).activities
    assert (run.sport.value, run.distance_m, run.minutes) == ("treadmill_running", 8000.0, 40.0)
    assert run.avg_vertical_oscillation_mm == pytest.approx(88.0)
    assert run.local_date.isoformat() == "2026-05-03"
    assert ride.sport.value == "cycling"


def test_apple_health_that_breaks_off_keeps_its_workouts() -> None:
    data = f"<HealthData>{workout()}<Record type=".encode()
    reading = read_apple_health([data], FileIdentity.of("export.xml", b""))
    assert (len(reading.activities), codes(reading)) == (1, ["damaged"])


def test_an_encoding_that_does_not_exist_is_damage() -> None:
    assert codes(gpx(b'<?xml version="1.0" encoding="UTF-3"?><gpx/>'))[0] == "damaged"


def test_the_list_of_garmins_web_page_is_read() -> None:
    text = (
        b"Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Avg Run Cadence,Elapsed Time\n"
        b'Treadmill Running,2026-05-03 06:30:10,false,"Sunday","10.02",700,00:55:00,151,172,01:00:00\n'
        b"Cycling,2026-05-04 18:00:00,false,Ride,--,300,01:10:00,--,--,01:10:00\n"
    )
    run, ride = read_session_log(text, FileIdentity.of("Activities.csv", text)).activities
    assert (run.sport.value, run.distance_m, run.timer_s, run.elapsed_s) == ("treadmill_running", 10_020, 3300, 3600)
    assert (run.avg_heart_rate_bpm, run.avg_cadence_steps_per_min, run.name) == (151, 172, "Sunday")
    assert run.start.isoformat() == "2026-05-03T06:30:00+00:00"
    assert (ride.sport.value, ride.distance_m, ride.avg_heart_rate_bpm) == ("cycling", None, None)
