"""A quick first look at a clip, before every picture is measured: who is in it, and what to film differently.

Run as ``python -m backstride.video.first_look CLIP TOLD`` in a process of its own, because the pose library may crash.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from backstride.gait.first_impression import first_impression
from backstride.gait.obstacle import Obstacle
from backstride.model.errors import UserError
from backstride.model.form import View
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack
from backstride.video.clip_info import LONGEST_USED_S, ClipInfo, probe
from backstride.video.frames import Frame, FrameReader, key_frames
from backstride.video.people import find_people
from backstride.video.pose_model import start_pose_model
from backstride.video.region import Region
from backstride.video.runner_choice import Choice, Company, choose_runner
from backstride.video.spotlight import Spotlight

__all__ = ["FirstLook", "take_first_look"]

LOOKS = 4
CLOSE_LOOKS, CLOSE_LOOK_EVERY_S = 10, 0.23
BURST_S, BURST_FPS = 1.0, 20.0
SEARCH_EVERY_S = 0.5
LOWEST_FPS = 24.6
LONGEST_WAIT_S = 60.0
ADVISED_FPS = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """What a first look told.

    Parameters
    ----------
    company
        Who is in the picture.
    view
        Where the camera stood, None when it could not be told.
    obstacles
        What seems to stand in the way of measuring, the most telling first.
    fps
        Pictures a second of life, where the file says so.
    spotlight
        Where to look for the runner chosen among others.
    """

    company: Company
    view: View | None = None
    obstacles: tuple[Obstacle, ...] = ()
    fps: float | None = None
    spotlight: Spotlight | None = None

    @property
    def people(self) -> int:
        """How many may be the runner."""
        return 2 if self.company is Company.UNCLEAR else 1

    @property
    def is_hopeless(self) -> bool:
        """Whether measuring every picture would be of no use."""
        return self.company is Company.UNCLEAR

    def lines(self) -> tuple[str, ...]:
        """Say in plain sentences what was seen and what to film differently.

        Examples
        --------
        >>> FirstLook(company=Company.ALONE, view=View.SIDE, fps=30.0).lines()[0]
        'You are seen from the side.'
        """
        if self.company is Company.NOBODY:
            return ("No runner was found in the first pictures. Film your whole body, in good light.",)
        told = [f"It looks as if {one.because}. Next time, {one.advice}." for one in self.obstacles[:1]]
        if not told and self.view is not None:
            told = [_SEEN[self.view]]
        if self.company is Company.CHOSEN:
            told.append("Someone else is in the picture; the runner is followed.")
        if self.fps is not None and LOWEST_FPS <= self.fps < ADVISED_FPS and not self.obstacles:
            told.append("It has few pictures a second. Times on the ground are closer at 60.")
        return tuple(told)


_SEEN = {
    View.SIDE: "You are seen from the side.",
    View.REAR: "You are seen from behind.",
    View.FRONT: "You are seen from the front.",
    View.OBLIQUE: "You are seen at an angle.",
}


def take_first_look(path: Path, *, region: Region | None = None, fps: float | None = None) -> FirstLook | None:
    """Look at a few pictures of a clip, within about two seconds of work.

    Parameters
    ----------
    path
        A video that can be opened.
    region
        The part of the picture with the runner, where the person gave one.
    fps
        The rate it was filmed at, where the person gave one.

    Returns
    -------
    None when the look itself failed; then measuring tells more.
    """
    area = region or Region()
    told = json.dumps([[area.left, area.top, area.right, area.bottom], fps])
    command = [sys.executable, "-m", "backstride.video.first_look", str(path.resolve()), told]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, capture_output=True, timeout=LONGEST_WAIT_S, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    try:
        return msgspec.json.decode(done.stdout, type=FirstLook)
    except msgspec.DecodeError:
        return None


def look(path: Path, region: Region, fps: float | None) -> FirstLook:
    """Look at a clip in this process."""
    info = replace(probe(path), told_fps=fps)
    with start_pose_model(single_pictures=True) as model:
        places = [(frame.time_s, find_people(_part(frame, region), frame.time_s, model)) for frame in _few(info)]
        begin_s = next((time_s for time_s, people in places if people), None)
        if begin_s is None:
            begin_s = _search(info, region, model)
        if begin_s is None:
            return FirstLook(company=Company.NOBODY, fps=info.real_fps)
        choice = Choice(company=Company.ALONE)
        if any(len(people) > 1 for _, people in places):
            choice = _look_closely(info, region, model, begin_s)
    view, found = _burst(info, region, begin_s, choice.spotlight)
    if choice.company is Company.UNCLEAR:
        found = (Obstacle.SEVERAL_PEOPLE, *(one for one in found if one is not Obstacle.TRACK_JUMPS))
    fps = info.real_fps
    if fps is not None and fps < LOWEST_FPS:
        found = (*found, Obstacle.LOW_RATE)
    return FirstLook(company=choice.company, view=view, obstacles=found, fps=fps, spotlight=choice.spotlight)


def _part(frame: Frame, region: Region) -> Any:  # noqa: ANN401 - a picture
    rows, columns = region.pixels(frame.rgb.shape[1], frame.rgb.shape[0])
    return np.ascontiguousarray(frame.rgb[rows, columns])


def _few(info: ClipInfo) -> Iterator[Frame]:
    """Give a few pictures that can be decoded on their own, spread over the clip."""
    length_s = min(info.duration_s or LONGEST_USED_S, LONGEST_USED_S * info.slowed)
    return key_frames(info, apart_s=length_s / LOOKS, most=LOOKS)


def _search(info: ClipInfo, region: Region, model: Any) -> float | None:  # noqa: ANN401
    """Look for anyone every half second; a runner may cross the picture between two key pictures."""
    next_s = 0.0
    for frame in FrameReader(info=info, end_s=LONGEST_USED_S * info.slowed):
        if frame.time_s >= next_s:
            next_s = frame.time_s + SEARCH_EVERY_S * info.slowed
            if find_people(_part(frame, region), frame.time_s, model):
                return frame.time_s
    return None


def _look_closely(info: ClipInfo, region: Region, model: Any, begin_s: float) -> Choice:  # noqa: ANN401
    """Follow everyone for about two seconds and choose."""
    looks, width_px, next_s = [], 1, begin_s
    end_s = begin_s + CLOSE_LOOKS * CLOSE_LOOK_EVERY_S * info.slowed
    for frame in FrameReader(info=info, start_s=begin_s, end_s=end_s):
        if frame.time_s >= next_s:
            next_s = frame.time_s + (CLOSE_LOOK_EVERY_S - 1e-3) * info.slowed
            part = _part(frame, region)
            width_px = part.shape[1]
            looks.append(find_people(part, frame.time_s / info.slowed, model))
    choice = choose_runner(looks, width_px)
    if choice.spotlight is None:
        return choice
    light = choice.spotlight
    slow = Spotlight(centre=light.centre, centre_per_s=light.centre_per_s / info.slowed, half_width=light.half_width)
    return Choice(company=choice.company, spotlight=slow)


def _burst(
    info: ClipInfo, region: Region, begin_s: float, spotlight: Spotlight | None
) -> tuple[View | None, tuple[Obstacle, ...]]:
    """Follow the runner for a second at a coarse rate and tell view and obstacles."""
    times, points, scores, light = [], [], [], []
    size = (1, 1)
    next_s = begin_s
    with start_pose_model() as model:
        for frame in FrameReader(info=info, start_s=begin_s, end_s=begin_s + BURST_S * info.slowed):
            if frame.time_s < next_s:
                continue
            next_s = frame.time_s + (1 / BURST_FPS - 1e-3) * info.slowed
            picture = _part(frame, region)
            light.append(float(picture[::8, ::8].mean()) / 255)
            size = (picture.shape[1], picture.shape[0])
            result = model.process(spotlight.shade(picture, frame.time_s) if spotlight else picture)
            marks = result.pose_landmarks.landmark if result.pose_landmarks else None
            times.append(frame.time_s / info.slowed)
            points.append([[p.x, p.y] for p in marks] if marks else np.full((len(KEYPOINT_NAMES), 2), np.nan))
            scores.append([p.visibility for p in marks] if marks else np.zeros(len(KEYPOINT_NAMES)))
    shrunk = max(info.width_px, info.height_px) / max(1, *size)
    track = KeypointTrack(
        time_s=np.array(times) - (times[0] if times else 0.0),
        points_px=np.array(points, dtype=np.float64).reshape(-1, len(KEYPOINT_NAMES), 2) * size * shrunk,
        score=np.array(scores, dtype=np.float64).reshape(-1, len(KEYPOINT_NAMES)),
        width_px=max(1, round(size[0] * shrunk)),
        height_px=max(1, round(size[1] * shrunk)),
        from_pose_model=True,
        brightness_0_to_1=float(np.mean(light)) if light else None,
    )
    return first_impression(track)


if __name__ == "__main__":
    try:
        (left, top, right, bottom), rate = json.loads(sys.argv[2])
        seen = look(Path(sys.argv[1]), Region(left=left, top=top, right=right, bottom=bottom), rate)
    except UserError:
        sys.exit(3)
    sys.stdout.buffer.write(msgspec.json.encode(seen))
