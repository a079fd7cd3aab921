"""Nothing a runner writes, sends or is called stands in any log, whatever goes well or wrong on the way."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Clock
from tests.web.plain_browser import PlainBrowser

from backstride.jobs.board import jobs_of
from backstride.jobs.running import run_job
from backstride.service.episodes import change_episode
from backstride.store.opening import open_shared_store

MARK = "zebra"
CSV = f"date,minutes,note\n2026-11-18,60,{MARK}-in-a-note\n".encode()


def break_the_store(home: Path) -> None:
    """Let every change of a case fail inside the data base, as a bug of ours would."""
    with open_shared_store(home).begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER broken BEFORE UPDATE ON cases BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )


def whole_journey(browser: PlainBrowser, client: TestClient, home: Path) -> None:
    client.post("/runners", data={"name": f"{MARK}-name"})
    browser.begin(age=41)
    case = browser.path.split("/")[2]
    browser.to_the_end()
    for name, data in ((f"{MARK}-runs.csv", CSV), (f"{MARK}.zip", b"PK\x03\x04junk"), (f"{MARK}.exe", b"MZ" * 40)):
        client.post(f"/cases/{case}/upload", files=[("files", (name, data))])
    client.post(f"/cases/{case}/parcels", data={"name": f"{MARK}.mov", "size": "9000000"})
    for job in jobs_of(home, case):
        run_job(home, job.id)
    client.post(f"/cases/{case}/check-in", data={"day": "2026-11-22", "pain_now_0_to_10": "3", "note": f"{MARK}-diary"})
    client.post(f"/cases/{case}/check-in", data={"day": f"{MARK}-day"})
    client.post(f"/cases/{case}/own-activities", data={"name": f"{MARK}-garden"})
    client.post(f"/cases/{case}/history", data={"m1-name": f"{MARK}-tablets", "worry": f"{MARK}-worry"})
    client.post(f"/cases/{case}/history", data={"m1-dose": f"{MARK}-dose", "hope": f"{MARK}-hope"})
    client.get(f"/cases/{case}/report.pdf")
    client.post("/data/copies", data={"passphrase": f"{MARK}-word", "again": "other"})
    client.post("/data/upload", files=[("files", (f"{MARK}-copy.zip", b"hello"))])
    client.get(f"/cases/{case}/answer?q={MARK}")
    client.get(f"/{MARK}-address")


def test_not_in_the_app_and_not_in_a_bug(
    browser: PlainBrowser,
    client: TestClient,
    home: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
):
    caplog.set_level(logging.DEBUG)
    whole_journey(browser, client, home)
    case = browser.begin(age=29).path.split("/")[2]
    break_the_store(home)
    broken = client.post(f"/cases/{case}/height", data={"height_cm": "147.125"})
    out, err = capfd.readouterr()
    # The test's own client writes down the addresses it asks for; the app does not.
    ours = [one for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]
    told = "\n".join(f"{one.getMessage()} {one.exc_text or ''} {one.exc_info or ''}" for one in ours) + out + err

    assert broken.status_code == 500
    assert "bug: " in told
    assert MARK not in told
    assert "147.125" not in told
    logs = [path for path in home.rglob("*") if "log" in path.suffix or path.suffix in {".txt", ".out", ".err"}]
    assert logs == []


@pytest.mark.skipif(os.name == "nt", reason="the worker is ended by a signal")
def test_not_in_the_worker(browser: PlainBrowser, client: TestClient, home: Path):
    case = browser.begin().path.split("/")[2]
    files = ((f"{MARK}-runs.csv", CSV), (f"{MARK}.zip", b"PK\x03\x04junk"), (f"{MARK}.mp4", b"\0\0\0\x20ftypisom" * 9))
    for name, data in files:
        client.post(f"/cases/{case}/upload", files=[("files", (name, data))])
    code = (
        "import logging, sys; logging.basicConfig(level=logging.DEBUG)\n"
        "from pathlib import Path; from backstride.jobs.running import run_job\n"
        "for job in sys.argv[2:]: run_job(Path(sys.argv[1]), job)"
    )
    words = [sys.executable, "-c", code, str(home), *(job.id for job in jobs_of(home, case))]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=120)

    assert {job.state.value for job in jobs_of(home, case)} == {"done", "failed"}
    assert "backstride.jobs" in done.stderr
    assert MARK not in done.stdout + done.stderr


def test_an_error_of_the_data_base_names_no_answer(browser: PlainBrowser, home: Path, clock: Clock):
    case = browser.begin().path.split("/")[2]
    break_the_store(home)
    with pytest.raises(Exception, match="broken") as told:
        change_episode(home, case, lambda episode: episode, now=clock())

    assert "age_years" not in str(told.value)
