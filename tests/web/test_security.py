"""The guards: who is answered, from where, how much may be sent, and what a page may do."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.plain_browser import PlainBrowser

from backstride.web.app import create_app
from backstride.web.security.body_size import LARGEST_FORM_BYTES
from backstride.web.templating import STATIC, static_address

PAGES = ["/", "/about", "/nothing-here", "/cases/0123456789abcdef/answer", "/static/css/base.css"]


@pytest.mark.parametrize("path", PAGES)
class TestEveryAnswer:
    def test_may_load_nothing_from_elsewhere_and_run_nothing_inline(self, client: TestClient, path: str):
        policy = client.get(path).headers["content-security-policy"]

        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy

    def test_is_not_guessed_at_framed_or_told_to_others(self, client: TestClient, path: str):
        headers = client.get(path).headers

        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]

    def test_holds_no_inline_style_or_script(self, client: TestClient, path: str):
        text = client.get(path).text
        assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=\"|javascript:", text) == []


class TestThePages:
    def test_are_never_kept_by_the_browser(self, client: TestClient):
        assert client.get("/").headers["cache-control"] == "no-store"

    def test_their_files_are_kept_for_ever_under_an_address_that_changes_with_them(self, client: TestClient):
        answer = client.get(static_address("css/base.css"))

        assert "immutable" in answer.headers["cache-control"]
        assert answer.text == (STATIC / "css/base.css").read_text(encoding="utf-8")

    def test_a_file_outside_the_static_folder_is_not_given(self, client: TestClient):
        assert client.get("/static/../app.py").status_code == 404
        assert client.get("/static/%2e%2e/app.py").status_code == 404

    def test_a_mistake_of_ours_is_a_page_with_the_same_guards_and_the_log_names_only_its_place(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ):
        def broken(*_: object, **__: object) -> None:
            raise ZeroDivisionError("secret: numbness")

        monkeypatch.setattr("backstride.web.pages.start.list_episodes", broken)
        client = TestClient(create_app(home), base_url="http://127.0.0.1")
        with caplog.at_level(logging.ERROR):
            answer = client.get("/")

        assert answer.status_code == 500
        assert "That is our mistake" in answer.text
        assert "content-security-policy" in answer.headers
        assert "ZeroDivisionError" in caplog.text
        assert "secret" not in caplog.text + answer.text


class TestForeignNames:
    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "0.0.0.0"]
    )
    def test_a_foreign_host_gets_400(self, client: TestClient, host: str):
        answer = client.get("/", headers={"host": host})

        assert answer.status_code == 400
        assert "does not answer under this name" in answer.text

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost:9", "[::1]:8470", "LOCALHOST"])
    def test_this_machine_is_answered(self, client: TestClient, host: str):
        assert client.get("/", headers={"host": host}).status_code == 200


class TestOtherSites:
    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "http://evil.example"},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:9999"},
        ],
    )
    def test_cannot_begin_or_change_anything(self, client: TestClient, headers: dict[str, str]):
        answer = client.post("/cases", headers=headers, follow_redirects=False)

        assert answer.status_code == 403
        assert "nothing was changed" in answer.text
        assert "Your answers so far" not in client.get("/").text

    @pytest.mark.parametrize(
        "headers",
        [{"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "http://127.0.0.1:8470"}, {}],
    )
    def test_the_app_itself_can(self, client: TestClient, headers: dict[str, str]):
        assert client.post("/cases", headers=headers, follow_redirects=False).status_code == 303

    def test_may_link_to_a_page(self, client: TestClient):
        assert client.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


class TestSizes:
    def test_a_form_that_is_too_large_is_refused_before_it_is_read(self, client: TestClient):
        answer = client.post("/cases", content=b"x" * (LARGEST_FORM_BYTES + 1))

        assert answer.status_code == 413
        assert "nothing was saved" in answer.text

    def test_a_form_that_does_not_say_its_size_is_counted(self, client: TestClient):
        def endless() -> Iterator[bytes]:
            for _ in range(LARGEST_FORM_BYTES // 1000 + 2):
                yield b"a=1&" * 250

        headers = {"content-type": "application/x-www-form-urlencoded"}
        assert client.post("/cases", content=endless(), headers=headers).status_code == 413

    def test_a_first_visit_takes_less_than_60_kilobytes(self, client: TestClient):
        first = client.get("/")
        addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', first.text)
        answers = [client.get(address) for address in addresses]

        assert len(answers) >= 4
        sent = sum(int(answer.headers["content-length"]) for answer in (first, *answers))
        assert sent < 60_000


class TestWhatIsWritten:
    def test_only_the_owner_can_read_the_data_folder(self, browser: PlainBrowser, home: Path):
        browser.begin()

        assert home.stat().st_mode & 0o077 == 0
        assert (home / "backstride.sqlite").stat().st_mode & 0o077 == 0

    def test_no_answer_is_ever_logged(self, browser: PlainBrowser, caplog: pytest.LogCaptureFixture):
        with caplog.at_level(logging.DEBUG):
            browser.begin().say_no().say_no()

        case = browser.path.split("/")[2]
        ours = [record.getMessage() for record in caplog.records if record.name.startswith("backstride")]
        assert [line for line in ours if case in line or "absent" in line] == []
