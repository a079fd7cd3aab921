"""What a clip says about itself before a frame is measured: size, rate, rotation, slow motion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from backstride.model.errors import LimitError, MediaError

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

__all__ = ["LONGEST_FILE_S", "LONGEST_USED_S", "MOST_PIXELS", "ClipInfo", "open_video", "probe"]

LONGEST_USED_S = 20.0
LONGEST_FILE_S = 15 * 60.0
MOST_PIXELS = 4096 * 2304
MOST_BYTES = 4_000_000_000
FIRST_YEAR = 2005
SLOWED_FROM = 1.5
"""A clip that was filmed at this many times its playing rate, or more, is slow motion."""
RATE_TAGS = ("com.android.capture.fps",)
NOT_A_VIDEO = "this is not a video that can be read"
CHOOSE = "choose a video from a phone or camera, such as MP4 or MOV"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipInfo:
    """A clip's own facts.

    Parameters
    ----------
    width_px, height_px
        Size as stored, before rotation.
    playing_fps
        Frames a second of playing time, from the container; a first guess, since phones vary it.
    duration_s
        Playing time, or None where the file does not say.
    filmed_fps
        The rate the camera filmed at, where a tag says so.
    told_fps
        The same, where the person says so; it wins.
    filmed_at
        When it was filmed, where a tag says so.
    """

    path: Path
    width_px: int
    height_px: int
    playing_fps: float | None
    duration_s: float | None
    filmed_fps: float | None
    told_fps: float | None = None
    filmed_at: datetime | None = None

    @property
    def real_fps(self) -> float | None:
        """Pictures in a second of life."""
        return self.playing_fps * self.slowed if self.playing_fps else None

    @property
    def slowed(self) -> float:
        """How many times slower than life the clip plays; 1 for a normal clip."""
        if self.told_fps is not None and self.playing_fps:
            return self.told_fps / self.playing_fps
        if self.filmed_fps is None or not self.playing_fps:
            return 1.0
        factor = self.filmed_fps / self.playing_fps
        return factor if factor >= SLOWED_FROM else 1.0


def probe(path: Path) -> ClipInfo:
    """Read a clip's facts and refuse what cannot or should not be decoded.

    Raises
    ------
    MediaError
        If the file is missing, is no video, or has no picture.
    LimitError
        If it is too large, too long or has too many pixels.
    """
    container, stream = open_video(path)
    with container:
        info = ClipInfo(
            path=path,
            width_px=stream.width,
            height_px=stream.height,
            playing_fps=float(stream.average_rate) if stream.average_rate else None,
            duration_s=_duration_s(container, stream),
            filmed_fps=_filmed_fps(container, stream),
            filmed_at=_filmed_at(container, stream),
        )
    _check_limits(info)
    return info


def open_video(path: Path) -> tuple[InputContainer, VideoStream]:
    """Open a clip and its picture stream; the caller closes the container.

    Raises
    ------
    MediaError
        If the file is missing, is no video, or has no picture.
    LimitError
        If the file is too large.
    """
    import av
    from av.error import FFmpegError

    where = path.name
    if not path.is_file():
        raise MediaError("there is no such file", where=str(path), advice="check the name")
    size = path.stat().st_size
    if size == 0:
        raise MediaError("this file is empty", where=where, advice=CHOOSE)
    if size > MOST_BYTES:
        raise LimitError("this file is larger than 4 GB", where=where, advice="cut out 10 seconds of running")
    try:
        container = av.open(str(path), mode="r")
    except (FFmpegError, ValueError, UnicodeDecodeError) as error:
        raise MediaError(NOT_A_VIDEO, where=where, advice=CHOOSE) from error
    for stream in container.streams.video:
        if stream.width and stream.height and not _is_cover(stream):
            stream.thread_type = "SLICE"  # frames are shared between processes, not threads
            return container, stream
    has_sound = bool(container.streams.audio)
    container.close()
    what = "this file has sound but no picture" if has_sound else NOT_A_VIDEO
    raise MediaError(what, where=where, advice=CHOOSE)


def _is_cover(stream: VideoStream) -> bool:
    """Say whether the stream is the cover picture of a piece of music, or a still image."""
    from av.stream import Disposition

    return bool(stream.disposition & Disposition.attached_pic)


def _duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / 1e6 if container.duration is not None else None


def _filmed_fps(container: InputContainer, stream: VideoStream) -> float | None:
    for tags in (container.metadata, stream.metadata):
        for name in RATE_TAGS:
            try:
                rate = float(tags.get(name, ""))
            except ValueError:
                continue
            if 1.0 <= rate <= 2000.0:  # noqa: PLR2004 - what a camera can do
                return rate
    return None


def _filmed_at(container: InputContainer, stream: VideoStream) -> datetime | None:
    """Read the tag that cameras write; a clock that was never set says 1904 or 1970."""
    for tags in (container.metadata, stream.metadata):
        try:
            moment = datetime.fromisoformat(tags.get("creation_time", ""))
        except ValueError:
            continue
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if moment.year >= FIRST_YEAR:
            return moment
    return None


def _check_limits(info: ClipInfo) -> None:
    where = info.path.name
    if info.width_px * info.height_px > MOST_PIXELS:
        raise LimitError(
            f"its {info.width_px} x {info.height_px} pictures are larger than the limit of 4096 x 2304",
            where=where,
            advice="film in Full HD (1080p), which is as good for this",
        )
    if info.duration_s is not None and info.duration_s > LONGEST_FILE_S:
        raise LimitError(
            f"it lasts {info.duration_s / 60:.0f} minutes and the limit is {LONGEST_FILE_S / 60:.0f}",
            where=where,
            advice="cut out 10 seconds of steady running",
        )
