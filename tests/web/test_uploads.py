"""Files sent by a form: what is taken, what is refused in one plain line, and what never happens."""

from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.web.plain_browser import PlainBrowser

from backstride.jobs.board import INBOX, jobs_of
from backstride.jobs.running import run_job
from backstride.jobs.state import JobState
from backstride.web import upload
from backstride.web.upload import plain_name

LOG = b"date,minutes,distance_km\n2026-11-18,60,11\n2026-11-20,30,5\n"
FILM = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2mp41" + b"\0" * 100


@pytest.fixture
def case(browser: PlainBrowser) -> str:
    return browser.begin().path.split("/")[2]


def send(client: TestClient, case: str, *files: tuple[str, bytes], **fields: str) -> Response:
    parts = [("files", (name, data)) for name, data in files]
    return client.post(f"/cases/{case}/upload", files=parts, data=fields)


def left_in(home: Path) -> list[str]:
    return sorted(path.name for path in (home / INBOX).rglob("*") if path.is_file())


class TestATrainingFile:
    def test_becomes_a_job_that_can_be_watched(self, client: TestClient, case: str):
        answer = send(client, case, ("runs.csv", LOG))

        assert answer.request.url.path == f"/cases/{case}/files"
        assert "runs.csv" in answer.text
        assert "Waiting" in answer.text
        assert 'data-hx-trigger="every 1s"' in answer.text
        assert '<noscript><meta http-equiv="refresh"' in answer.text

    def test_when_done_shows_what_it_gave_and_the_page_stops_asking(self, client: TestClient, home: Path, case: str):
        send(client, case, ("runs.csv", LOG))
        run_job(home, jobs_of(home, case)[0].id)
        fragment = client.get(f"/cases/{case}/jobs").text

        assert "2 new sessions" in fragment
        assert "2 runs are here" in fragment
        assert "every 1s" not in fragment
        assert "<html" not in fragment

    def test_can_be_stopped_while_it_waits(self, client: TestClient, home: Path, case: str):
        send(client, case, ("runs.csv", LOG))
        job = jobs_of(home, case)[0]
        answer = client.post(f"/cases/{case}/jobs/{job.id}/stop")

        assert "Stopped before it began" in answer.text
        assert left_in(home) == []

    def test_goes_with_others_in_one_job_and_clips_get_their_own(self, client: TestClient, home: Path, case: str):
        send(client, case, ("a.csv", LOG), ("b.csv", LOG), ("side.mp4", FILM))

        assert sorted(job.title for job in jobs_of(home, case)) == ["2 training files", "side.mp4"]

    def test_of_the_same_name_twice_is_kept_twice(self, client: TestClient, home: Path, case: str):
        send(client, case, ("a.csv", LOG), ("a.csv", LOG + b"2026-11-21,20,3\n"))

        assert left_in(home) == ["a (2).csv", "a.csv"]

    def test_sent_twice_while_it_waits_is_worked_on_once(self, client: TestClient, home: Path, case: str):
        for _ in range(2):
            send(client, case, ("runs.csv", LOG), ("side.mp4", FILM))

        assert sorted(job.title for job in jobs_of(home, case)) == ["runs.csv", "side.mp4"]
        assert left_in(home) == ["runs.csv", "side.mp4"]

    def test_among_bad_ones_is_still_taken(self, client: TestClient, home: Path, case: str):
        send(client, case, ("runs.csv", LOG), ("holiday.txt", b"dear diary"))
        run_job(home, jobs_of(home, case)[0].id)

        job = jobs_of(home, case)[0]
        assert job.state is JobState.DONE
        assert "holiday.txt" in job.message


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "data", "line"),
        [
            ("empty.fit", b"", "empty.fit: this file is empty. Next: export it again"),
            ("cv.pdf", b"%PDF-1.7 ...", "cv.pdf: this is neither a training file nor a video. Next: send a FIT"),
            ("photo.heic", b"\0\0\0\x18ftypheic", "photo.heic: this is neither a training file nor a video"),
            ("run.exe", b"MZ\x90\0" + b"\0" * 90, "run.exe: this is neither a training file nor a video"),
        ],
    )
    def test_in_one_line_that_says_what_to_do(
        self, client: TestClient, home: Path, case: str, name: str, data: bytes, line: str
    ):
        answer = send(client, case, (name, data))

        assert answer.status_code == 422
        assert line in answer.text
        assert jobs_of(home, case) == ()
        assert left_in(home) == []

    def test_when_no_file_was_chosen(self, client: TestClient, case: str):
        boundary = "multipart/form-data; boundary=b"
        empty = b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--b--\r\n'
        answer = client.post(f"/cases/{case}/upload", content=empty, headers={"content-type": boundary})

        assert answer.status_code == 422
        assert "no file was chosen" in answer.text

    def test_when_it_is_no_form_at_all(self, client: TestClient, case: str):
        assert "no file was sent" in client.post(f"/cases/{case}/upload", content=b"hello").text

    def test_when_the_form_is_cut_off(self, client: TestClient, home: Path, case: str):
        cut = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.fit"\r\n\r\nhalf of i'
        answer = client.post(
            f"/cases/{case}/upload", content=cut, headers={"content-type": "multipart/form-data; boundary=b"}
        )

        assert "the upload ended early, so nothing was added" in answer.text
        assert left_in(home) == []

    def test_when_it_is_enormous(self, client: TestClient, home: Path, case: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(upload, "LARGEST_UPLOAD_BYTES", 1000)
        answer = send(client, case, ("huge.zip", b"PK\x03\x04" + b"\0" * 5000))

        assert answer.status_code == 422
        assert "at once, so nothing was added" in answer.text
        assert left_in(home) == []

    def test_when_it_says_itself_that_it_is_enormous_before_a_byte_is_stored(
        self, client: TestClient, home: Path, case: str, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("a file was opened"))
        headers = {"content-type": "multipart/form-data; boundary=b", "content-length": str(10 * 2**30)}
        begun = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.zip"\r\n\r\nPK\x03\x04'
        answer = client.post(f"/cases/{case}/upload", content=begun, headers=headers)

        assert "more than 4 GB at once, so nothing was added" in answer.text
        assert left_in(home) == []

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full on this system")
    def test_when_the_disk_fills_up_meanwhile(
        self, client: TestClient, home: Path, case: str, monkeypatch: pytest.MonkeyPatch
    ):
        opened = Path.open
        monkeypatch.setattr(
            Path,
            "open",
            lambda path, *said, **more: (
                opened(Path("/dev/full"), "wb", buffering=0) if path.name == "runs.csv" else opened(path, *said, **more)
            ),
        )
        monkeypatch.setattr(Path, "chmod", lambda *_: None)
        answer = send(client, case, ("runs.csv", LOG))

        assert answer.status_code == 422
        assert "the disk is almost full" in answer.text
        assert jobs_of(home, case) == ()
        assert left_in(home) == []

    def test_when_the_disk_is_almost_full(
        self, client: TestClient, home: Path, case: str, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(upload, "_room", lambda _: 10)
        answer = send(client, case, ("runs.csv", LOG))

        assert "the disk is almost full" in answer.text
        assert left_in(home) == []

    def test_when_there_are_too_many(self, client: TestClient, home: Path, case: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(upload, "_MOST_FILES", 2)
        answer = send(client, case, *((f"{i}.csv", LOG) for i in range(3)))

        assert "are too many" in answer.text
        assert left_in(home) == []

    def test_when_the_case_is_not_there(self, client: TestClient):
        assert send(client, "0123456789abcdef", ("runs.csv", LOG)).status_code == 404

    def test_when_the_height_cannot_be(self, client: TestClient, home: Path, case: str):
        answer = send(client, case, ("side.mp4", FILM), height_cm="17.8")

        assert "a height of 17.8 cm is not possible" in answer.text
        assert jobs_of(home, case) == ()
        assert left_in(home) == []


class TestNames:
    @pytest.mark.parametrize(
        ("sent", "kept"),
        [
            ("../../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("/abs/run.fit", "run.fit"),
            ("", "file"),
            ("...", "file"),
            ("a\x00b\n.fit", "ab.fit"),
            ("x" * 400 + ".fit", "x" * 80 + ".fit"),
            ("Läufe & Spaß 🏃.gpx", "Läufe & Spaß 🏃.gpx"),
        ],
    )
    def test_cannot_leave_the_folder(self, sent: str, kept: str):
        assert plain_name(sent) == kept

    def test_with_a_path_in_it_stays_in_the_inbox(self, client: TestClient, home: Path, case: str):
        send(client, case, ("../../evil.csv", LOG))

        assert left_in(home) == ["evil.csv"]
        assert not (home / "evil.csv").exists()
