"""From a clip to one runner's keypoints, with as many processes as help."""

from __future__ import annotations

import itertools
import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from backstride.model.errors import MediaError, UserError
from backstride.model.keypoints import KeypointTrack
from backstride.video.clip_info import LONGEST_USED_S, ClipInfo, probe
from backstride.video.first_look import FirstLook
from backstride.video.pose_model import check_pose_model
from backstride.video.pose_worker import WorkOrder
from backstride.video.region import Region
from backstride.video.runner_choice import Company

__all__ = ["BlazePose", "PoseBackend", "PosedClip"]

TWO_PROCESSES_FROM_S = 4.0
WARM_UP_S = 0.4
LEAST_DETECTED = 0.25
ENOUGH_FPS = 50.0
"""From twice this rate on, every second picture is left out, and so on: the smooth paths lose nothing by it."""
LOOK_AGAIN_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class PosedClip:
    """One runner's keypoints and what happened on the way.

    Parameters
    ----------
    track
        Times count from the first frame, in real time (slow motion undone where a tag gave the rate).
    notes
        Plain sentences: cut length, damaged parts, slow motion.
    slowed
        How many times slower than life the clip plays.
    fps
        Pictures a second of life in the clip, of which the track may hold only some; None where the track is all.
    filmed_at
        When the clip says it was filmed.
    """

    track: KeypointTrack
    notes: tuple[str, ...] = ()
    slowed: float = 1.0
    fps: float | None = None
    filmed_at: datetime | None = None


