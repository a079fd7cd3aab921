"""The pose model that lies inside the pose library's own package: found, checked, started quietly."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from backstride.model.errors import UserError

__all__ = ["MODEL_FILES", "check_pose_model", "start_pose_model"]

MODEL_FILES = {
    "modules/pose_detection/pose_detection.tflite": (
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c"
    ),
    "modules/pose_landmark/pose_landmark_full.tflite": (
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f"
    ),
}
"""SHA-256 of both files as they lie in mediapipe 0.10.21."""
FULL_MODEL = 1
QUIET = {"GLOG_minloglevel": "3", "TF_CPP_MIN_LOG_LEVEL": "3"}
ADVICE = "run `python3 dev.py setup`; keypoint files can be measured without it"


def check_pose_model() -> None:
    """Make sure that the model is there and is the one that was validated.

    Raises
    ------
    UserError
        If the pose library or its model is missing, or is another one.
    """
    found = importlib.util.find_spec("mediapipe")
    if found is None or found.origin is None:
        raise UserError("the pose model is not installed", advice=ADVICE)
    folder = Path(found.origin).parent
    for name, expected in MODEL_FILES.items():
        path = folder / name
        if not path.is_file():
            raise UserError("the pose model is not in the installed pose library", advice=ADVICE)
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise UserError("the pose model is not the one that was tested", advice=ADVICE)


def start_pose_model(*, single_pictures: bool = False) -> Any:  # noqa: ANN401 - the library has no types
    """Load the full BlazePose model.

    Parameters
    ----------
    single_pictures
        True looks for a person anew in every picture; False follows one from frame to frame.
    """
    # Read by the library's C++ part when it is loaded: warnings about internals help nobody.
    os.environ.update(QUIET)
    with _without_plotting():
        import mediapipe

    # The library's own smoothing delays the feet by several milliseconds; ours looks both ways in time.
    return mediapipe.solutions.pose.Pose(
        static_image_mode=single_pictures,
        model_complexity=FULL_MODEL,
        smooth_landmarks=False,
        min_detection_confidence=0.5,
        min_tracking_confidence=0.5,
    )


@contextmanager
def _without_plotting() -> Iterator[None]:
    """Keep a plotting library away that the pose library loads for pictures of its own: half of its start."""
    stands_in = {name: ModuleType(name) for name in ("matplotlib", "matplotlib.pyplot") if name not in sys.modules}
    sys.modules.update(stands_in)
    try:
        yield
    finally:
        for name in stands_in:
            del sys.modules[name]
