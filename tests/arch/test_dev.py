"""dev.py says what it can do, mends a half-made environment and explains what it cannot do."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import dev
import pytest


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give dev.py a folder of its own, with nothing in it yet."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "STAMP", venv / dev.STAMP.name)
    monkeypatch.setattr(dev, "PYTHON", venv / dev.PYTHON.relative_to(dev.ROOT / ".venv"))
    return venv


@pytest.fixture
def installed(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for pip and for making the environment; return what was asked of them."""
    asked: list[str] = []

    def make() -> None:
        dev.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        dev.PYTHON.touch()
        asked.append("venv")

    monkeypatch.setattr(dev, "make_venv", make)
    monkeypatch.setattr(dev, "pip", lambda *words: asked.append(words[-1]))
    monkeypatch.setattr(dev, "install_pose_library", lambda: asked.append("pose") or True)
    return asked


def test_the_help_names_every_command():
    assert [name for name in dev.COMMANDS if f"  {name} " not in dev.usage()] == []


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]):
    assert dev.main(["tset"]) == 2
    assert "no command 'tset'" in capsys.readouterr().err


def test_the_first_use_installs_the_product_and_then_the_pose_library(installed: list[str]):
    dev.prepare(needs_tests=False, again=False)
    assert installed == ["venv", str(dev.ROOT), "pose"]


def test_the_second_use_installs_nothing(installed: list[str]):
    dev.prepare(needs_tests=True, again=False)
    installed.clear()
    dev.prepare(needs_tests=False, again=False)
    assert installed == []


def test_the_tests_are_added_to_an_environment_without_them(installed: list[str]):
    dev.prepare(needs_tests=False, again=False)
    installed.clear()
    dev.prepare(needs_tests=True, again=False)
    assert f"{dev.ROOT}[test]" in installed


def test_changed_pins_are_installed(installed: list[str]):
    dev.prepare(needs_tests=True, again=False)
    dev.STAMP.write_text(json.dumps(dev.read_stamp() | {"inputs": "those of last month"}), encoding="utf-8")
    installed.clear()
    dev.prepare(needs_tests=False, again=False)
    assert f"{dev.ROOT}[test]" in installed


def test_an_interrupted_installation_is_finished_next_time(
    installed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def interrupt(*words: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dev, "pip", interrupt)
        assert dev.main(["setup"]) == 130
    assert "goes on from here" in capsys.readouterr().err

    installed.clear()
    assert dev.main(["setup"]) == 0
    assert installed == ["venv", f"{dev.ROOT}[test]", "pose"]


def test_an_environment_without_a_working_python_is_made_anew(place: Path):
    place.mkdir()
    (place / "pyvenv.cfg").touch()
    (place / "half-made").touch()
    dev.make_venv()

    assert not (place / "half-made").exists()
    assert subprocess.run([dev.PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def test_a_folder_that_is_no_environment_is_left_alone(place: Path):
    place.mkdir()
    (place / "thesis.txt").touch()
    with pytest.raises(dev.SetupError, match="in the way"):
        dev.make_venv()
    assert (place / "thesis.txt").exists()


def test_a_package_that_cannot_be_had_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(dev.SetupError, match=r"pip could not install no-such-thing==1\.0"):
        dev.pip("no-such-thing==1.0")


def test_an_older_python_is_told_which_one_to_use(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "version_info", (3, 9))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        runpy.run_path(str(dev.ROOT / "dev.py"))


def test_a_python_without_its_own_parts_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(dev.SetupError, match="apt install python3"):
        dev.check_python()
