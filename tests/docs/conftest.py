"""What the examples of the documentation find on disk: a clone, a few watch files, keypoints of a clip, some cases."""

import shutil
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import yaml
from tests.docs.clone import Clone

from backstride.demo.camera import Camera
from backstride.demo.filmed_runner import draw_runner, film_runner
from backstride.demo.history import history_files
from backstride.video.keypoint_file import write_keypoints

_RUNS, _CASES = 8, 3


@pytest.fixture(scope="session")
def example_files(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files as a reader has them, imported once; the described cases are the first few of the real ones."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "exports").mkdir()
    for name, data in islice(history_files(date(2026, 11, 22)), _RUNS):
        (folder / "exports" / name).write_bytes(data)
    Clone(folder).run(".venv/bin/backstride import exports")
    chance = np.random.default_rng(5)
    write_keypoints(film_runner(draw_runner(chance), Camera(), chance).track, folder / "side.json")
    cases = yaml.load((root / "tests/evaluation/own_cases.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    answers = yaml.load((root / "tests/evaluation/own_map.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    kept = cases["cases"][:_CASES]
    names = {case["id"] for case in kept}
    few = {part: {name: answers[part][name] for name in names} for part in ("answers", "causes")}
    (folder / "tests" / "evaluation").mkdir(parents=True)
    for name, content in (("own_cases", {**cases, "cases": kept}), ("own_map", few)):
        (folder / "tests" / "evaluation" / f"{name}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


@pytest.fixture
def clone(root: Path, tmp_path: Path, example_files: Path) -> Clone:
    """A folder with the parts of a clone that pages name, and the files of a reader."""
    shutil.copytree(example_files, tmp_path, dirs_exist_ok=True)
    for name in ("dev.py", ".venv", "docs", "schemas"):
        (tmp_path / name).symlink_to(root / name)
    return Clone(tmp_path)
