"""The environment is the one that is written down: plain pins, one opencv, a pose library that runs."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

UNMET = {"jax", "jaxlib", "numpy<2", "opencv-contrib-python", "sentencepiece", "sounddevice"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed() -> set[str]:
    """Follow every dependency that applies here, from the product and its test extra on."""
    found: set[str] = set()
    waiting = [Requirement("backstride[test]")]
    while waiting:
        asked = waiting.pop()
        extras = asked.extras or {""}
        for line in requires(asked.name) or []:
            requirement = Requirement(line)
            applies = requirement.marker is None or any(requirement.marker.evaluate({"extra": it}) for it in extras)
            if applies and (plain(requirement.name) not in found or requirement.extras):
                found.add(plain(requirement.name))
                waiting.append(requirement)
    return found


@pytest.fixture(scope="module")
def pins(root: Path) -> dict[str, str]:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in wanted if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []
    return {plain(name): pinned for name, pinned in (line.split("==") for line in wanted)}


def test_all_that_the_product_and_its_tests_need_is_installed_as_pinned(pins: dict[str, str]):
    installed = {name: version(name) for name in needed()}
    assert {name: found for name, found in installed.items() if pins.get(name) != found} == {}


def test_every_declared_dependency_is_pinned(root: Path, pins: dict[str, str]):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {plain(re.match(r"[A-Za-z0-9._-]+", line).group()) for line in declared}

    assert names - pins.keys() == set()
    assert "mediapipe" not in names
    assert "mediapipe" in pins


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="the pose library needs Python 3.12 or older")
class TestThePoseLibrary:
    def test_misses_exactly_the_parts_we_know_it_can_do_without(self):
        done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
        missing = re.findall(r"^mediapipe 0\.10\.21 (?:requires|has requirement) ([^,]+),", done.stdout, re.MULTILINE)

        assert set(missing) == UNMET
        assert len(done.stdout.splitlines()) == len(UNMET)

    def test_runs_offline_beside_a_new_numpy_and_sees_nobody_in_noise(self):
        program = """
import numpy as np
from mediapipe.python.solutions.pose import Pose

noise = np.random.default_rng(0).integers(0, 256, (360, 480, 3), dtype=np.uint8)
with Pose(model_complexity=1) as pose:
    print(pose.process(noise).pose_landmarks)
"""
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

        assert done.stdout.strip() == "None", done.stderr[-2000:]
