"""The reference page of bad files says what the product does, and every file of the corpus gives what is expected."""

import csv
from pathlib import Path

from backstride.intake import read_paths
from backstride.intake.warning import MESSAGES, WarningCode
from tests.intake.bad_files_page import EXPECTED, PAGE, page


def test_the_page_is_what_the_product_does() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_code_has_its_words() -> None:
    assert set(MESSAGES) == set(WarningCode)
    assert all(message.endswith(".") for message in MESSAGES.values())


def test_every_file_of_the_corpus_gives_the_warnings_that_are_expected(shared: Path) -> None:
    expected = {row["file"]: row["codes"].split() for row in csv.DictReader(EXPECTED.read_text().splitlines())}
    found = {}
    for path in corpus(shared):
        codes = [one.code for one in read_paths([path]).warnings]
        if codes:
            found[path.name] = codes
    assert found == expected


def corpus(shared: Path) -> list[Path]:
    """All files, whole and damaged."""
    folder = shared / "data" / "activities"
    return [path for kind in ("fit", "tcx", "gpx", "other") for path in sorted((folder / kind).glob("*/*"))]