class PoseBackend(Protocol):
    """Anything that finds one runner's keypoints in a clip."""

    def follow(self, path: Path, *, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> PosedClip:
        """Find the keypoints of one person in every frame.

        Parameters
        ----------
        path
            A video file.
        progress
            Told the share done, 0 to 1.
        cancelled
            Asked now and then; True ends the work with what is done so far.

        Raises
        ------
        MediaError
            If nothing can be decoded or nobody is found.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class BlazePose:
    """The full BlazePose model, in one process for a short clip and in two for a longer one.

    Parameters
    ----------
    region
        Part of the picture to look at.
    look
        What a first look told, with the place of the runner among others.
    fps
        The rate it was filmed at, where the person says so.
    """

    region: Region = field(default_factory=Region)
    look: FirstLook | None = None
    fps: float | None = None

    def follow(
        self,
        path: Path,
        *,
        progress: Callable[[float], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> PosedClip:
        """Find the keypoints of one person in every frame, as `PoseBackend` says."""
        check_pose_model()
        info = replace(probe(path), told_fps=self.fps)
        with tempfile.TemporaryDirectory(prefix="backstride-pose-") as folder:
            orders = self._orders(info, Path(folder))
            _run(orders, progress, cancelled)
            parts = [dict(np.load(order.result)) for order in orders if Path(order.result).exists()]
        if not parts or sum(len(part["time_s"]) for part in parts) == 0:
            raise MediaError("no picture in this video could be measured", where=path.name)
        return _joined(parts, info, every=orders[0].every, look=self.look)

    def _orders(self, info: ClipInfo, folder: Path) -> list[WorkOrder]:
        end_s = LONGEST_USED_S * info.slowed
        length_s = min(info.duration_s or end_s, end_s)
        cuts = [0.0, end_s]
        if length_s > TWO_PROCESSES_FROM_S:
            # The second half costs a little more: its worker decodes from the key frame before it.
            cuts = [0.0, 0.51 * length_s, end_s]
        every = max(1, int((info.real_fps or 0.0) // ENOUGH_FPS))
        light = self.look.spotlight if self.look else None
        area = (self.region.left, self.region.top, self.region.right, self.region.bottom)
        return [
            WorkOrder(
                clip=str(info.path.resolve()),
                result=str(folder / f"part{number}.npz"),
                warm_up_s=max(0.0, start_s - WARM_UP_S),
                start_s=start_s,
                end_s=stop_s,
                region=area,
                every=every,
                spotlight=(light.centre, light.centre_per_s, light.half_width) if light else None,
            )
            for number, (start_s, stop_s) in enumerate(itertools.pairwise(cuts))
        ]


def _run(orders: list[WorkOrder], progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
    """Start the workers, pass on what they say, and end them all when one refuses or is cancelled."""
    lines: queue.Queue[tuple[int, str | None]] = queue.Queue()
    workers = [_start(order) for order in orders]
    readers = [
        threading.Thread(target=_listen, args=(number, worker, lines), daemon=True)
        for number, worker in enumerate(workers)
    ]
    for reader in readers:
        reader.start()
    done_s = [order.start_s for order in orders]
    open_workers = len(workers)
    try:
        while open_workers:
            if cancelled():
                return
            try:
                number, line = lines.get(timeout=LOOK_AGAIN_S)
            except queue.Empty:
                continue
            if line is None:
                open_workers -= 1
            elif line.startswith("refused "):
                what, where, advice = json.loads(line.removeprefix("refused "))
                raise MediaError(what, where=where, advice=advice)
            elif line.startswith("progress "):
                done_s[number] = max(done_s[number], float(line.split()[1]))
                progress(_share(orders, done_s))
    finally:
        _end(workers)
        for reader in readers:
            reader.join(timeout=1.0)
    if all(worker.returncode != 0 for worker in workers):
        raise UserError(
            "the pose model stopped unexpectedly on this video",
            where=Path(orders[0].clip).name,
            advice="try a shorter clip, or film again",
        )


def _start(order: WorkOrder) -> subprocess.Popen[str]:
    paper = Path(order.result).with_suffix(".json")
    order.save(paper)
    command = [sys.executable, "-m", "backstride.video.pose_worker", str(paper)]
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def _listen(number: int, worker: subprocess.Popen[str], lines: queue.Queue[tuple[int, str | None]]) -> None:
    if worker.stdout is not None:
        for line in worker.stdout:
            lines.put((number, line.strip()))
    worker.wait()
    lines.put((number, None))


def _end(workers: list[subprocess.Popen[str]]) -> None:
    for worker in workers:
        if worker.poll() is None:
            worker.kill()
        worker.wait()
        if worker.stdout is not None:
            worker.stdout.close()


def _share(orders: list[WorkOrder], done_s: list[float]) -> float:
    total = sum(order.end_s - order.start_s for order in orders)
    done = sum(now - order.start_s for order, now in zip(orders, done_s, strict=True))
    return float(np.clip(done / total, 0.0, 1.0)) if total > 0 else 0.0


def _joined(
    parts: list[dict[str, NDArray[np.float64]]], info: ClipInfo, *, every: int, look: FirstLook | None
) -> PosedClip:
    time_s = np.concatenate([part["time_s"] for part in parts])
    points = np.concatenate([part["points"] for part in parts])
    order = np.argsort(time_s, kind="stable")
    time_s, points = time_s[order], points[order]
    found = np.isfinite(points).all(axis=(1, 2))
    if float(found.mean()) < LEAST_DETECTED:
        raise MediaError(
            "no person could be followed in this video",
            where=info.path.name,
            advice="film one runner, whole body in view, in good light",
        )
    width, height = (int(side) for side in max((tuple(part["size"]) for part in parts), key=max))
    track = KeypointTrack(
        time_s=(time_s - time_s[0]) / info.slowed,
        points_px=points[..., :2] * [width, height],
        score=np.nan_to_num(points[..., 2]),
        width_px=width,
        height_px=height,
        from_pose_model=True,
        people_seen=None if look is None else look.people,
        brightness_0_to_1=float(np.mean(np.concatenate([part["brightness"] for part in parts]))),
    )
    notes = _notes(parts, info)
    if look is not None and look.company is Company.CHOSEN:
        notes += ("Someone else is in the picture; the one who runs was followed.",)
    fps = track.fps * every
    return PosedClip(track=track, notes=notes, slowed=info.slowed, fps=fps, filmed_at=info.filmed_at)


def _notes(parts: list[dict[str, NDArray[np.float64]]], info: ClipInfo) -> tuple[str, ...]:
    notes = []
    used_s = LONGEST_USED_S * info.slowed
    if info.duration_s is not None and info.duration_s > used_s + 1.0:
        notes.append(f"Only the first {used_s:.0f} seconds of the clip were used.")
    damaged = sum(int(part["damaged"]) for part in parts)
    if damaged:
        notes.append("Part of the clip is damaged and was left out.")
    if info.slowed > 1.0:
        notes.append(f"The clip is in slow motion ({info.slowed:.0f} times); times are real time.")
    return tuple(notes)
