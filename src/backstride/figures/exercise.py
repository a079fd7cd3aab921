"""One exercise as a moving picture: key poses, props, floor, and the still picture for print and reduced motion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from html import escape
from math import atan2, degrees

import numpy as np

from backstride.figures.geometry import heading
from backstride.figures.mannequin import Loop, Pose, dress, loop_of
from backstride.figures.props import Prop
from backstride.figures.trace import Box, Trace, line_trace, moving, shape_trace, still, union

__all__ = ["Arrow", "Exercise", "Film", "Ground", "draw_exercise", "draw_moment", "film_of"]

_FILMS_KEPT = 8
_MARGIN = 40.0
_BELOW_FLOOR = 30.0


class Ground(StrEnum):
    """What the body is drawn on."""

    FLOOR = "floor"
    FROM_ABOVE = "from_above"
    WATER = "water"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A dotted motion arrow from ``start`` by way of ``bend`` to ``end``, body units."""

    start: complex
    bend: complex
    end: complex

    def traces(self) -> tuple[Trace, ...]:
        """Draw the line and its head."""
        u = np.linspace(0, 1, 12)
        line = self.start * (1 - u) ** 2 + 2 * self.bend * u * (1 - u) + self.end * u**2
        along = self.end - self.bend
        direction = heading(degrees(atan2(along.imag, along.real)))
        head = self.end + direction * np.array([24, -15j, 15j])
        return line_trace("cue", line[None]), line_trace("cue-head", head[None], closed=True)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exercise:
    """A loop of key poses with its props.

    Parameters
    ----------
    id
        The exercise's id in the evidence table.
    title, text
        What it is called, and what the picture shows in one plain sentence.
    poses
        Key poses; the loop returns to the first.
    props
        Things on the floor or in the hands.
    arrows
        Motion arrows of the still picture.
    still, ghost
        Pose of the still picture, and the pose drawn pale behind it (None: none).
    frames_per_move
        Steps between two poses.
    ground
        The floor seen from the side, the mat seen from above, or deep water; only the first has a floor line.
    """

    id: str
    title: str
    text: str
    poses: tuple[Pose, ...]
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    still: int = 1
    ghost: int | None = 0
    frames_per_move: int = 7
    ground: Ground = Ground.FLOOR


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """An exercise solved and drawn: its loop, the traces back to front, and what they cover."""

    loop: Loop
    behind: tuple[Trace, ...]
    person: tuple[Trace, ...]
    before: tuple[Trace, ...]
    box: Box


@lru_cache(maxsize=_FILMS_KEPT)
def film_of(exercise: Exercise) -> Film:
    """Solve an exercise and draw all its frames; a few are kept, since a still and a moving picture ask in turn."""
    loop = loop_of(exercise.poses, exercise.frames_per_move)
    body = exercise.poses[0].facing.body(loop.angles)
    fists = frozenset(prop.fist for prop in exercise.props if prop.fist)
    person = tuple(shape_trace(shape) for shape in dress(body, fists))
    drawn = [prop.draw(body) for prop in exercise.props]
    behind = tuple(trace for one in drawn for trace in one.behind)
    before = tuple(trace for one in drawn for trace in one.before)
    return Film(loop, behind, person, before, union(trace.box for trace in (*behind, *person, *before)))


def _floor(left: float, right: float, *, mat: bool) -> str:
    line = f'<path class="p-floor" d="M{left + 12:.0f} 14H{right - 12:.0f}"/>'
    if mat:
        return line
    middle, half = (left + right) / 2, (right - left) / 2 - 20
    return f'<ellipse class="p-shadow" cx="{middle:.0f}" cy="5" rx="{half:.0f}" ry="9"/>{line}'


def draw_exercise(exercise: Exercise, *, animated: bool, frame: tuple[float, float] | None = None) -> str:
    """Draw an exercise.

    Parameters
    ----------
    exercise
        The exercise.
    animated
        Whether the person moves. The still picture is inside as well, and the style sheet shows it instead
        in print and when the reader asks for less motion.
    frame
        Width and height of the picture in body units, so that several share one scale; None fits the picture tightly.

    Returns
    -------
    str
        An ``svg`` element with title and description.
    """
    film = film_of(exercise)
    box = film.box
    left, right, top = box.left - _MARGIN, box.right + _MARGIN, box.top + _MARGIN
    if frame is not None:
        width, height = frame
        middle = (left + right) / 2
        left, right, top = middle - width / 2, middle + width / 2, height - _BELOW_FLOOR
    keys = film.loop.key_frames
    end = keys[exercise.still]
    parts = (*film.behind, *film.person, *film.before)
    pale = "" if exercise.ghost is None else f'<g class="ghost">{still(film.person, keys[exercise.ghost])}</g>'
    arrows = "".join(still(arrow.traces()) for arrow in exercise.arrows)
    fixed = still(film.behind, end) + pale + still((*film.person, *film.before), end) + arrows
    if animated:
        live = moving(parts, film.loop.share, film.loop.duration_s)
        content = f'<g class="fig-motion">{live}</g><g class="fig-still">{fixed}</g>'
    else:
        content = fixed
    return _picture(exercise, content, (left, right, top))


def _picture(exercise: Exercise, content: str, edges: tuple[float, float, float]) -> str:
    """Put floor, name and description around what is drawn; edges are left, right and top."""
    left, right, top = edges
    film = film_of(exercise)
    if exercise.ground is Ground.FLOOR:
        bottom, floor = -_BELOW_FLOOR, _floor(left, right, mat=any(trace.paint == "p-mat" for trace in film.behind))
    else:
        bottom, floor = film.box.bottom - _MARGIN, ""
    title, text = escape(exercise.title), escape(exercise.text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" aria-label="{title}. {text}" '
        f'viewBox="{left:.0f} {-top:.0f} {right - left:.0f} {top - bottom:.0f}">'
        f"<title>{title}</title><desc>{text}</desc>{floor}{content}</svg>"
    )


def draw_moment(exercise: Exercise, frame: int) -> str:
    """Draw one frame of an exercise by itself, for looking at its movement piece by piece.

    Parameters
    ----------
    frame
        Index into the frames of `film_of`.
    """
    film = film_of(exercise)
    left, right, top = film.box.left - _MARGIN, film.box.right + _MARGIN, film.box.top + _MARGIN
    return _picture(exercise, still((*film.behind, *film.person, *film.before), frame), (left, right, top))
