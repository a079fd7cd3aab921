"""Files of Polar, Suunto, Sigma, Wahoo, TrainingPeaks, SportTracks and GoldenCheetah, each in its own units."""

import json
from collections.abc import Callable

import pytest

from backstride.intake.fitlog import read_fitlog
from backstride.intake.golden_cheetah import is_golden_cheetah, read_golden_cheetah
from backstride.intake.polar_hrm import read_polar_hrm
from backstride.intake.polar_xml import read_polar_xml
from backstride.intake.pwx import read_pwx
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.slf import read_slf
from backstride.intake.suunto import is_suunto_json, read_suunto_json, read_suunto_xml
from backstride.intake.wahoo_csv import is_wahoo_csv, read_wahoo_csv

FILE = FileIdentity.of("session", b"")
HRM = """[Params]
SMode=11000000
Date=20260503
StartTime=06:30:00.0
Length=00:10:00.0
Interval=5
[HRData]
"""
SUUNTO = """<?xml version="1.0"?>
<header><Duration>60</Duration><Distance>180</Distance><DateTime>2026-05-03T06:30:00</DateTime>
<ActivityType>3</ActivityType></header><Samples>{samples}</Samples>"""


def test_polar_rows_follow_the_mode_of_the_file() -> None:
    data = (HRM + "150\t108\t86\n" * 120).encode()
    (run,) = read_polar_hrm(data, FILE).activities
    assert (run.distance_m, run.timer_s, run.records) == (pytest.approx(1800.0), 600.0, 120)
    assert (run.avg_heart_rate_bpm, run.avg_cadence_steps_per_min) == (pytest.approx(150.0), pytest.approx(172.0))


def test_polar_without_a_date_is_named() -> None:
    assert [one.code for one in read_polar_hrm(b"[Params]\nVersion=106\n", FILE).warnings] == ["damaged"]


def test_polar_xml_gives_totals_and_samples() -> None:
    data = (
        b"<polar-exercise-data><calendar-items><exercise><time>2026-05-03 06:30:00.0</time><sport>Running</sport>"
        b"<result>"
        b"<distance>6600</distance><duration>00:48:49</duration><heart-rate><average>156</average></heart-rate>"
        b"<recording-rate>5</recording-rate><samples><sample><type>HEARTRATE</type><values>126,131,134</values></sample>"
        b"</samples></result></exercise></calendar-items></polar-exercise-data>"
    )
    (run,) = read_polar_xml([data], FILE).activities
    assert (run.sport.value, run.distance_m, run.timer_s, run.records) == ("running", 6600.0, 2929.0, 3)


def test_suunto_counts_in_hertz_and_radians() -> None:
    sample = (
        "<Sample><HR>2.5</HR><Cadence>1.43</Cadence><Distance>{m}</Distance><Latitude>0.9</Latitude>"
        "<UTC>2026-05-03T06:30:{s:02}Z</UTC></Sample>"
    )
    samples = "".join(sample.format(m=3 * second, s=second) for second in range(60))
    (run,) = read_suunto_xml(SUUNTO.format(samples=samples).encode(), FILE).activities
    assert (run.sport.value, run.records, run.distance_m) == ("running", 60, 180.0)
    assert run.avg_heart_rate_bpm == pytest.approx(150.0)
    assert run.avg_cadence_steps_per_min == pytest.approx(171.6)


def test_a_suunto_log_in_json_is_read() -> None:
    log = {
        "DeviceLog": {
            "Header": {"DateTime": "2026-05-03T08:30:00+02:00", "Duration": 60, "Distance": 180, "ActivityType": 3},
            "Samples": [
                {"HR": 2.5, "Distance": 3 * second, "TimeISO8601": f"2026-05-03T08:30:{second:02}+02:00"}
                for second in range(60)
            ],
        }
    }
    assert is_suunto_json(log)
    (run,) = read_suunto_json(json.loads(json.dumps(log)), FILE).activities
    assert (run.start.hour, run.records, run.timer_s) == (6, 60, 60.0)


