"""``backstride form``: one JSON value or plain words, and one plain line for what cannot be read."""

import json
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner, Result

from backstride.cli.form_command import form
from backstride.demo.camera import Camera
from backstride.demo.filmed_runner import draw_runner, film_runner
from backstride.model.errors import UserError
from backstride.video.keypoint_file import write_keypoints

application = typer.Typer()
application.command()(form)


@pytest.fixture
def keypoints(tmp_path: Path) -> Path:
    rng = np.random.default_rng(5)
    write_keypoints(film_runner(draw_runner(rng), Camera(), rng).track, tmp_path / "side.json")
    return tmp_path / "side.json"


def run(*words: object) -> Result:
    return CliRunner().invoke(application, [str(word) for word in words])


def test_json_has_the_published_shape(keypoints: Path):
    report = json.loads(run(keypoints, "--json", "--height-cm", 175).stdout)
    assert report["view"] == "side"
    assert report["fps"] == 60
    assert report["direction"] == "right"
    assert report["near_leg"] == "right"
    assert report["surface"] == "treadmill"
    assert set(report["events"][0]) == {"foot", "contact_s", "toe_off_s"}
    assert {"cadence_steps_per_min", "vertical_oscillation_cm", "foot_strike_class"} <= set(report["metrics"])
    for measure in report["metrics"].values():
        assert set(measure) == {"value", "interval95", "n", "confidence", "reason"}


def test_words_are_plain_and_carry_no_blame(keypoints: Path):
    text = run(keypoints).stdout
    assert "Steps per minute" in text
    assert "not a list of faults" in text
    assert "_" not in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_a_refused_clip_says_why_and_what_to_do_and_exits_with_success(tmp_path: Path):
    rng = np.random.default_rng(5)
    oblique = film_runner(draw_runner(rng), Camera(yaw_deg=45), rng).track
    write_keypoints(oblique, tmp_path / "oblique.json")
    done = run(tmp_path / "oblique.json")
    assert done.exit_code == 0
    assert "at an angle" in done.stdout
    assert "Film it like this: film straight from the side" in " ".join(done.stdout.split())


def test_keypoints_are_written_where_asked(keypoints: Path, tmp_path: Path):
    run(keypoints, "--out", tmp_path / "new" / "folder")
    assert (tmp_path / "new" / "folder" / "keypoints.json").is_file()


def test_a_rate_given_by_hand_undoes_slow_motion(keypoints: Path, tmp_path: Path):
    slow = json.loads(keypoints.read_text()) | {"fps": 15.0}
    del slow["backstride"]
    (tmp_path / "slow.json").write_text(json.dumps(slow))
    assert json.loads(run(tmp_path / "slow.json", "--json").stdout)["metrics"]["trunk_lean_deg"]["value"] is None
    mended = json.loads(run(tmp_path / "slow.json", "--fps", 60, "--json").stdout)
    assert mended["metrics"]["cadence_steps_per_min"]["confidence"] == "high"


@pytest.mark.parametrize(
    "words", [("nothing.mp4",), ("--fps", "-3"), ("--height-cm", "17"), ("--region", "all")], ids=str
)
def test_what_is_wrong_is_said_in_one_line(keypoints: Path, words: tuple[str, ...]):
    asked = words if words[0].endswith("mp4") else (keypoints, *words)
    done = run(*asked)
    assert isinstance(done.exception, UserError)
    assert "\n" not in done.exception.line()
