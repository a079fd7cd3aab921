import json
from pathlib import Path

import pytest
import yaml

from backstride.cli.evaluate_command import evaluate
from tests.evaluation.made_up import KNOWLEDGE, MAP, VIGNETTES


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setattr("backstride.knowledge.compiled.load_knowledge", lambda: KNOWLEDGE)
    vignettes, answer_map = tmp_path / "vignettes.yaml", tmp_path / "map.yaml"
    vignettes.write_text(yaml.safe_dump(VIGNETTES))
    answer_map.write_text(yaml.safe_dump(MAP))
    return vignettes, answer_map


def test_json_is_one_value_and_progress_goes_elsewhere(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]):
    evaluate(*files, json=True)
    written = capsys.readouterr()

    tables = json.loads(written.out)
    assert tables["silence"]["no"]["urgency"]["exact"]["hits"] == 3
    assert tables["unmapped"] == ["unread"]
    assert "silence means no" in written.err


def test_without_json_it_writes_the_page(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]):
    evaluate(*files)

    assert capsys.readouterr().out.startswith("# Validation on described cases\n")
