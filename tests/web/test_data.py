"""The page of the runner's data: it says what is there, gives it out, copies it, brings it back and erases it."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.intake.made_files import a_run
from tests.web.conftest import Clock
from tests.web.plain_browser import PlainBrowser

from backstride.exchange.fit_activity import encode_activity
from backstride.jobs import board
from backstride.jobs.board import JobWork, put_up
from backstride.jobs.state import JobKind
from backstride.model.errors import FileError
from backstride.service.daily_copy import SWITCH, make_daily_copy
from backstride.service.importing import import_paths
from backstride.service.runners import list_people
from backstride.service.stored_data import list_backups
from backstride.store.jobs import change_job
from backstride.store.opening import open_shared_store

LOG = b"date,minutes,distance_km\n2026-11-18,60,11\n"


@pytest.fixture
def case(browser: PlainBrowser) -> str:
    return browser.begin().path.split("/")[2]


def copies(home: Path) -> list[str]:
    return [one.path.name for one in list_backups(home)]


class TestThePage:
    def test_says_what_is_stored_and_where(self, browser: PlainBrowser, home: Path, case: str):
        text = browser.open("/data").text

        assert "asked 1 time" in text
        assert str(home) in text
        assert "There is no copy yet" in text
        assert f"/cases/{case}/erase" in text

    def test_is_there_before_the_first_question(self, browser: PlainBrowser):
        assert browser.open("/data").response.status_code == 200

    def test_is_linked_from_every_page_and_needs_no_script(self, browser: PlainBrowser):
        assert "/data" in browser.page.links
        assert "<script" not in browser.open("/data").text.replace('<script src="/static/js/offline', "")


class TestEverything:
    def test_comes_as_one_file_that_does_not_stay_behind(self, client: TestClient, home: Path, case: str):
        answer = client.post("/data/everything", data={"passphrase": "", "again": ""})

        assert 'filename="backstride-2026-11-22.zip"' in answer.headers["content-disposition"]
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert f"episodes/{case}.json" in archive.namelist()
        assert not list(home.rglob("*.zip"))

    @pytest.mark.parametrize(
        ("word", "again", "line"),
        [("short", "short", "shorter than 8"), ("a long walk home", "a long walk", "are not the same")],
    )
    @pytest.mark.usefixtures("case")
    def test_is_not_locked_by_accident(self, client: TestClient, home: Path, word: str, again: str, line: str):
        for address in ("/data/everything", "/data/copies"):
            answer = client.post(address, data={"passphrase": word, "again": again})
            assert answer.status_code == 422
            assert line in answer.text
        assert copies(home) == []


class TestACopy:
    @pytest.mark.usefixtures("case")
    def test_is_made_given_out_and_removed(self, browser: PlainBrowser, client: TestClient, home: Path):
        browser.open("/data").send(action_ends="/data/copies")
        assert "A copy is made" in browser.text
        (name,) = copies(home)
        assert client.get(f"/data/copies/{name}").content[:2] == b"PK"

        browser.send(action_ends=f"{name}/remove")
        assert "The copy is gone" in browser.text
        assert copies(home) == []

    def test_comes_back_after_everything_was_erased(
        self, browser: PlainBrowser, client: TestClient, home: Path, case: str, clock: Clock
    ):
        browser.open("/data").send(action_ends="/data/copies")
        kept = client.get(f"/data/copies/{copies(home)[0]}").content
        clock.pass_hours(1)
        browser.open("/data/erase/everyone").send({"sure": "1"})
        assert client.get(f"/cases/{case}/answer").status_code == 404

        answer = client.post("/data/upload", files=[("files", ("copy.zip", kept))], data={"passphrase": ""})
        assert "The copy is brought back" in answer.text
        assert client.get(f"/cases/{case}/questions/1").status_code == 200

    @pytest.mark.usefixtures("case")
    def test_of_the_list_comes_back_after_a_question(self, browser: PlainBrowser, home: Path, clock: Clock):
        browser.open("/data").send(action_ends="/data/copies")
        (name,) = copies(home)
        clock.pass_hours(1)
        browser.open("/").send(action_ends="/cases")
        browser.open(f"/data/copies/{name}/bring-back").send()

        assert "newest copy in the list" in browser.text
        assert "asked 1 time" in browser.text
        assert len(copies(home)) == 2

    @pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04junk"])
    def test_that_is_none_changes_nothing(self, client: TestClient, case: str, data: bytes):
        answer = client.post("/data/upload", files=[("files", ("holiday.zip", data))], data={"passphrase": ""})

        assert answer.status_code == 422
        assert "holiday.zip" in answer.text
        assert "Next:" in answer.text
        assert "on-its-way" not in answer.text
        assert client.get(f"/cases/{case}/questions/1").status_code == 200

    @pytest.mark.parametrize("name", ["nothing.zip", "..%2Fbackstride.sqlite", "backstride.sqlite"])
    @pytest.mark.usefixtures("case")
    def test_is_found_by_its_own_name_alone(self, client: TestClient, name: str):
        assert client.get(f"/data/copies/{name}").status_code == 404


class TestTheDailyCopies:
    def test_are_listed_apart_and_come_back_after_a_question(
        self, browser: PlainBrowser, home: Path, case: str, clock: Clock
    ):
        assert "There is none yet" in browser.open("/data").text
        copy = make_daily_copy(home, now=clock.now)
        assert copy is not None
        assert "One daily copy, the newest made" in browser.open("/data").text
        assert "There is no copy yet that you have made" in browser.text
        clock.pass_hours(1)
        browser.open(f"/cases/{case}/erase")
        assert "The app soon makes a new daily one without them" in browser.text

        browser.open(f"/data/copies/{copy.name}/bring-back")
        assert "Training files stay as they are" in browser.text
        assert "The copy is brought back. What was here before" in browser.send().text

    @pytest.mark.usefixtures("case")
    def test_say_what_stands_in_their_way_and_when_they_are_turned_off(
        self, browser: PlainBrowser, home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr("backstride.service.daily_copy._FREE_BYTES", 2**60)
        with pytest.raises(FileError):
            make_daily_copy(home, now=clock.now)
        text = browser.open("/data").text
        assert "Since today at" in text
        assert "the disk is almost full, so no daily copy can be made" in text.lower()

        monkeypatch.setenv(SWITCH, "off")
        assert "They are turned off where Backstride is started" in browser.open("/data").text
        assert "almost full" not in browser.text

    @pytest.mark.usefixtures("case")
    def test_are_turned_off_and_on_by_a_button(self, browser: PlainBrowser, home: Path, clock: Clock):
        assert "makes no copies by itself" in browser.open("/data").send(action_ends="/data/daily").text
        assert "They are turned off for this data" in browser.text
        assert make_daily_copy(home, now=clock.now) is None

        assert "makes a copy a day from now on" in browser.send(action_ends="/data/daily").text
        assert make_daily_copy(home, now=clock.now) is not None

    @pytest.mark.usefixtures("case")
    def test_that_lack_files_say_so_when_they_are_back(self, browser: PlainBrowser, home: Path, clock: Clock):
        import_paths([made_run(home.parent)], home=home)
        copy = make_daily_copy(home, now=clock.now)
        assert copy is not None
        shutil.rmtree(home / "originals")
        clock.pass_hours(1)

        assert "import them again when you can" in browser.open(f"/data/copies/{copy.name}/bring-back").send().text


def made_run(folder: Path) -> Path:
    path = folder / "run.fit"
    path.write_bytes(encode_activity(a_run()))
    return path


class TestErasing:
    def test_asks_first_and_takes_no_for_an_answer(self, browser: PlainBrowser, client: TestClient, case: str):
        browser.open("/data/erase/own")
        assert "This cannot be undone" in browser.text
        browser.send()
        assert "Nothing was erased" in browser.text
        assert client.get(f"/cases/{case}/questions/1").status_code == 200

    def test_takes_a_person_their_uploads_and_the_copies(
        self, browser: PlainBrowser, client: TestClient, home: Path, case: str
    ):
        client.post("/runners", data={"name": "Ana"})
        client.post(f"/cases/{case}/upload", files=[("files", ("zebra.csv", LOG))])
        client.post(f"/cases/{case}/parcels", data={"name": "heron.zip", "size": "9000000"})
        browser.open("/data").send(action_ends="/data/copies")
        browser.open("/data/erase/own")
        assert "The copy in the data folder would still hold it" in browser.text
        browser.send({"sure": "1"})

        assert browser.page.links.count("/data") == 2
        assert copies(home) == []
        assert [one.name for one in list_people(home)] == ["", "Ana"]
        left = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
        for words in (case, "zebra", "heron"):
            assert words.encode() not in left

    @pytest.mark.usefixtures("case")
    def test_of_everything_clears_the_browser_too(self, browser: PlainBrowser):
        browser.open("/data/erase/everyone").send({"sure": "1"})

        assert browser.response.headers["clear-site-data"] == '"cache", "storage"'
        assert browser.open("/").text.count("Start with safety") == 1

    def test_waits_for_no_one_who_is_not_there(self, client: TestClient):
        assert client.get("/data/erase/nobody").status_code == 404
        assert client.post("/data/erase/demo", data={"sure": "1"}).status_code == 404

    def test_erases_nothing_while_a_file_is_being_worked_on(
        self, browser: PlainBrowser, client: TestClient, home: Path, case: str, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(board, "_LOOK_S", 5.0)
        monkeypatch.setattr(board.time, "sleep", lambda _: None)
        job = put_up(home, case_id=case, kind=JobKind.IMPORT, title="a.zip", work=JobWork())
        with open_shared_store(home).begin() as connection:
            change_job(connection, job, {"state": "running"})
        browser.open("/data/erase/own").send({"sure": "1"})

        assert "nothing was erased" in browser.text
        assert client.get(f"/cases/{case}/questions/1").status_code == 200

    def test_of_one_set_of_answers_takes_the_copies_that_hold_it(self, browser: PlainBrowser, home: Path, case: str):
        browser.open("/data").send(action_ends="/data/copies")
        browser.open(f"/cases/{case}/erase")
        assert "The copy in the data folder" in browser.text
        browser.send()

        assert copies(home) == []
        assert browser.open(f"/cases/{case}/today").response.status_code == 404
        assert "may have been erased" in browser.text
