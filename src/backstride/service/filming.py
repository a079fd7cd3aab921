"""Measure running form from a clip, a keypoint file or a folder of OpenPose files."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from backstride.gait import analyse
from backstride.model.errors import MediaError, UsageError
from backstride.model.form import FormReport, Surface
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack
from backstride.video.clip_info import ClipInfo, probe
from backstride.video.first_look import FirstLook, take_first_look
from backstride.video.pose import BlazePose, PosedClip
from backstride.video.pose_model import check_pose_model
from backstride.video.region import Region

__all__ = ["ClipOptions", "Listener", "measure_clip", "measure_with_pictures", "read_clip"]

FASTEST_FPS = 2000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipOptions:
    """What a person may say about a clip.

    Parameters
    ----------
    fps
        The rate it was filmed at, for slow motion and for OpenPose files.
    region
        The part of the picture with the runner.
    surface
        Treadmill or over ground, where known.

    Raises
    ------
    UsageError
        If the rate is no frame rate.
    """

    fps: float | None = None
    region: Region | None = None
    surface: Surface | None = None

    def __post_init__(self) -> None:
        """Refuse an impossible rate."""
        if self.fps is not None and not 0 < self.fps <= FASTEST_FPS:
            raise UsageError(f"--fps {self.fps:g} is not a frame rate", advice="give frames a second, such as 60")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who hears how a long piece of work goes, and may stop it.

    Parameters
    ----------
    progress
        Told the share done, 0 to 1.
    cancelled
        Asked now and then; True ends early with what was read so far.
    looked
        Told what a first look at a video shows, before every picture is measured.
    measured
        Told the report before any pictures are drawn, which takes about as long again.
    """

    progress: Callable[[float], None] = lambda _: None
    cancelled: Callable[[], bool] = lambda: False
    looked: Callable[[FirstLook], None] = lambda _: None
    measured: Callable[[FormReport], None] = lambda _: None


def measure_clip(
    path: Path,
    *,
    height_cm: float | None = None,
    options: ClipOptions | None = None,
    listener: Listener | None = None,
) -> FormReport:
    """Measure form, with a reason for every measure that is missing.

    Parameters
    ----------
    path
        A video, a keypoint file (JSON) or a folder of OpenPose files.
    height_cm
        Standing height, for centimetres.
    options
        What is known about the clip.
    listener
        Who hears how it goes.

    Raises
    ------
    InputError
        If the file cannot be read for what it should be.
    """
    chosen = options or ClipOptions()
    hears = listener or Listener()
    posed = read_clip(path, options=chosen, listener=hears)
    report = _report(posed, height_cm, chosen)
    hears.measured(report)
    return report


def measure_with_pictures(
    path: Path,
    folder: Path,
    *,
    height_cm: float | None = None,
    options: ClipOptions | None = None,
    listener: Listener | None = None,
    film: str = "annotated.mp4",
) -> tuple[FormReport, tuple[Path, ...]]:
    """Measure form and write the keypoints, and for a video pictures of one step and a slowed, annotated clip.

    Parameters
    ----------
    path, height_cm, options, listener
        As for `measure_clip`.
    folder
        Where to write; made if it is not there.
    film
        Name of the slowed clip; ``.webm`` plays in every browser.

    Returns
    -------
    The report and the files written into the folder.
    """
    from backstride.video.annotated import write_annotated
    from backstride.video.key_frames import write_key_frames
    from backstride.video.keypoint_file import write_keypoints

    chosen = options or ClipOptions()
    hears = listener or Listener()
    posed = read_clip(path, options=chosen, listener=hears)
    report = _report(posed, height_cm, chosen)
    hears.measured(report)
    folder.mkdir(parents=True, exist_ok=True)
    keypoints = folder / "keypoints.json"
    write_keypoints(posed.track, keypoints)
    if path.is_dir() or path.suffix.lower() == ".json" or not report.events or hears.cancelled():
        return report, (keypoints,)
    pictures = write_key_frames(path, posed.track, report, folder, slowed=posed.slowed)
    shown = folder / film
    write_annotated(path, posed.track, report, shown, slowed=posed.slowed, cancelled=hears.cancelled)
    return report, (keypoints, *pictures, shown)


def read_clip(
    path: Path,
    *,
    options: ClipOptions,
    listener: Listener,
) -> PosedClip:
    """Read one runner's keypoints from whatever the path names."""
    from backstride.video.keypoint_file import read_keypoints
    from backstride.video.openpose import read_openpose

    if path.is_dir():
        return PosedClip(track=read_openpose(path, fps=options.fps))
    if path.suffix.lower() == ".json":
        return PosedClip(track=read_keypoints(path, fps=options.fps))
    check_pose_model()
    return _followed(path, options, listener)


def _followed(path: Path, options: ClipOptions, listener: Listener) -> PosedClip:
    """Follow the runner while a first look is taken; begin anew when it shows someone else to follow.

    The first look is one process and the machine has two cores or more, so the long work need not wait for it.
    """
    info = probe(path)
    with ThreadPoolExecutor(max_workers=1) as aside:
        coming = aside.submit(take_first_look, path, region=options.region, fps=options.fps)
        heard = _Heard(coming=coming, tell=listener.looked)
        backend = BlazePose(region=options.region or Region(), fps=options.fps)
        posed = None
        try:
            posed = backend.follow(
                path, progress=listener.progress, cancelled=lambda: listener.cancelled() or heard.changes_all()
            )
        except MediaError:
            if not heard.changes_all():
                raise
        look = coming.result()
        if heard.changes_all() and look is not None:
            if look.is_hopeless:
                return PosedClip(track=_nobody_followed(info, look), fps=look.fps)
            backend = replace(backend, look=look)
            posed = backend.follow(path, progress=listener.progress, cancelled=listener.cancelled)
    if posed is None:
        raise MediaError("no picture in this video could be measured", where=path.name)
    return replace(posed, track=replace(posed.track, people_seen=None if look is None else look.people))


@dataclass(slots=True, kw_only=True)
class _Heard:
    """A first look on its way: passed on once when it comes, and asked whether it changes whom to follow."""

    coming: Future[FirstLook | None]
    tell: Callable[[FirstLook], None]
    is_told: bool = False

    def changes_all(self) -> bool:
        """Whether the look has come and says that not just anyone may be followed."""
        look = self.coming.result() if self.coming.done() else None
        if look is None:
            return False
        if not self.is_told:
            self.is_told = True
            self.tell(look)
        return look.is_hopeless or look.spotlight is not None


def _nobody_followed(info: ClipInfo, look: FirstLook) -> KeypointTrack:
    """Give a track without points, for a clip in which it is not clear whom to follow."""
    frames, points = np.zeros(1), len(KEYPOINT_NAMES)
    return KeypointTrack(
        time_s=frames,
        points_px=np.full((1, points, 2), np.nan),
        score=np.zeros((1, points)),
        width_px=info.width_px,
        height_px=info.height_px,
        from_pose_model=True,
        people_seen=look.people,
    )


def _report(posed: PosedClip, height_cm: float | None, options: ClipOptions) -> FormReport:
    report = analyse(posed.track, height_cm=height_cm, surface=options.surface)
    fps = report.fps if posed.fps is None else round(posed.fps, 2)
    return replace(report, fps=fps, notes=(*posed.notes, *report.notes), filmed_at=posed.filmed_at)
