"""Clips to pictures: true times, upright, and calm about bad files."""

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from backstride.model.errors import LimitError, MediaError
from backstride.video import clip_info
from backstride.video.clip_info import probe
from backstride.video.frames import FrameReader

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
