"""The pictures of exercises: complete, named, safe for the page and able to move."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from backstride.figures import drawn_exercises, exercise_figure, figure_ids
from backstride.figures.contact_sheet import exercise_contact_sheet

IDS = figure_ids()
SVG = "{http://www.w3.org/2000/svg}"
THE_FIRST_TWELVE = {"E05", "E08", "E10", "E13", "E17", "E20", "E22", "E28", "E41", "E47", "E52", "E55"}


def figure(exercise_id: str, *, animated: bool) -> str:
    svg = exercise_figure(exercise_id, animated=animated)
    assert svg is not None
    return svg


def test_the_twelve_that_every_plan_uses_are_drawn() -> None:
    assert set(IDS) >= THE_FIRST_TWELVE


def test_every_figure_belongs_to_an_exercise_of_the_evidence_table(shared: Path) -> None:
    table = yaml.safe_load((shared / "evidence" / "sport" / "exercises.yaml").read_text(encoding="utf-8"))
    known = {row["id"] for row in table["exercises"]}
    assert set(IDS) <= known


def test_an_exercise_without_a_drawing_gives_none_rather_than_another_picture() -> None:
    assert exercise_figure("E999", animated=False) is None


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_still_figure_says_what_it_shows_and_does_not_move(
    exercise_id: str, titled: Callable[[str], ET.Element]
) -> None:
    root = titled(figure(exercise_id, animated=False))
    assert not list(root.iter(f"{SVG}animate"))


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_moving_figure_holds_its_own_still_picture_for_print_and_for_less_motion(
    exercise_id: str, titled: Callable[[str], ET.Element], frames_agree: Callable[[ET.Element], int]
) -> None:
    root = titled(figure(exercise_id, animated=True))
    groups = {group.get("class"): group for group in root.iter(f"{SVG}g")}
    assert frames_agree(groups["fig-motion"]) > 0
    assert not list(groups["fig-still"].iter(f"{SVG}animate"))
    assert len(list(groups["fig-still"].iter(f"{SVG}path"))) >= 15


@pytest.mark.parametrize("exercise_id", sorted(drawn_exercises()))
def test_a_figure_is_described_in_one_plain_sentence(exercise_id: str) -> None:
    exercise = drawn_exercises()[exercise_id]
    assert exercise.text.endswith(".")
    assert len(exercise.text.split()) <= 26
    assert exercise.title


def test_drawing_twice_gives_the_same_bytes() -> None:
    from backstride.figures.exercise import draw_exercise, film_of

    exercise = drawn_exercises()["E10"]
    first = draw_exercise(exercise, animated=True)
    film_of.cache_clear()
    assert draw_exercise(exercise, animated=True) == first


def test_the_contact_sheet_shows_every_drawn_exercise() -> None:
    page = exercise_contact_sheet()
    assert all(exercise.title in page for exercise in drawn_exercises().values())
