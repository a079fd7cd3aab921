"""Files of Polar, Suunto and TrainingPeaks, each in its own units."""

import json

import pytest

from backstride.intake.polar_hrm import read_polar_hrm
from backstride.intake.polar_xml import read_polar_xml
from backstride.intake.pwx import read_pwx
from backstride.intake.reading import FileIdentity
from backstride.intake.suunto import is_suunto_json, read_suunto_json, read_suunto_xml

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
