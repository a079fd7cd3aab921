"""Clips that a runner asked to keep, with the pictures made from them: where they lie, and erasing them."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["CLIPS", "FILM", "KEY_PICTURES", "clip_folder", "count_clips", "erase_clips", "kept_picture"]

CLIPS = "clips"
FILM = "annotated.webm"
KEY_PICTURES = ("contact.png", "mid_stance.png", "toe_off.png")


def clip_folder(home: Path, episode_id: str, clip: str) -> Path:
    """Give the folder of one kept clip.

    Examples
    --------
    >>> clip_folder(Path("data"), "e1", "c1").as_posix()
    'data/clips/e1/c1'
    """
    return home / CLIPS / episode_id / clip


def kept_picture(home: Path, episode_id: str, clip: str, name: str) -> Path | None:
    """Give a picture or the film of a kept clip; None when there is no such file, or the name is none of ours."""
    if not clip.isalnum() or name not in (FILM, *KEY_PICTURES):
        return None
    path = clip_folder(home, episode_id, clip) / name
    return path if path.is_file() else None


def count_clips(home: Path) -> int:
    """Count the kept clips of everyone."""
    return sum(1 for path in home.glob(f"{CLIPS}/*/*") if path.is_dir())


def erase_clips(home: Path, episode_id: str) -> None:
    """Remove every kept clip of an episode and what was made from it."""
    shutil.rmtree(home / CLIPS / episode_id, ignore_errors=True)
