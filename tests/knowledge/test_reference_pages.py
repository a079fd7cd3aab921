"""The generated reference pages are fresh, and every rule, finding and cause has its heading."""

from pathlib import Path

from backstride.knowledge.compiled import load_knowledge
from backstride.service.reference_pages import PAGES, write_pages


def test_the_reference_pages_are_fresh(root: Path, tmp_path: Path) -> None:
    write_pages(tmp_path, load_knowledge())
    for name in PAGES:
        kept = (root / "docs" / "reference" / name).read_text(encoding="utf-8")
        assert kept == (tmp_path / name).read_text(encoding="utf-8"), "run: python3 dev.py compile"


def test_every_record_has_its_heading(root: Path) -> None:
    knowledge = load_knowledge()
    for name, records in (
        ("rules.md", knowledge.rules),
        ("findings.md", knowledge.findings),
        ("causes.md", knowledge.causes),
    ):
        page = (root / "docs" / "reference" / name).read_text(encoding="utf-8")
        assert all(f"(`{record}`)\n" in page for record in records)
