"""Clips to pictures: true times, upright, and calm about bad files."""

import tracemalloc
import wave
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from backstride.model.errors import LimitError, MediaError
from backstride.video import clip_info
from backstride.video.clip_info import probe
from backstride.video.frames import FrameReader, key_frames

Clip = Callable[..., Path]
IDENTITY = bytes.fromhex("00010000" + "00" * 12 + "00010000" + "00" * 12 + "40000000")
QUARTER_TURN = bytes.fromhex("00000000" + "00010000" + "00000000" + "ffff0000" + "00" * 20 + "40000000")


def test_times_are_the_clip_s_own(clip: Clip):
    times = [frame.time_s for frame in FrameReader(info=probe(clip(count=20, fps=50)))]
    assert np.allclose(times, np.arange(20) / 50, atol=1e-4)


def test_a_part_can_be_read_without_the_rest(clip: Clip):
    reader = FrameReader(info=probe(clip(count=60, fps=30)), start_s=1.0, end_s=1.5)
    times = [frame.time_s for frame in reader]
    assert times[0] == pytest.approx(1.0, abs=1e-3)
    assert len(times) == 15


def test_a_clip_held_upright_is_turned_upright(clip: Clip):
    path = clip()
    data = path.read_bytes()
    track_header = data.index(b"tkhd")
    matrix = data.index(IDENTITY, track_header)
    path.write_bytes(data[:matrix] + QUARTER_TURN + data[matrix + len(QUARTER_TURN) :])
    frame = next(iter(FrameReader(info=probe(path))))
    assert (frame.width_px, frame.height_px) == (64, 96)
    assert frame.rgb.shape == (96, 64, 3)
    bright = frame.rgb.mean(axis=2) > 200
    assert bright[:10].all()


def test_slow_motion_is_read_from_the_camera_s_tag(clip: Clip):
    info = probe(clip(fps=30, tags={"com.android.capture.fps": "240.000000"}))
    assert info.slowed == pytest.approx(8)
    assert probe(clip(fps=30, tags={"com.android.capture.fps": "30"}, name="b.mp4")).slowed == 1


def test_cancelling_stops_at_once(clip: Clip):
    answers = iter([False, False, False, True])
    assert len(list(FrameReader(info=probe(clip()), cancelled=lambda: next(answers)))) == 3


def test_damage_in_the_middle_costs_only_part_and_is_counted(clip: Clip):
    path = clip(count=120)
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    end = len(data) if data.index(b"moov") < start else data.index(b"moov") - 4
    middle = (start + end) // 2
    data[middle : middle + (end - start) // 6] = b"\xff" * ((end - start) // 6)
    path.write_bytes(bytes(data))
    reader = FrameReader(info=probe(path))
    frames = list(reader)
    assert 20 < len(frames) <= 120
    assert reader.damaged > 0 or len(frames) < 120


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 5000, bytes(range(256)) * 40])
def test_what_is_no_video_is_refused_in_one_line(tmp_path: Path, content: bytes):
    path = tmp_path / "x.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError) as caught:
        probe(path)
    assert "x.mp4" in caught.value.line()
    assert "\n" not in caught.value.line()


def test_a_file_cut_off_is_refused_or_read_in_part(clip: Clip):
    path = clip(count=90)
    path.write_bytes(path.read_bytes()[:-600])
    with pytest.raises(MediaError):
        list(FrameReader(info=probe(path)))


