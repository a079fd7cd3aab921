"""Whether someone else is in the picture: the runner is painted out and the model asked again, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["sees_bystander"]

BODY = (11, 12, 23, 24, 25, 26, 27, 28)
MARGIN = 0.12
LEAST_VISIBLE = 0.6
SIZES = (0.4, 2.5)
"""Someone much smaller than the runner is too far away to be mistaken for one; much larger is no person."""
TILE_RUNNERS = 1.8
MOST_TILES = 8
TILE_STEP = 0.6


def sees_bystander(rgb: NDArray[np.uint8], runner: NDArray[np.float64], model: Any) -> bool:  # noqa: ANN401
    """Say whether another whole person of a like size is in the picture.

    The detector looks for one person who fills much of its picture, so it is shown square parts of
    about twice the runner's height.

    Parameters
    ----------
    rgb
        (height, width, 3) picture.
    runner
        (33, 3) the runner's points as x and y in shares of the picture, and visibility.
    model
        A pose model for single pictures.
    """
    height, width = rgb.shape[:2]
    points = runner[:, :2] * [width, height]
    low, high = points.min(axis=0), points.max(axis=0)
    size = float(high[1] - low[1])
    low, high = low - MARGIN * size, high + MARGIN * size
    without = rgb.copy()
    rows = slice(max(0, int(low[1])), max(0, int(high[1])))
    columns = slice(max(0, int(low[0])), max(0, int(high[0])))
    without[rows, columns] = np.median(rgb[::4, ::4].reshape(-1, 3), axis=0).astype(np.uint8)
    for left, top, side in _tiles(width, height, TILE_RUNNERS * size):
        part = np.ascontiguousarray(without[top : top + side, left : left + side])
        body = _body(model.process(part), part.shape[1], part.shape[0])
        if body is None:
            continue
        centre = body.mean(axis=0) + np.array([left, top])
        painted_out = bool(np.all(centre > low) and np.all(centre < high))
        if not painted_out and SIZES[0] * size <= 1.6 * float(np.ptp(body[:, 1])) <= SIZES[1] * size:
            return True
    return False


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


def _body(result: Any, width: int, height: int) -> NDArray[np.float64] | None:  # noqa: ANN401
    """Give (8, 2) shoulders to ankles in pixels when all of them are clearly seen."""
    if result.pose_landmarks is None:
        return None
    marks = result.pose_landmarks.landmark
    if float(np.median([marks[index].visibility for index in BODY])) < LEAST_VISIBLE:
        return None
    return np.array([[marks[index].x * width, marks[index].y * height] for index in BODY])
