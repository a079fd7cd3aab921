"""Whatever is typed into any field of any form, or into any address, is answered; nothing breaks."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.filled_home import fill
from tests.web.plain_browser import PlainBrowser

from backstride.web.app import create_app

ODD = (
    "", "0001-01-01", "9999-12-31", "2026-02-30", "-1", "-0", "9" * 25, "1e309", "nan", "inf",
    "\u00b2", "\u0663", "\x00", "<script>", "x" * 3000,
)  # fmt: skip
ASKED = ("day", "year", "km", "minutes", "race_km", "race_on", "at", "part", "q", "region", "saved", "said", "code")
ENDS_SOMETHING = ("/erase", "/upload", "/demo", "/bring-back", "/remove", "/copies", "/everything")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1900-01-01"])
def test_a_day_at_the_edge_of_the_calendar_is_shown_as_one_that_can_be_and_not_stored(browser: PlainBrowser, day: str):
    case = browser.begin().path.split("/")[2]
    shown = browser.client.get(f"/cases/{case}/check-in", params={"day": day})
    sent = browser.client.post(f"/cases/{case}/check-in", data={"day": day, "pain_now_0_to_10": "2", "key": "a"})
    browser.open(f"/cases/{case}/days")

    assert shown.status_code == 200
    assert sent.status_code == 400
    assert ("choose today or a day before" if day > "2026" else "choose a later day") in sent.text.lower()
    assert day not in browser.text


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, dict[str, str]]:
    home: Path = tmp_path_factory.mktemp("odd")
    addresses = fill(home)
    client = TestClient(create_app(home, limits=()), base_url="http://127.0.0.1:8470", raise_server_exceptions=False)
    return client, addresses


@pytest.mark.prove
def test_no_address_breaks_on_what_is_asked_of_it(pages: tuple[TestClient, dict[str, str]]):
    client, addresses = pages
    broken = [
        (address, name, value)
        for address in dict.fromkeys(one.partition("?")[0] for one in addresses.values())
        for name in ASKED
        for value in ODD
        if client.get(address, params={name: value}).status_code >= 500
    ]

    assert broken == []


@pytest.mark.prove
def test_no_form_breaks_on_what_is_typed_into_it(pages: tuple[TestClient, dict[str, str]]):
    client, addresses = pages
    visitor, sent, broken = PlainBrowser(client), 0, []
    for address in addresses.values():
        for form in visitor.open(address).page.forms:
            if form.method != "post" or form.action.endswith(ENDS_SOMETHING) or "/erase/" in form.action:
                continue
            usual = form.sent({})
            for name in dict.fromkeys(field["name"] for field in form.fields):
                for value in ODD:
                    answer = client.post(form.action, data={**usual, name: value})
                    sent += 1
                    if answer.status_code >= 500:
                        broken.append((form.action, name, value))

    assert broken == []
    assert sent > 500