def test_pwx_gives_its_samples() -> None:
    samples = "".join(
        f"<sample><timeoffset>{n}</timeoffset><hr>150</hr><dist>{3 * n}</dist></sample>" for n in range(90)
    )
    data = f"<pwx><workout><sportType>Run</sportType><time>2026-05-03T06:30:00</time>{samples}</workout></pwx>".encode()
    (run,) = read_pwx(data, FILE).activities
    assert (run.sport.value, run.records, run.distance_m) == ("running", 90, 267.0)
    assert [one.code for one in read_pwx(data[:2000], FILE).warnings] == ["damaged"]


def test_suunto_samples_in_small_letters_are_read_too() -> None:
    sample = "<sample><HR>2.5</HR><Distance>{m}</Distance><UTC>2026-05-03T06:30:{s:02}Z</UTC></sample>"
    samples = "".join(sample.format(m=3 * second, s=second) for second in range(60))
    text = SUUNTO.replace("Samples", "samples").format(samples=samples)
    (run,) = read_suunto_xml(text.encode(), FILE).activities
    assert run.records == 60


def test_a_suunto_log_of_several_sports_gives_a_session_for_each() -> None:
    def window(kind: str, sport: int, seconds: float, end: int) -> dict[str, object]:
        moment = f"2026-05-03T08:{30 + end // 60:02}:{end % 60:02}+02:00"
        return {"Window": {"Type": kind, "ActivityId": sport, "Duration": seconds, "TimeISO8601": moment}}

    log = {
        "DeviceLog": {
            "Header": {"ActivityType": 2},
            "Windows": [window("Lap", 3, 40, 40), window("Activity", 3, 60, 60), window("Activity", 4, 60, 120)],
            "Samples": [
                {"HR": 2.5, "TimeISO8601": f"2026-05-03T08:{30 + second // 60:02}:{second % 60:02}+02:00"}
                for second in range(120)
            ],
        }
    }
    run, ride = read_suunto_json(log, FILE).activities
    assert (run.sport.value, run.timer_s, run.records, run.laps) == ("running", 60.0, 61, 1)
    assert (ride.sport.value, ride.timer_s, ride.records, ride.laps) == ("cycling", 60.0, 59, 0)


def test_a_fitlog_gives_each_activity_with_its_shoe() -> None:
    points = "".join(f'<pt tm="{10 * n}" dist="{30 * n}" hr="150" />' for n in range(90))
    activity = (
        '<Activity StartTime="2026-05-{day:02}T06:30:00Z"><Duration TotalSeconds="890" /><Laps>'
        '<Lap StartTime="2026-05-03T06:30:00Z" DurationSeconds="890" /></Laps><Category Name="{word}" />'
        '<EquipmentUsed><EquipmentItem Name="Blue" /></EquipmentUsed>'
        '<Track StartTime="2026-05-{day:02}T06:30:00Z">' + points + "</Track></Activity>"
    )
    text = "".join(activity.format(day=day, word=word) for day, word in ((3, "Laufen"), (4, "Cycling"), (5, "Easy")))
    data = f"<FitnessWorkbook><AthleteLog>{text}</AthleteLog></FitnessWorkbook>".encode()
    reading = read_fitlog(data, FILE)
    assert [one.sport.value for one in reading.activities] == ["running", "cycling", "running"]
    run = reading.activities[0]
    assert (run.shoe, run.timer_s, run.distance_m, run.records, run.laps) == ("Blue", 890.0, 2670.0, 90, 1)
    assert [one.code for one in reading.warnings] == ["sport_guessed"]
    assert sum(one.records for one in read_fitlog(data[:4000] + b"<<&" + data[4000:], FILE).activities) >= 265