def test_sound_without_picture_says_so(tmp_path: Path):
    path = tmp_path / "song.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\x00\x00" * 8000)
    with pytest.raises(MediaError, match="sound but no picture"):
        probe(path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(MediaError, match="no such file"):
        probe(tmp_path / "nothing.mp4")


def test_pixels_and_length_have_named_limits(clip: Clip, monkeypatch: pytest.MonkeyPatch):
    path = clip()
    monkeypatch.setattr(clip_info, "MOST_PIXELS", 1000)
    with pytest.raises(LimitError, match="4096 x 2304"):
        probe(path)
    monkeypatch.setattr(clip_info, "MOST_PIXELS", 10**9)
    monkeypatch.setattr(clip_info, "LONGEST_FILE_S", 0.5)
    with pytest.raises(LimitError, match="minutes"):
        probe(path)


def encode(path: Path, pictures: list[np.ndarray], times_s: list[float], *, pix_fmt: str = "yuv420p") -> Path:
    """Write pictures at times of their own, as phones do that take more pictures in better light."""
    with av.open(str(path), mode="w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = pix_fmt
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        stream.options = {"preset": "ultrafast"}
        for picture, time_s in zip(pictures, times_s, strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=pix_fmt)
            frame.pts, frame.time_base = round(1000 * time_s), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def grey(height: int = 64, width: int = 96, level: int = 128) -> np.ndarray:
    return np.full((height, width, 3), level, dtype=np.uint8)


def test_pictures_that_come_unevenly_keep_their_own_times(tmp_path: Path):
    times_s = [0.0, 0.033, 0.067, 0.117, 0.167, 0.183, 0.250]
    path = encode(tmp_path / "vfr.mp4", [grey(level=40 + 20 * i) for i in range(7)], times_s)
    frames = list(FrameReader(info=probe(path)))
    assert [frame.time_s for frame in frames] == pytest.approx(times_s, abs=1e-3)


def test_ten_bit_pictures_are_read_as_eight(tmp_path: Path):
    level = 180
    path = encode(tmp_path / "ten.mp4", [grey(level=level)] * 5, [i / 30 for i in range(5)], pix_fmt="yuv420p10le")
    frame = next(iter(FrameReader(info=probe(path))))
    assert frame.rgb.dtype == np.uint8
    assert float(frame.rgb.mean()) == pytest.approx(level, abs=4)


def test_eight_thousand_pixels_across_are_refused_before_anything_is_decoded(tmp_path: Path):
    path = encode(tmp_path / "8k.mp4", [grey(4320, 7680)], [0.0])
    with pytest.raises(LimitError, match="7680 x 4320"):
        probe(path)


def test_two_hours_are_refused_with_the_way_out(tmp_path: Path):
    path = encode(tmp_path / "long.mp4", [grey()] * 2, [0.0, 7200.0])
    with pytest.raises(LimitError, match="120 minutes") as caught:
        probe(path)
    assert "10 seconds" in caught.value.line()


def test_a_video_without_one_picture_says_so(clip: Clip):
    path = clip(count=2)
    data = path.read_bytes()
    start = data.index(b"mdat") + 4
    end = len(data) if data.index(b"moov") < start else data.index(b"moov") - 4
    path.write_bytes(data[:start] + bytes(end - start) + data[end:])
    with pytest.raises(MediaError, match="no picture"):
        list(FrameReader(info=probe(path)))


def test_the_rate_a_person_names_wins_over_the_file_s_own(clip: Clip):
    info = replace(probe(clip(fps=30)), told_fps=240.0)
    assert (info.slowed, info.real_fps) == (pytest.approx(8), pytest.approx(240))


def test_memory_does_not_grow_with_the_clip(clip: Clip):
    def peak(count: int) -> int:
        path = clip(count=count, name=f"{count}.mp4")
        tracemalloc.start()
        for _ in FrameReader(info=probe(path)):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(30)
    assert peak(300) < 1.5 * peak(60)


def test_every_second_picture_of_a_fast_clip_can_be_left_out(clip: Clip):
    times = [frame.time_s for frame in FrameReader(info=probe(clip(count=40, fps=120)), every=2)]
    assert np.allclose(np.diff(times), 1 / 60, atol=1e-3)


def test_key_pictures_are_few_and_spread(clip: Clip):
    pictures = list(key_frames(probe(clip(count=900)), apart_s=5.0, most=4))
    assert 1 < len(pictures) <= 4
    assert pictures[0].time_s == 0.0
