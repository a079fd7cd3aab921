"""Large files in pieces: announced, sent, gone on with after a break, added once, refused in plain words."""

from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.web.plain_browser import PlainBrowser

from backstride.jobs.board import INBOX, jobs_of
from backstride.jobs.parcel import LARGEST_UPLOAD_BYTES
from backstride.web.pages.parcels import PIECE_BYTES

LOG = b"date,minutes,distance_km\n2026-11-18,60,11\n2026-11-20,30,5\n"


@pytest.fixture
def case(browser: PlainBrowser) -> str:
    return browser.begin().path.split("/")[2]


def announce(client: TestClient, case: str, name: str = "runs.csv", size: object = len(LOG)) -> Response:
    return client.post(f"/cases/{case}/parcels", data={"name": name, "size": str(size)})


def put(client: TestClient, case: str, parcel: str, data: bytes, offset: object) -> Response:
    return client.put(f"/cases/{case}/parcels/{parcel}", content=data, headers={"Upload-Offset": str(offset)})


def left_in(home: Path) -> list[Path]:
    return [path for path in (home / INBOX).rglob("*") if path.is_file()] if (home / INBOX).exists() else []


def test_a_file_goes_on_where_it_stopped_and_becomes_one_job(client: TestClient, home: Path, case: str):
    parcel = announce(client, case).json()["id"]
    put(client, case, parcel, LOG[:20], 0)
    page = client.get(f"/cases/{case}/files").text
    assert f"{100 * 20 // len(LOG)} of 100 sent" in page
    assert "Choose the same file again" in page

    at = client.get(f"/cases/{case}/parcels/{parcel}").json()["offset"]
    assert at == 20
    assert put(client, case, parcel, LOG[at:], at).json()["offset"] == len(LOG)
    form = {"files": ("", b""), "parcels": (None, parcel)}
    for _ in range(2):  # a form sent twice
        assert client.post(f"/cases/{case}/upload", files=form).status_code == 200

    assert [job.title for job in jobs_of(home, case)] == ["runs.csv"]
    assert [path.read_bytes() for path in left_in(home)] == [LOG]


def test_two_tabs_that_send_the_same_file_write_it_once(client: TestClient, case: str):
    parcel = announce(client, case).json()["id"]
    assert put(client, case, parcel, LOG[:20], 0).status_code == 200
    other = put(client, case, parcel, LOG[:20], 0)

    assert other.status_code == 409
    assert other.json()["offset"] == 20


@pytest.mark.parametrize("size", [0, LARGEST_UPLOAD_BYTES + 1, 10 * 2**30, "", "-1", "many", "9" * 300])
def test_a_size_that_cannot_be_is_refused_before_a_byte_is_stored(
    client: TestClient, home: Path, case: str, size: object
):
    answer = announce(client, case, "all.zip", size)

    assert answer.status_code in {413, 422}
    assert answer.json()["line"].startswith("all.zip: ")
    assert "Next:" in answer.json()["line"]
    assert left_in(home) == []


@pytest.mark.parametrize("offset", ["", "x", "-1", "1.5"])
def test_a_piece_without_a_place_is_refused(client: TestClient, case: str, offset: str):
    parcel = announce(client, case).json()["id"]
    assert put(client, case, parcel, b"x", offset).status_code == 400


def test_a_piece_that_is_too_large_or_too_long_is_refused(client: TestClient, case: str):
    parcel = announce(client, case).json()["id"]
    assert put(client, case, parcel, bytes(PIECE_BYTES + 1), 0).status_code == 413
    assert "longer than" in put(client, case, parcel, bytes(len(LOG) + 1), 0).json()["line"]
    assert client.get(f"/cases/{case}/parcels/{parcel}").json()["offset"] == 0


def test_what_is_not_there_or_belongs_to_another_case_begins_anew(client: TestClient, browser: PlainBrowser, case: str):
    parcel = announce(client, case).json()["id"]
    other = browser.begin().path.split("/")[2]
    assert put(client, other, parcel, b"x", 0).status_code == 404
    assert client.get(f"/cases/{case}/parcels/nothing").status_code == 404
    assert announce(client, "0123456789abcdef").status_code == 404


def test_a_file_of_which_a_part_is_missing_is_kept_and_not_added(client: TestClient, home: Path, case: str):
    parcel = announce(client, case).json()["id"]
    put(client, case, parcel, LOG[:20], 0)
    answer = client.post(f"/cases/{case}/upload", files={"parcels": (None, parcel)})

    assert answer.status_code == 422
    assert "a part of this file is still missing" in answer.text
    assert jobs_of(home, case) == ()
    assert client.get(f"/cases/{case}/parcels/{parcel}").json()["offset"] == 20


def test_what_is_neither_training_nor_film_is_refused_when_it_is_whole(client: TestClient, home: Path, case: str):
    parcel = announce(client, case, "cv.pdf", 12).json()["id"]
    put(client, case, parcel, b"%PDF-1.7 ...", 0)
    answer = client.post(f"/cases/{case}/upload", files={"parcels": (None, parcel)})

    assert "neither a training file nor a video" in answer.text
    assert left_in(home) == []


def test_what_was_sent_can_be_thrown_away(client: TestClient, home: Path, case: str):
    parcel = announce(client, case).json()["id"]
    page = client.post(f"/cases/{case}/parcels/{parcel}/drop")

    assert "of 100 sent" not in page.text
    assert left_in(home) == []


def test_a_name_cannot_lead_out_of_the_inbox(client: TestClient, home: Path, case: str):
    parcel = announce(client, case, "../../evil.csv").json()["id"]
    put(client, case, parcel, LOG, 0)
    client.post(f"/cases/{case}/upload", files={"parcels": (None, parcel)})

    assert [path.name for path in left_in(home)] == ["evil.csv"]
