"""Fill outlines and draw a skeleton on pictures."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from backstride.model.form import Side
from backstride.model.keypoints import KEYPOINT_NAMES

__all__ = ["Colour", "draw_skeleton", "fill_outlines", "mark_ground", "write_png"]

Colour = tuple[int, int, int]
SUBPIXEL_BITS = 4
NEAR, FAR, TRUNK = (37, 99, 235), (148, 163, 184), (15, 23, 42)
BONES = ("hip", "knee"), ("knee", "ankle"), ("ankle", "heel"), ("heel", "foot_index"), ("ankle", "foot_index")
ARM = ("shoulder", "elbow"), ("elbow", "wrist")


def fill_outlines(picture: NDArray[np.uint8], outlines: Iterable[tuple[NDArray[np.float64], Colour]]) -> None:
    """Fill (points, 2) pixel outlines with their colours, in order, with smooth edges, in place."""
    import cv2

    scale = 1 << SUBPIXEL_BITS
    for points, colour in outlines:
        corners = np.round(points * scale).astype(np.int32)
        cv2.fillPoly(picture, [corners], colour, cv2.LINE_AA, SUBPIXEL_BITS)


def draw_skeleton(picture: NDArray[np.uint8], points_px: NDArray[np.float64], near: Side | None) -> None:
    """Draw one frame's (33, 2) points as a stick figure: the near leg blue, the far leg grey, in place."""
    thick = max(2, round(picture.shape[0] / 240))
    at = dict(zip(KEYPOINT_NAMES, points_px, strict=True))
    sides = sorted(Side, key=lambda side: side is near)
    for side in sides:
        colour = NEAR if side is near or near is None else FAR
        for first, second in (*BONES, *ARM):
            _line(picture, at[f"{side}_{first}"], at[f"{side}_{second}"], colour, thick)
    hip = (at["left_hip"] + at["right_hip"]) / 2
    shoulder = (at["left_shoulder"] + at["right_shoulder"]) / 2
    _line(picture, hip, shoulder, TRUNK, thick)


def mark_ground(picture: NDArray[np.uint8], *, near: bool) -> None:
    """Draw a bar along the lower edge while a foot is on the ground: left half for the near foot, in place."""
    height, width = picture.shape[:2]
    columns = slice(0, width // 2) if near else slice(width // 2, width)
    picture[height - max(4, height // 60) :, columns] = NEAR if near else FAR


def write_png(picture: NDArray[np.uint8]) -> bytes:
    """Encode (height, width, 3) RGB bytes as PNG."""
    import cv2

    done, data = cv2.imencode(".png", np.ascontiguousarray(picture[..., ::-1]))
    if not done:
        raise ValueError("this picture cannot be written as PNG")
    return bytes(data.tobytes())


def _line(
    picture: NDArray[np.uint8], start: NDArray[np.float64], end: NDArray[np.float64], colour: Colour, thick: int
) -> None:
    import cv2

    if not (np.isfinite(start).all() and np.isfinite(end).all()):
        return
    scale = 1 << SUBPIXEL_BITS
    first, last = ((int(x * scale), int(y * scale)) for x, y in (start, end))
    cv2.line(picture, first, last, colour, thick, cv2.LINE_AA, SUBPIXEL_BITS)
    for x, y in (first, last):
        cv2.circle(picture, (x, y), int(1.2 * thick * scale), colour, -1, cv2.LINE_AA, SUBPIXEL_BITS)
