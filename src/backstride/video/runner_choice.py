"""Which of several people in a clip is the runner, when that is clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from backstride.video.people import Person
from backstride.video.spotlight import Spotlight

__all__ = ["Choice", "Company", "choose_runner"]

LEAST_LOOKS_SHARE = 0.4
NEAR = 0.45
"""Someone moves less than this share of their height between two looks a quarter of a second apart."""
LIKE_SIZE = 1.4
LARGER = 1.35
LEAST_STRIDE = 0.06
"""Spread of the distance between the ankles, over the height, of someone whose legs move."""
STAYS = 0.5
ROOM = 0.35
HALF_THE_PICTURE = 0.5


class Company(StrEnum):
    """Who is in the picture."""

    NOBODY = "nobody"
    ALONE = "alone"
    CHOSEN = "chosen"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The runner, when there is one.

    Parameters
    ----------
    company
        Nobody, a runner alone, a runner among others, or several who may be the runner.
    spotlight
        Where to look for the runner chosen among others.
    """

    company: Company
    spotlight: Spotlight | None = None


def choose_runner(looks: Sequence[Sequence[Person]], picture_width_px: int) -> Choice:
    """Choose the one whose legs move; among several such, the one who is clearly larger.

    Parameters
    ----------
    looks
        Everyone seen in each of some pictures, about a quarter of a second apart, in time order.
    picture_width_px
        Width of these pictures.
    """
    needed = max(2, round(LEAST_LOOKS_SHARE * len(looks)))
    people = [path for path in _followed(looks) if len(path) >= needed]
    if not people:
        return Choice(company=Company.ALONE if any(looks) else Company.NOBODY)
    if len(people) == 1:
        return Choice(company=Company.ALONE)
    moving = sorted((path for path in people if _stride(path) >= LEAST_STRIDE), key=_size, reverse=True)
    clear = len(moving) == 1 or (len(moving) > 1 and _size(moving[0]) >= LARGER * _size(moving[1]))
    if not clear:
        return Choice(company=Company.UNCLEAR)
    light = _spotlight(moving[0], picture_width_px)
    if light.half_width >= HALF_THE_PICTURE:
        return Choice(company=Company.ALONE)  # the band would hide nobody
    return Choice(company=Company.CHOSEN, spotlight=light)


def _followed(looks: Sequence[Sequence[Person]]) -> list[list[Person]]:
    """Join the same person's places from look to look, nearest first."""
    paths: list[list[Person]] = []
    for people in looks:
        pairs = sorted(
            (
                (_apart(path[-1], one), index, number)
                for index, path in enumerate(paths)
                for number, one in enumerate(people)
            ),
            key=lambda pair: pair[0],
        )
        used_paths: set[int] = set()
        used_people: set[int] = set()
        for apart, index, number in pairs:
            if apart <= 1.0 and index not in used_paths and number not in used_people:
                paths[index].append(people[number])
                used_paths.add(index)
                used_people.add(number)
        paths += [[one] for number, one in enumerate(people) if number not in used_people]
    return paths


def _apart(before: Person, now: Person) -> float:
    """Give the distance as a share of what one person can move in the time; infinite for unlike sizes."""
    ratio = max(before.size_px, now.size_px) / min(before.size_px, now.size_px)
    if ratio > LIKE_SIZE:
        return float("inf")
    looks = max(1.0, 4 * (now.time_s - before.time_s))
    return float(np.linalg.norm(now.centre_px - before.centre_px)) / (NEAR * looks * now.size_px)


def _stride(path: Sequence[Person]) -> float:
    return float(np.linalg.norm(np.std([one.stride for one in path], axis=0)))


def _size(path: Sequence[Person]) -> float:
    return float(np.median([one.size_px for one in path]))


def _spotlight(path: Sequence[Person], picture_width_px: int) -> Spotlight:
    """Give a band as wide as the runner with room to spare, standing or moving evenly."""
    time_s = np.array([one.time_s for one in path])
    x_px = np.array([one.centre_px[0] for one in path])
    moved = float(np.ptp(x_px)) > STAYS * _size(path)
    slope, start = np.polyfit(time_s, x_px, 1) if moved else (0.0, float(np.median(x_px)))
    off_px = float(np.abs(x_px - (start + slope * time_s)).max())
    half_px = max(one.width_px for one in path) / 2 + ROOM * _size(path) + off_px
    return Spotlight(
        centre=float(start) / picture_width_px,
        centre_per_s=float(slope) / picture_width_px,
        half_width=half_px / picture_width_px,
    )
