"""Small clips made for the tests."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from backstride.video.encoding import write_video


@pytest.fixture
def clip(tmp_path: Path) -> Callable[..., Path]:
    """Write a clip whose pictures carry their number as brightness, with a bright left edge."""

    def write(*, count: int = 30, fps: float = 30.0, tags: dict[str, str] | None = None, name: str = "a.mp4") -> Path:
        pictures = []
        for number in range(count):
            picture = np.full((64, 96, 3), 20 + 4 * (number % 50), dtype=np.uint8)
            picture[:, :16] = 255
            pictures.append(picture)
        write_video(tmp_path / name, pictures, fps=fps, tags=tags)
        return tmp_path / name

    return write
