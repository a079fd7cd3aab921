"""The home network: this machine always comes in, another device once it was paired, a guesser never."""

import re
import stat
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Clock

from backstride.service.paired_devices import PAIRING_LASTS
from backstride.web.app import create_app
from backstride.web.lan import Lan, home_addresses
from backstride.web.security.pairing import DEVICE_COOKIE, MOST_WRONG_GUESSES

ADDRESS = "192.168.1.5"
HERE = ("127.0.0.1", 50000)
PHONE = ("192.168.1.77", 40000)
TABLET = ("192.168.1.78", 40000)
WITHOUT_LOOK_ALIKES = r'aria-hidden="true">([2-9A-HJ-NP-Z]{6})<'


class House:
    """One app, this machine's own browser, and other devices of the same network."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self.app = create_app(home, clock=clock, lan=Lan(addresses=(ADDRESS,), port=8470))
        self.own = TestClient(self.app, base_url="http://127.0.0.1:8470", client=HERE)
        self.phone = self.device(PHONE)

    def device(self, client: tuple[str, int]) -> TestClient:
        return TestClient(self.app, base_url=f"http://{ADDRESS}:8470", client=client)

    def code(self) -> str:
        return self.shown(self.own.post("/devices/code").text)

    def shown(self, text: str) -> str:
        found = re.search(WITHOUT_LOOK_ALIKES, text)
        assert found
        return found.group(1)

    def paired_phone(self) -> TestClient:
        assert self.phone.post("/pair", data={"code": self.code(), "name": "Ana's phone"}).status_code == 200
        return self.phone


@pytest.fixture
def house(home: Path, clock: Clock) -> House:
    return House(home, clock)


class TestADeviceThatIsNotPaired:
    @pytest.mark.parametrize(
        "path", ["/", "/about", "/devices", "/cases/0123456789abcdef/answer", "/exercises", "/docs"]
    )
    def test_sees_the_pairing_page_and_nothing_else(self, house: House, path: str):
        answer = house.phone.get(path)
        assert answer.request.url.path == "/pair"
        assert "<h1>Pair this device</h1>" in answer.text

    @pytest.mark.parametrize(
        "path", ["/cases", "/runners", "/demo", "/devices/code", "/devices/x/forget", "/api/assess"]
    )
    def test_can_change_nothing(self, house: House, path: str):
        answer = house.phone.post(path)
        assert answer.status_code == 401
        assert "not paired" in answer.text

    def test_is_answered_as_a_program_when_it_is_one(self, house: House):
        answer = house.phone.get("/api/openapi.json")
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"

    def test_may_load_what_the_pairing_page_looks_like(self, house: House):
        assert house.phone.get("/static/css/base.css").status_code == 200

    def test_is_not_let_in_by_a_made_up_cookie(self, house: House):
        house.phone.cookies.set(DEVICE_COOKIE, "made-up", domain=ADDRESS)
        assert house.phone.get("/about").request.url.path == "/pair"

    @pytest.mark.parametrize("name", ["x-forwarded-for", "forwarded", "x-real-ip"])
    def test_cannot_pose_as_this_machine(self, house: House, name: str):
        for client in (house.phone, house.own):
            assert client.get("/about", headers={name: "127.0.0.1"}).request.url.path == "/pair"

    def test_cannot_pose_as_this_machine_by_the_name_it_asks_for(self, house: House):
        answer = house.phone.get("/about", headers={"host": "127.0.0.1:8470"}, follow_redirects=False)
        assert answer.headers["location"] == "/pair"

    def test_gets_no_answer_under_a_foreign_name(self, house: House):
        assert house.phone.get("/pair", headers={"host": "evil.example"}).status_code == 400


class TestPairing:
    def test_lets_the_device_in_with_a_cookie_no_script_can_read(self, house: House):
        answer = house.phone.post("/pair", data={"code": house.code()}, follow_redirects=False)

        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "domain" not in cookie.lower()
        assert house.phone.get("/about").request.url.path == "/about"

    def test_takes_the_code_as_people_type_it(self, house: House):
        code = house.code()
        house.phone.post("/pair", data={"code": f" {code[:3].lower()} {code[3:].lower()}"})
        assert house.phone.get("/about").request.url.path == "/about"

    def test_opening_the_scanned_address_uses_nothing_up(self, house: House):
        code = house.code()
        for _ in range(3):
            page = house.phone.get(f"/pair?code={code}").text
        assert f'value="{code}"' in page
        assert house.phone.post("/pair", data={"code": code}).request.url.path == "/"

    def test_a_code_works_once(self, house: House):
        code = house.code()
        house.phone.post("/pair", data={"code": code})

        second = house.device(TABLET).post("/pair", data={"code": code})
        assert second.status_code == 400
        assert "no longer works" in second.text

    def test_a_code_ends_after_ten_minutes(self, house: House, clock: Clock):
        code = house.code()
        clock.pass_hours(10.1 / 60)

        answer = house.phone.post("/pair", data={"code": code})
        assert answer.status_code == 400
        assert "no longer works" in answer.text
        assert "No code works right now" in house.own.get("/devices").text

    def test_a_code_does_not_come_back_when_the_clock_is_set_back(self, house: House, clock: Clock):
        code = house.code()
        clock.pass_hours(-1)
        assert house.phone.post("/pair", data={"code": code}).status_code == 400

    def test_a_new_code_ends_the_one_before(self, house: House):
        first = house.code()
        house.code()
        assert house.phone.post("/pair", data={"code": first}).status_code == 400

    def test_a_few_wrong_guesses_end_the_code_from_whatever_device_they_come(self, house: House):
        code = house.code()
        for number in range(MOST_WRONG_GUESSES):
            guesser = house.device((f"192.168.1.{100 + number}", 40000))
            assert guesser.post("/pair", data={"code": "AAAAAA"}).status_code == 400

        assert house.phone.post("/pair", data={"code": code}).status_code == 400

    def test_one_device_cannot_go_on_guessing(self, house: House, clock: Clock):
        answers = [house.phone.post("/pair", data={"code": "AAAAAA"}) for _ in range(11)]

        assert [answer.status_code for answer in answers] == [400] * 10 + [429]
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert "One moment, please" in answers[-1].text
        assert "Try again in " in answers[-1].text
        # Another device is not held up by it, and after a while this one may try again.
        assert house.device(TABLET).post("/pair", data={"code": house.code()}).request.url.path == "/"
        clock.pass_hours(0.1)
        assert house.phone.post("/pair", data={"code": house.code()}).request.url.path == "/"

    def test_an_empty_code_is_a_wrong_one(self, house: House):
        house.code()
        assert house.phone.post("/pair", data={}).status_code == 400


class TestThisMachine:
    def test_needs_no_pairing(self, house: House):
        assert house.own.get("/").request.url.path == "/"

    def test_shows_the_code_to_scan_and_to_type(self, house: House):
        code = house.code()
        page = house.own.get("/devices").text

        assert house.shown(page) == code
        assert '<svg xmlns="http://www.w3.org/2000/svg"' in page or "<svg" in page
        assert f"http://{ADDRESS}:8470/" in page
        assert re.findall(r"\sstyle=|<script(?![^>]*src=)", page) == []

    def test_says_what_cannot_be_done_this_way(self, house: House):
        page = house.own.get("/devices").text
        assert "could read it" in page
        assert "cannot install" in page

    def test_lists_and_forgets_devices_at_once(self, house: House):
        phone = house.paired_phone()
        page = house.own.get("/devices").text
        assert "Ana&#39;s phone" in page

        forget = re.search(r"/devices/\w+/forget", page).group()
        assert "None so far" in house.own.post(forget).text
        assert phone.get("/about").request.url.path == "/pair"

    def test_is_the_only_one_that_pairs_and_forgets(self, house: House):
        phone = house.paired_phone()
        assert phone.get("/devices").status_code == 403
        assert phone.post("/devices/code").status_code == 403
        assert phone.post("/devices/x/forget").status_code == 403

    def test_keeps_only_a_hash_and_only_for_its_owner(self, house: House, home: Path):
        token = house.paired_phone().cookies[DEVICE_COOKIE]
        kept = home / "paired_devices.json"

        assert token not in kept.read_text(encoding="utf-8")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(home.stat().st_mode) == 0o700

    def test_a_device_that_is_not_used_has_to_be_paired_again_and_one_in_use_has_not(self, house: House, clock: Clock):
        phone, almost_h = house.paired_phone(), PAIRING_LASTS.total_seconds() / 3600 - 1
        clock.pass_hours(almost_h)
        assert phone.get("/about").request.url.path == "/about"
        clock.pass_hours(almost_h)
        assert phone.get("/about").request.url.path == "/about"
        clock.pass_hours(almost_h + 2)
        assert phone.get("/about").request.url.path == "/pair"

    def test_a_damaged_list_lets_nobody_in(self, house: House, home: Path):
        phone = house.paired_phone()
        (home / "paired_devices.json").write_bytes(b'[{"id": \xff')
        assert phone.get("/about").request.url.path == "/pair"
        assert "None so far" in house.own.get("/devices").text


class TestWithoutTheHomeNetwork:
    def test_there_is_nothing_to_pair(self, client: TestClient):
        assert client.get("/pair").status_code == 404
        assert client.post("/pair", data={"code": "AAAAAA"}).status_code == 404
        assert client.post("/devices/code").status_code == 404

    def test_the_page_says_how_to_open_it(self, client: TestClient):
        assert "backstride serve --lan" in client.get("/devices").text

    def test_another_address_of_this_machine_is_not_answered(self, client: TestClient):
        assert client.get("/", headers={"host": f"{ADDRESS}:8470"}).status_code == 400


def test_addresses_of_the_home_network_are_private_ones():
    assert all(not address.startswith("127.") for address in home_addresses())
