"""Pictures a second of the whole way from clip to measures, against the pose library alone on the same pictures.

Run: ``python -m benchmarks.video_speed [CLIP]``; without a clip it draws the demo runner. The library alone, in one
process with the pictures already decoded, is the limit of a single process; our way uses two and decodes as well.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from backstride.demo.clip import write_clip
from backstride.service.filming import measure_clip
from backstride.video.clip_info import probe
from backstride.video.frames import FrameReader
from backstride.video.pose_model import start_pose_model

BUDGET = "no longer than the clip itself at 60 pictures a second, 1080 lines"


def library_alone(clip: Path) -> tuple[int, float]:
    """Give the number of pictures and the seconds that the library alone needs."""
    pictures = [frame.rgb for frame in FrameReader(info=probe(clip))]
    with start_pose_model() as model:
        model.process(pictures[0])
        started = time.perf_counter()
        for picture in pictures:
            model.process(picture)
        return len(pictures), time.perf_counter() - started


def main(words: list[str]) -> int:
    """Measure and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(words[0]) if words else Path(folder) / "demo.mp4"
        if not words:
            write_clip(clip, seed=0)
        info = probe(clip)
        started = time.perf_counter()
        measure_clip(clip)
        ours_s = time.perf_counter() - started
        count, alone_s = library_alone(clip)
    print(f"clip: {info.width_px} x {info.height_px}, {count} pictures, {info.duration_s or 0:.1f} s")
    print(f"clip to measures:   {ours_s:6.1f} s  {count / ours_s:6.1f} pictures/s")
    print(f"pose library alone: {alone_s:6.1f} s  {count / alone_s:6.1f} pictures/s")
    print(f"ratio (ours to the library alone): {alone_s / ours_s:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
