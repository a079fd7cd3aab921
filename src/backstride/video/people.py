"""Everyone in a picture: the model is asked, whoever it finds is painted out, and it is asked again part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Person", "find_people"]

BODY = (11, 12, 23, 24, 25, 26, 27, 28)
ANKLES = (27, 28)
MARGIN = 0.12
LEAST_VISIBLE = 0.6
SIZES = (0.4, 2.5)
"""Someone much smaller than the runner is too far away to be mistaken for one; much larger is no person."""
TILE_RUNNERS = 1.8
MOST_TILES = 8
TILE_STEP = 0.6
MOST_PEOPLE = 4
BODY_OF_HEIGHT = 1.6
"""Standing height over the height from shoulders to ankles, roughly."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Person:
    """Someone seen in one picture.

    Parameters
    ----------
    time_s
        When, in playing time.
    centre_px
        (2,) middle of shoulders, hips, knees and ankles, in pixels of the picture.
    size_px
        Rough standing height.
    stride
        (2,) left ankle less right ankle over the size.
    width_px
        From the leftmost to the rightmost of these points.
    """

    time_s: float
    centre_px: NDArray[np.float64]
    size_px: float
    stride: NDArray[np.float64]
    width_px: float


def find_people(rgb: NDArray[np.uint8], time_s: float, model: Any) -> tuple[Person, ...]:  # noqa: ANN401
    """Find everyone of a like size, the most conspicuous first.

    The detector looks for one person who fills much of its picture, so after the first answer it is shown
    square parts of about twice that person's height.

    Parameters
    ----------
    rgb
        (height, width, 3) picture.
    time_s
        Its time.
    model
        A pose model for single pictures.
    """
    height, width = rgb.shape[:2]
    left = rgb.copy()
    plain = np.median(rgb[::8, ::8].reshape(-1, 3), axis=0).astype(np.uint8)
    found: list[Person] = []
    first = _ask(model, left, (0, 0), time_s)
    if first is not None:
        _paint_out(left, first, plain)
        found.append(first)
    wanted = TILE_RUNNERS * found[0].size_px if found else min(height, width)
    for column, row, side in _tiles(width, height, wanted):
        part = np.ascontiguousarray(left[row : row + side, column : column + side])
        body = _ask(model, part, (column, row), time_s)
        if body is None or not _is_another(body, found):
            continue
        _paint_out(left, body, plain)
        found.append(body)
        if len(found) == MOST_PEOPLE:
            break
    return tuple(found)


def _is_another(body: Person, known: list[Person]) -> bool:
    if not known:
        return True
    apart = min(float(np.linalg.norm(body.centre_px - one.centre_px)) / one.size_px for one in known)
    return apart > 2 * MARGIN and SIZES[0] <= body.size_px / known[0].size_px <= SIZES[1]


def _ask(model: Any, part: NDArray[np.uint8], corner: tuple[int, int], time_s: float) -> Person | None:  # noqa: ANN401
    """Give the whole person whom the model sees in a part of the picture, or None."""
    result = model.process(part)
    if result.pose_landmarks is None:
        return None
    marks = result.pose_landmarks.landmark
    if float(np.median([marks[index].visibility for index in BODY])) < LEAST_VISIBLE:
        return None
    size = np.array([part.shape[1], part.shape[0]])
    body = np.array([[marks[index].x, marks[index].y] for index in BODY]) * size + np.array(corner)
    tall = BODY_OF_HEIGHT * float(np.ptp(body[:, 1]))
    if tall <= 0:
        return None
    ankles = np.array([[marks[index].x, marks[index].y] for index in ANKLES]) * size
    return Person(
        time_s=time_s,
        centre_px=(body.min(axis=0) + body.max(axis=0)) / 2,
        size_px=tall,
        stride=(ankles[0] - ankles[1]) / tall,
        width_px=float(np.ptp(body[:, 0])),
    )


def _paint_out(picture: NDArray[np.uint8], who: Person, colour: NDArray[np.uint8]) -> None:
    """Hide a person, head, arms and feet included, in place."""
    half = np.array([who.width_px / 2 + MARGIN * who.size_px, (0.5 + MARGIN) * who.size_px])
    low, high = who.centre_px - half, who.centre_px + half
    rows = slice(max(0, int(low[1])), max(0, int(high[1])))
    columns = slice(max(0, int(low[0])), max(0, int(high[0])))
    picture[rows, columns] = colour


def _tiles(width: int, height: int, wanted: float) -> Iterator[tuple[int, int, int]]:
    """Give left, top and side of overlapping squares that cover the picture, at most eight."""
    side = int(min(wanted, height, width))
    while True:
        across = 1 + int(np.ceil((width - side) / (TILE_STEP * side)))
        down = 1 + int(np.ceil((height - side) / (TILE_STEP * side)))
        if across * down <= MOST_TILES or side >= min(width, height):
            break
        side = min(int(side * 1.2) + 1, width, height)
    for top in np.linspace(0, height - side, down).astype(int):
        for left in np.linspace(0, width - side, across).astype(int):
            yield int(left), int(top), side
