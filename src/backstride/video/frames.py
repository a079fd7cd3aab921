"""A clip's upright pictures with their true times, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from backstride.model.errors import LimitError, MediaError
from backstride.video.clip_info import LONGEST_USED_S, MOST_PIXELS, ClipInfo, open_video

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

__all__ = ["Frame", "FrameReader", "key_frames"]

LONGEST_SIDE_PX = 960
"""The pose model sees 256 pixels of the runner; more than this only costs time."""
MOST_DAMAGED_PARTS = 200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One upright picture.

    Parameters
    ----------
    time_s
        Playing time from the first frame of the clip.
    rgb
        (height, width, 3) bytes, reduced so that the longer side has at most 960 pixels.
    width_px, height_px
        Upright size before the reduction.
    """

    time_s: float
    rgb: NDArray[np.uint8]
    width_px: int
    height_px: int


@dataclass(slots=True, kw_only=True, eq=False)
class FrameReader:
    """Decode part of a clip.

    Parameters
    ----------
    info
        The clip.
    start_s, end_s
        Playing time to read, half-open.
    cancelled
        Asked before every frame; True stops quietly.
    every
        Gives only every so-manieth frame; the others are decoded and dropped.

    Attributes
    ----------
    damaged
        Number of parts that could not be decoded and were left out.
    """

    info: ClipInfo
    start_s: float = 0.0
    end_s: float = LONGEST_USED_S
    cancelled: Callable[[], bool] = field(default=lambda: False)
    every: int = 1
    damaged: int = 0

    def __iter__(self) -> Iterator[Frame]:
        """Give the frames in the order of their times.

        Raises
        ------
        MediaError
            If not a single frame can be decoded.
        LimitError
            If frames are larger than the file said.
        """
        container, stream = open_video(self.info.path)
        with container:
            first_s = self._first_time_s(stream)
            if self.start_s > 0:
                _seek(container, stream, self.start_s + first_s)
            yield from self._within(container, stream, first_s)

    def _within(self, container: InputContainer, stream: VideoStream, first_s: float) -> Iterator[Frame]:
        any_frame = False
        latest_s = -np.inf
        for count, frame in enumerate(self._decoded(container, stream)):
            if frame.time is None:
                self.damaged += 1
                continue
            time_s = float(frame.time) - first_s
            any_frame = True
            if time_s >= self.end_s or self.cancelled():
                break
            if time_s < self.start_s or time_s <= latest_s:
                continue
            latest_s = time_s
            if count % self.every == 0:
                yield _upright(frame, time_s)
        if not any_frame:
            raise MediaError(
                "no picture in this video can be read",
                where=self.info.path.name,
                advice="play it on your phone; if it plays there, send the original file",
            )

    def _decoded(self, container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
        """Decode packet by packet, so that a damaged one costs only itself."""
        from av.error import FFmpegError

        packets = container.demux(stream)
        while self.damaged < MOST_DAMAGED_PARTS:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except FFmpegError:
                self.damaged += 1
                return
            try:
                yield from packet.decode()
            except FFmpegError:
                self.damaged += 1

    def _first_time_s(self, stream: VideoStream) -> float:
        """Phones often start the picture a little after zero."""
        if stream.start_time is None or stream.time_base is None:
            return 0.0
        return float(stream.start_time * stream.time_base)


def key_frames(info: ClipInfo, *, apart_s: float, most: int) -> Iterator[Frame]:
    """Give some of the frames that need no other to be decoded, cheaply.

    Parameters
    ----------
    info
        The clip.
    apart_s
        Least playing time between two of them.
    most
        How many at most.
    """
    from av.error import FFmpegError

    container, stream = open_video(info.path)
    with container:
        stream.codec_context.skip_frame = "NONKEY"
        first_s: float | None = None
        given = 0
        try:
            for frame in container.decode(stream):
                if frame.time is None:
                    continue
                first_s = float(frame.time) if first_s is None else first_s
                time_s = float(frame.time) - first_s
                if time_s >= given * apart_s:
                    yield _upright(frame, time_s)
                    given += 1
                if given == most or time_s > LONGEST_USED_S * info.slowed:
                    return
        except FFmpegError:
            return  # what is damaged is told when every frame is read


def _seek(container: InputContainer, stream: VideoStream, time_s: float) -> None:
    """Go to the key frame before a time; a file that cannot seek is read from its start."""
    from av.error import FFmpegError

    if stream.time_base is None:
        return
    try:
        container.seek(int(time_s / stream.time_base), stream=stream, backward=True)
    except FFmpegError:
        container.seek(0)


def _upright(frame: VideoFrame, time_s: float) -> Frame:
    if frame.width * frame.height > MOST_PIXELS:
        raise LimitError("its pictures are larger than the limit of 4096 x 2304", advice="film in Full HD (1080p)")
    share = min(1.0, LONGEST_SIDE_PX / max(frame.width, frame.height))
    width, height = (max(2, round(side * share / 2) * 2) for side in (frame.width, frame.height))
    # Shrinking before the colours are turned, and without fine interpolation, halves the cost of a picture.
    small = frame.reformat(width=width, height=height, format="yuv420p", interpolation="FAST_BILINEAR")
    rgb = small.reformat(format="rgb24").to_ndarray()
    quarter_turns = round(frame.rotation / 90) % 4
    upright = np.ascontiguousarray(np.rot90(rgb, quarter_turns), dtype=np.uint8)
    sideways = quarter_turns % 2 == 1
    return Frame(
        time_s=time_s,
        rgb=upright,
        width_px=frame.height if sideways else frame.width,
        height_px=frame.width if sideways else frame.height,
    )
