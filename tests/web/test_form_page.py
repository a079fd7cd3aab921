"""The form page: what stands out with what to try, curves, kept pictures, and how to film."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from backstride.demo.camera import Camera
from backstride.demo.filmed_runner import DrawnRunner, film_runner
from backstride.demo.running_motion import Gait
from backstride.gait import analyse
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.form import FormReport
from backstride.model.identifiers import FindingId
from backstride.service.episodes import add_form, start_episode
from backstride.service.kept_clips import FILM, clip_folder
from backstride.service.shelf import Shelf
from backstride.web.form_advice import form_advice

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LONG_REACH = Gait(
    cadence_steps_per_min=158.0,
    contact_time_ms=262.0,
    overstride_pct_leg=37.0,
    trunk_lean_deg=4.0,
    vertical_oscillation_pct_leg=10.5,
    knee_at_contact_deg=9.0,
    knee_at_toe_off_deg=14.0,
    foot_pitch_at_contact_deg=18.0,
    ground_speed_leg_s=3.6,
)
FINDINGS = (
    "overstride_measured",
    "low_cadence_measured",
    "high_vertical_oscillation_measured",
    "trunk_lean_backward_measured",
    "forward_trunk_lean_measured",
    "pelvic_drop_measured",
)


@pytest.fixture(scope="module")
def report() -> FormReport:
    track = film_runner(DrawnRunner(gait=LONG_REACH, leg_m=0.87), Camera(), np.random.default_rng(3), seconds=5.0).track
    return replace(analyse(track, height_cm=178), filmed_at=NOW)


@pytest.fixture
def case(home: Path, client: TestClient) -> str:
    return start_episode(home, shelf=Shelf.OWN, now=NOW).id


def test_what_stands_out_comes_with_what_to_try_and_with_what_is_not_known(
    home: Path, client: TestClient, case: str, report: FormReport
):
    add_form(home, case, report, now=NOW)
    text = client.get(f"/cases/{case}/form").text
    for words in ("Try", "Not known:", "Knee bend, degrees", "Height of the hips"):
        assert words in text
    assert "fault" in text
    assert "heel strike" not in text.lower()


@pytest.mark.parametrize("finding", FINDINGS)
def test_every_finding_has_a_picture_of_yours_and_of_what_to_try(report: FormReport, finding: str):
    shown = Finding(
        id=FindingId(finding), state=AnswerState.PRESENT, origin=Origin.FORM, certainty=0.9, detail="it is so"
    )
    (advice,) = form_advice(replace(report, findings=(shown,)))
    assert advice.yours is not None
    assert advice.suggestion is not None
    assert advice.known
    assert advice.unknown


def test_a_second_clip_is_held_against_the_first_and_both_can_be_seen(
    home: Path, client: TestClient, case: str, report: FormReport
):
    add_form(home, case, report, now=NOW)
    add_form(home, case, report, now=NOW)
    text = client.get(f"/cases/{case}/form").text
    assert "no difference that can be told" in text
    assert "?clip=1" in text
    assert "clip before" not in client.get(f"/cases/{case}/form?clip=1").text


def test_kept_pictures_are_shown_and_the_film_can_be_read_in_parts(
    home: Path, client: TestClient, case: str, report: FormReport
):
    add_form(home, case, replace(report, clip="abc123"), now=NOW)
    folder = clip_folder(home, case, "abc123")
    folder.mkdir(parents=True)
    (folder / FILM).write_bytes(bytes(range(256)) * 20)
    (folder / "contact.png").write_bytes(b"\x89PNG")
    text = client.get(f"/cases/{case}/form").text
    assert f"/cases/{case}/form/abc123/{FILM}" in text
    assert "mid_stance.png" not in text
    part = client.get(f"/cases/{case}/form/abc123/{FILM}", headers={"Range": "bytes=256-511"})
    assert (part.status_code, part.content) == (206, bytes(range(256)))
    for name in ("clip.mp4", "..%2F..%2Fjobs.sqlite", "keypoints.json"):
        assert client.get(f"/cases/{case}/form/abc123/{name}").status_code == 404


def test_erasing_a_case_erases_its_kept_clips(home: Path, client: TestClient, case: str):
    folder = clip_folder(home, case, "abc123")
    folder.mkdir(parents=True)
    (folder / FILM).write_bytes(b"film")
    client.post(f"/cases/{case}/erase", data={"sure": "1"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert not folder.exists()


def test_the_guide_shows_a_picture_and_says_what_to_set(client: TestClient, case: str):
    text = client.get(f"/cases/{case}/filming").text
    for words in ("<svg", "hip height", "4 to 6 metres", "60 pictures", "ten strides"):
        assert words in text
    assert f"/cases/{case}/filming" in client.get(f"/cases/{case}/files").text
