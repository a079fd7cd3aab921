"""A first look at a clip: who is in it, whom to follow, and what to film differently, before the long work begins."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from backstride.demo.clip import DEMO_RUNNER
from backstride.figures import RunnerSettings, runner_outlines
from backstride.gait.obstacle import Obstacle
from backstride.model.form import View
from backstride.service.filming import ClipOptions, Listener, measure_clip
from backstride.video.encoding import write_video
from backstride.video.first_look import take_first_look
from backstride.video.painting import fill_outlines
from backstride.video.people import Person
from backstride.video.region import Region
from backstride.video.runner_choice import Company, choose_runner

needs_model = pytest.mark.skipif(
    importlib.util.find_spec("mediapipe") is None, reason="the pose library is not installed"
)
WIDTH_PX, HEIGHT_PX, FPS = 960, 720, 30


@dataclass(frozen=True)
class Drawn:
    """Someone drawn into a clip; a still one stays in one moment of the stride."""

    at_px: float
    leg_px: float = 190.0
    still: bool = False
    travels_px_s: float = 0.0
    settings: RunnerSettings = DEMO_RUNNER


@pytest.fixture
def crowd(tmp_path: Path) -> Callable[..., Path]:
    def draw(*people: Drawn, seconds: float = 2.5, brightness: float = 1.0, name: str = "crowd.mp4") -> Path:
        times = np.arange(round(seconds * FPS)) / FPS
        picture = np.full((HEIGHT_PX, WIDTH_PX, 3), (214, 219, 226), dtype=np.uint8)
        picture[600:] = (150, 146, 140)
        pictures = [picture.copy() for _ in times]
        for one in people:
            moments = np.full(len(times), 0.2) if one.still else times
            middles = one.at_px + one.travels_px_s * times
            bodies = runner_outlines(moments / one.settings.stride_s, one.settings)
            for canvas, middle, parts in zip(pictures, middles, bodies, strict=True):
                fill_outlines(
                    canvas,
                    [(np.array([middle, 600]) + one.leg_px * p.points * [1, -1], p.rgb) for p in parts],
                )
        pictures = [(canvas * brightness).astype(np.uint8) for canvas in pictures]
        write_video(tmp_path / name, pictures, fps=FPS)
        return tmp_path / name

    return draw


@needs_model
def test_a_runner_alone_from_the_side_needs_no_advice(crowd: Callable[..., Path]):
    look = take_first_look(crowd(Drawn(at_px=480)))
    assert (look.company, look.view, look.obstacles) == (Company.ALONE, View.SIDE, ())
    assert look.lines()[0] == "You are seen from the side."


@needs_model
def test_a_runner_beside_someone_who_stands_is_followed(crowd: Callable[..., Path]):
    clip = crowd(Drawn(at_px=330), Drawn(at_px=760, still=True), seconds=3.5)
    look = take_first_look(clip)
    assert look.company is Company.CHOSEN
    assert look.spotlight.centre == pytest.approx(330 / WIDTH_PX, abs=0.05)
    report = measure_clip(clip)
    assert report.metrics["cadence_steps_per_min"].value == pytest.approx(156, abs=1)
    assert any("Someone else" in note for note in report.notes)


@needs_model
def test_two_alike_who_both_run_are_not_chosen_between_until_the_person_says_where(crowd: Callable[..., Path]):
    clip = crowd(Drawn(at_px=250), Drawn(at_px=720), seconds=3.5)
    heard = []
    report = measure_clip(clip, listener=Listener(looked=heard.append))
    assert heard[0].company is Company.UNCLEAR
    assert report.quality["refused"].startswith("several_people")
    assert all("more than one person" in found.reason for found in report.metrics.values())
    marked = measure_clip(clip, options=ClipOptions(region=Region(right=0.5)))
    assert marked.metrics["cadence_steps_per_min"].value == pytest.approx(156, abs=1)


@needs_model
def test_a_dark_clip_is_said_to_be_dark(crowd: Callable[..., Path]):
    look = take_first_look(crowd(Drawn(at_px=480), brightness=0.1))
    assert Obstacle.DARK in look.obstacles or look.company is Company.NOBODY


@needs_model
def test_an_empty_room_has_no_runner(crowd: Callable[..., Path]):
    look = take_first_look(crowd(seconds=1.0))
    assert look.company is Company.NOBODY
    assert "No runner was found" in look.lines()[0]


def seen(time_s: float, x_px: float, size_px: float, stride: float) -> Person:
    return Person(
        time_s=time_s,
        centre_px=np.array([x_px, 300.0]),
        size_px=size_px,
        stride=np.array([stride, 0.0]),
        width_px=0.4 * size_px,
    )


def test_the_larger_of_two_runners_is_chosen_and_a_crossing_one_is_gone_along_with():
    times = 0.23 * np.arange(10)
    looks = [[seen(t, 100 + 300 * t, 400, 0.2 * np.sin(9 * t)), seen(t, 800, 200, 0.2 * np.sin(8 * t))] for t in times]
    choice = choose_runner(looks, 1000)
    assert choice.company is Company.CHOSEN
    assert choice.spotlight.centre_per_s == pytest.approx(0.3, abs=0.01)


def test_someone_seen_only_now_and_then_does_not_count():
    looks = [[seen(t, 500, 400, 0.2 * np.sin(9 * t))] for t in 0.23 * np.arange(10)]
    looks[3].append(seen(0.7, 900, 380, 0.0))
    assert choose_runner(looks, 1000).company is Company.ALONE
