"""Write pictures as a clip: MP4 for players, WebM for every browser."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["write_video"]

WEBM_BITS_PER_S = 2_500_000


def write_video(
    path: Path,
    pictures: Iterable[NDArray[np.uint8]],
    *,
    fps: float,
    quality: int = 22,
    tags: dict[str, str] | None = None,
) -> int:
    """Encode pictures as H.264, or as VP8 where the name ends in ``.webm``.

    Parameters
    ----------
    path
        Where to write; replaced if it exists.
    pictures
        (height, width, 3) RGB bytes, all of one size with even sides.
    fps
        Pictures a second.
    quality
        Constant rate factor; lower is better and larger.
    tags
        Container tags to add.

    Returns
    -------
    Number of pictures written.

    Raises
    ------
    ValueError
        If there is no picture.
    """
    import av

    count = 0
    options = {"movflags": "use_metadata_tags"} if tags else {}
    with av.open(str(path), mode="w", options=options) as container:
        for key, value in (tags or {}).items():
            container.metadata[key] = value
        is_webm = path.suffix == ".webm"
        stream = container.add_stream("libvpx" if is_webm else "libx264", rate=Fraction(fps).limit_denominator(1001))
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": str(quality), "preset": "veryfast"}
        if is_webm:
            stream.bit_rate = WEBM_BITS_PER_S
            stream.options = {"deadline": "realtime", "cpu-used": "14", "crf": str(quality // 2)}
        for picture in pictures:
            if count == 0:
                stream.height, stream.width = picture.shape[:2]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
            count += 1
        if count == 0:
            raise ValueError("a clip needs at least one picture")
        container.mux(stream.encode(None))
    return count
