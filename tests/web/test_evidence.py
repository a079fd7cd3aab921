"""The evidence browser: every record has a page, every link leads somewhere, and every page is light."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from backstride.knowledge.compiled import load_knowledge
from backstride.web.app import create_app
from backstride.web.evidence_view import KINDS, entries, record_of

KNOWLEDGE = load_knowledge()
LIGHT_BYTES = 60_000


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(tmp_path), base_url="http://127.0.0.1")


def links(text: str) -> set[str]:
    return set(re.findall(r'href="(/evidence/[^"?#]+)"', text))


def sent_bytes(response: object) -> int:
    return response.num_bytes_downloaded


@pytest.mark.parametrize("kind", KINDS)
def test_a_shelf_lists_what_there_is_and_its_first_page_opens(client: TestClient, kind: str) -> None:
    shelf = client.get(f"/evidence/{kind}")
    assert shelf.status_code == 200
    assert f"<b>{len(entries(KNOWLEDGE, kind))} found</b>" in shelf.text
    assert sent_bytes(shelf) < LIGHT_BYTES
    first = entries(KNOWLEDGE, kind)[0]
    assert first.address in links(shelf.text)
    assert client.get(first.address).status_code == 200


def test_every_record_leads_only_to_records_that_are_there() -> None:
    for kind in KINDS:
        for entry in entries(KNOWLEDGE, kind):
            record = record_of(KNOWLEDGE, kind, entry.id)
            assert record is not None, entry
            backings = [record.backing, *(fact.backing for _, facts in record.parts for fact in facts)]
            led_to = [fact.entry for _, facts in record.parts for fact in facts if fact.entry]
            led_to += [source for backing in backings if backing for source in backing.sources]
            for one in led_to:
                if one.kind == "exercises":
                    assert one.id in KNOWLEDGE.exercises
                else:
                    assert record_of(KNOWLEDGE, one.kind, one.id) is not None, (entry, one)


def test_every_rule_and_claim_names_a_source_and_every_source_is_used() -> None:
    for kind in ("rules", "advice"):
        for entry in entries(KNOWLEDGE, kind):
            record = record_of(KNOWLEDGE, kind, entry.id)
            assert record is not None
            assert record.backing is not None
            assert record.backing.sources
    for entry in entries(KNOWLEDGE, "sources"):
        record = record_of(KNOWLEDGE, "sources", entry.id)
        assert record is not None
        assert "Used in" in dict(record.parts), entry


def test_a_source_says_where_it_is_used(client: TestClient) -> None:
    rule = next(iter(KNOWLEDGE.rules.values()))
    page = client.get(f"/evidence/sources/{rule.source[0]}")
    assert f"/evidence/rules/{rule.id}" in links(page.text)


def test_the_longest_pages_are_light(client: TestClient) -> None:
    longest = max(KNOWLEDGE.causes.values(), key=lambda one: len(one.shows) + len(one.modifiers))
    used = max(
        entries(KNOWLEDGE, "sources"),
        key=lambda one: len(dict(record_of(KNOWLEDGE, "sources", one.id).parts)["Used in"]),
    )
    for address in (f"/evidence/causes/{longest.id}", used.address, "/evidence", "/evidence/changes"):
        page = client.get(address)
        assert page.status_code == 200
        assert sent_bytes(page) < LIGHT_BYTES, address


def test_words_find_records_of_every_kind_without_javascript(client: TestClient) -> None:
    found = client.get("/evidence?q=numb").text
    assert any(address.startswith("/evidence/findings/") for address in links(found))
    assert any(address.startswith("/evidence/rules/") for address in links(found))
    assert "Nothing fits" in client.get("/evidence?q=xyzzyx").text


def test_what_is_typed_is_shown_as_text(client: TestClient) -> None:
    assert "<script>alert" not in client.get("/evidence?q=<script>alert(1)</script>").text


@pytest.mark.parametrize("address", ["/evidence/nothing", "/evidence/rules/nothing", "/evidence/nothing/nothing"])
def test_what_is_not_there_is_said_plainly(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_start_names_the_version_and_what_changed(client: TestClient) -> None:
    page = client.get("/evidence").text
    assert KNOWLEDGE.version.version in page
    assert "/docs/explanation/validation.md" in page
    assert KNOWLEDGE.version.version in client.get("/evidence/changes").text
