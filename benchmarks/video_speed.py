"""Pictures a second of the whole way from clip to measures, against the pose library alone on the same pictures.

Run: ``python -m benchmarks.video_speed [CLIP]``; without a clip it draws the demo runner, ten seconds in Full HD at 60
pictures a second. The library alone, in one process with the pictures already decoded, is the limit of a single
process; our way takes a first look, uses two processes, and decodes as well. On a machine that others use too, only
the ratio and the processor time mean something: both are measured one after the other.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import av

from backstride.demo.clip import write_clip
from backstride.service.filming import measure_clip
from backstride.video.clip_info import probe
from backstride.video.encoding import write_video
from backstride.video.first_look import take_first_look
from backstride.video.frames import FrameReader
from backstride.video.pose_model import start_pose_model

BUDGET = "from clip to measures in no longer than the clip itself, at 60 pictures a second in Full HD"

ROUNDS = 1
SECONDS = 10.0
WIDTH_PX, HEIGHT_PX = 1080, 1920


def full_hd(path: Path) -> Path:
    """Draw the demo runner and enlarge the pictures to what a phone films."""
    small = path.with_name("small.mp4")
    write_clip(small, seed=0, seconds=SECONDS)
    with av.open(str(small)) as container:
        pictures = (
            frame.reformat(width=WIDTH_PX, height=HEIGHT_PX, format="rgb24").to_ndarray()
            for frame in container.decode(video=0)
        )
        write_video(path, pictures, fps=60)
    return path


def library_alone(clip: Path) -> tuple[int, float]:
    """Give the number of pictures and the seconds that the library alone needs."""
    pictures = [frame.rgb for frame in FrameReader(info=probe(clip))]
    with start_pose_model() as model:
        model.process(pictures[0])
        started = time.perf_counter()
        for picture in pictures:
            model.process(picture)
        return len(pictures), time.perf_counter() - started


def timed(clip: Path) -> tuple[float, float, float]:
    """Give the seconds from clip to measures, the work of all processes in it, and the work of a first look."""
    before_s, started = work_s(), time.perf_counter()
    measure_clip(clip)
    whole_s, worked_s = time.perf_counter() - started, work_s() - before_s
    before_s = work_s()
    take_first_look(clip)
    return whole_s, worked_s, work_s() - before_s


def work_s() -> float:
    """Give the processor time of this process and of those it started."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def main(words: list[str]) -> int:
    """Measure and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(words[0]) if words else full_hd(Path(folder) / "demo.mp4")
        info = probe(clip)
        rounds = [(timed(clip), library_alone(clip)) for _ in range(ROUNDS)]
    ours_s, worked_s, look_s = (min(column) for column in zip(*(ours for ours, _ in rounds), strict=True))
    count, alone_s = min((alone for _, alone in rounds), key=lambda alone: alone[1])
    length_s = info.duration_s or 0.0
    print(f"clip: {info.width_px} x {info.height_px}, {count} pictures, {length_s:.1f} s")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    print(f"clip to measures:   {ours_s:6.1f} s  {count / ours_s:6.1f} pictures/s")
    print(f"work in it:         {worked_s:6.1f} s of processor time, {look_s:.1f} s of them for the first look")
    print(f"pose library alone: {alone_s:6.1f} s  {count / alone_s:6.1f} pictures/s")
    print(f"ratio (ours to the library alone): {alone_s / ours_s:.2f}")
    print(f"clip to measures over the clip's length: {ours_s / length_s:.2f}" if length_s else "")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
