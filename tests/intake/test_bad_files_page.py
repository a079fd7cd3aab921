"""The reference page of bad files says what the product says, and every file of the corpus gives what is expected."""

import csv
from pathlib import Path

from backstride.intake import read_paths
from backstride.intake.warning import MESSAGES, WarningCode, warning_table

EXPECTED = Path(__file__).with_name("expected_warnings.csv")


def test_the_page_holds_the_table_of_all_warnings(root: Path) -> None:
    assert warning_table() in (root / "docs" / "reference" / "bad_files.md").read_text(encoding="utf-8")


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
    """The FIT files, whole and damaged, and the small text files."""
    folder = shared / "data" / "activities"
    small = [path for kind in ("tcx", "gpx", "other") for path in (folder / kind).rglob("*") if path.is_file()]
    return sorted((folder / "fit").glob("*/*")) + sorted(path for path in small if path.stat().st_size < 100_000)
