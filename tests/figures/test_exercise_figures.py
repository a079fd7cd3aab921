"""The pictures of exercises: complete, named, safe for the page and able to move."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from backstride.figures import drawn_exercises, exercise_figure, figure_ids
from backstride.figures.contact_sheet import _moments, exercise_contact_sheet, exercise_strips
from backstride.figures.exercise import Exercise
from backstride.figures.poses import EXERCISES
from backstride.knowledge.compiled import load_knowledge

IDS = figure_ids()
SVG = "{http://www.w3.org/2000/svg}"
THE_FIRST_TWELVE = {"E05", "E08", "E10", "E13", "E17", "E20", "E22", "E28", "E41", "E47", "E52", "E55"}


def figure(exercise_id: str, *, animated: bool) -> str:
    svg = exercise_figure(exercise_id, animated=animated)
    assert svg is not None
    return svg


def test_the_twelve_that_every_plan_uses_are_drawn() -> None:
    assert set(IDS) >= THE_FIRST_TWELVE


def test_every_exercise_has_a_drawing_and_every_drawing_an_exercise() -> None:
    exercises = load_knowledge().exercises.values()
    assert [one.id for one in exercises if one.figure not in IDS] == []
    assert set(IDS) == {one.figure for one in exercises}


def test_no_two_exercises_share_a_drawing() -> None:
    figures = [one.figure for one in load_knowledge().exercises.values()]
    assert len(figures) == len(set(figures))


def test_every_figure_belongs_to_a_row_of_the_evidence_table_or_is_named_as_its_exercise(shared: Path) -> None:
    table = yaml.safe_load((shared / "evidence" / "sport" / "exercises.yaml").read_text(encoding="utf-8"))
    known = {row["id"] for row in table["exercises"]} | set(load_knowledge().exercises)
    assert set(IDS) <= known


def test_what_an_exercise_needs_is_in_its_picture() -> None:
    things = {"chair": "Chair", "step": "Step", "band": "Band", "stick": "Stick", "kettlebell": "Kettlebell"}
    things |= {"bench": "Bench", "ball": "Ball", "roller": "Roller", "rope": "Rope", "cable": "Cable"}
    things |= {"bike": "Bicycle", "pool": "Water"}
    missing = {
        one.id: thing
        for one in load_knowledge().exercises.values()
        if one.figure in drawn_exercises()
        for thing in one.equipment
        if thing in things
        and things[thing] not in {type(prop).__name__ for prop in drawn_exercises()[one.figure].props}
    }
    assert missing == {}


def test_an_exercise_without_a_drawing_gives_none_rather_than_another_picture() -> None:
    assert exercise_figure("E999", animated=False) is None


@pytest.mark.parametrize("exercise_id", IDS, scope="module")  # each film is solved once for both
def test_a_still_figure_says_what_it_shows_and_does_not_move(
    exercise_id: str, titled: Callable[[str], ET.Element]
) -> None:
    root = titled(figure(exercise_id, animated=False))
    assert not list(root.iter(f"{SVG}animate"))


@pytest.mark.parametrize("exercise_id", IDS, scope="module")  # each film is solved once for both
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


def test_no_two_drawings_share_an_id() -> None:
    assert len({exercise.id for exercise in EXERCISES}) == len(EXERCISES) == len(drawn_exercises())


def every_sixth() -> list[Exercise]:
    return list(drawn_exercises().values())[::6]


def every_one() -> list[Exercise]:
    return list(drawn_exercises().values())


SHEETS = pytest.mark.parametrize("chosen", [every_sixth, pytest.param(every_one, marks=pytest.mark.prove)])


@SHEETS
def test_the_contact_sheet_shows_each_exercise(chosen: Callable[[], list[Exercise]]) -> None:
    page = exercise_contact_sheet(chosen())
    assert all(exercise.title in page for exercise in chosen())


@SHEETS
def test_the_strips_show_start_middle_and_end_of_each_exercise(chosen: Callable[[], list[Exercise]]) -> None:
    assert exercise_strips(chosen()).count("<svg") == 3 * len(chosen())


def test_an_exercise_that_is_drawn_as_it_starts_shows_its_other_half_at_the_end_of_its_strip() -> None:
    high_knees = drawn_exercises()["E62"]
    assert high_knees.ghost is None
    start, middle, end = _moments(high_knees)
    assert start < middle < end