def test_both_spellings_of_sigma_are_read() -> None:
    new = (
        '<Activity revision="400"><GeneralInformation><sport>running</sport><trainingTime>60000</trainingTime>'
        "<startDate>Sun May 3 08:30:00 GMT+0200 2026</startDate><distance>1800</distance></GeneralInformation><Entries>"
        + "".join(
            f'<Entry distanceAbsolute="{60 * n}" heartrate="150" trainingTimeAbsolute="{2000 * n}"/>' for n in range(31)
        )
        + '</Entries><Markers><Marker type="l"/><Marker type="p"/></Markers></Activity>'
    )
    (run,) = read_slf(new.encode(), FILE).activities
    assert (run.sport.value, run.timer_s, run.distance_m, run.records, run.laps) == ("running", 600.0, 1800.0, 31, 1)
    assert run.start.isoformat() == "2026-05-03T06:30:00+00:00"
    old = (
        "<Log><GeneralInformation><StartDate>Sun May 3 08:30:00 GMT+0200 2026</StartDate><Bike>bike1</Bike>"
        "</GeneralInformation><LogEntries>"
        + "".join(f"<LogEntry><RideTime>{5 * n}</RideTime><Distance>{40 * n}</Distance></LogEntry>" for n in range(20))
        + "</LogEntries></Log>"
    )
    (ride,) = read_slf(old.encode(), FILE).activities
    assert (ride.sport.value, ride.records, ride.distance_m, ride.elapsed_s) == ("cycling", 20, 760.0, 95.0)


def test_wahoo_seconds_in_a_pause_are_left_out() -> None:
    columns = "time,hr_heartrate,gps_lat,gps_lon,gps_dist,gps_speed,gps_altitude,ma_cadence,ma_gct,ma_vertosc,paused"
    seconds = "".join(f"{n},150,51.5,-0.1,{3 * n},3.0,20,168,0.3,0.075,{int(100 <= n < 120)}\n" for n in range(1, 601))
    data = (
        "Device,fisica,model\nYear,2026,Month,5,Day,3,Hour,6,Minute,30,Second,2,Battery,15\n\nfootpod,yes,no\n"
        "workout,starttime,runningtime,pausedtime,hravg,striderateavg,gpsdist\n,0,580,20,151,167,1800\n"
        "interval,starttime\n1,0\n2,300\n\n" + columns + "\n" + seconds + "601,150\n"
    ).encode()
    assert is_wahoo_csv(data)
    reading = read_wahoo_csv(data, FILE)
    (run,) = reading.activities
    assert (run.sport.value, run.timer_s, run.elapsed_s, run.distance_m, run.records, run.laps) == (
        "running", 580.0, 600.0, 1800.0, 580, 2,
    )  # fmt: skip
    assert (run.avg_contact_time_ms, run.avg_cadence_steps_per_min) == (pytest.approx(300.0), 167.0)
    assert run.avg_vertical_oscillation_mm == pytest.approx(75.0)
    assert run.start.isoformat() == "2026-05-03T06:30:02+00:00"
    assert [one.code for one in reading.warnings] == ["cadence_already_steps", "rows_left_out"]


def test_golden_cheetah_gives_its_session() -> None:
    ride = {
        "STARTTIME": "2026/05/03 06:30:00 UTC ", "TAGS": {"Sport": "Run"},
        "SAMPLES": [{"SECS": n, "KM": 0.003 * n, "HR": 150, "RVERT": 8.1} for n in range(60)],
    }  # fmt: skip
    assert is_golden_cheetah({"RIDE": ride})
    (run,) = read_golden_cheetah({"RIDE": ride}, FILE).activities
    assert (run.sport.value, run.records, run.avg_vertical_oscillation_mm) == ("running", 60, pytest.approx(81.0))


@pytest.mark.parametrize("read", [read_fitlog, read_slf, read_pwx, read_wahoo_csv])
def test_an_empty_shell_is_named(read: Callable[[bytes, FileIdentity], Reading]) -> None:
    data = b"Device,fisica\n" if read is read_wahoo_csv else b"<Nothing/>"
    assert [one.code for one in read(data, FILE).warnings] in (["not_a_session"], ["no_start_time"])
