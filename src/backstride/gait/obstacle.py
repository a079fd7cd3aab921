"""Why a clip cannot be measured, in words a runner can act on."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Obstacle"]


class Obstacle(StrEnum):
    """One reason why measures are withheld; its value names it in the quality figures."""

    TOO_SHORT = "too_short"
    LOW_RATE = "low_rate"
    SEVERAL_PEOPLE = "several_people"
    TRACK_JUMPS = "track_jumps"
    DARK = "dark"
    BODY_OUT_OF_VIEW = "body_out_of_view"
    FEET_OUT_OF_VIEW = "feet_out_of_view"
    TOO_SMALL = "too_small"
    STANDING = "standing"
    WALKING = "walking"
    UNCLEAR_MOTION = "unclear_motion"
    OBLIQUE = "oblique"
    FRONT = "front"
    SLOW_MOTION = "slow_motion"
    FAST_MOTION = "fast_motion"
    TOO_FEW_STEPS = "too_few_steps"

    @property
    def because(self) -> str:
        """Why, as the end of a sentence: ``the feet leave the picture``."""
        return _WORDS[self][0]

    @property
    def advice(self) -> str:
        """How to film it, as the end of a sentence."""
        return _WORDS[self][1]

    @property
    def reason(self) -> str:
        """The sentence shown in place of a value: why not, and how to film it."""
        return f"not measurable from this clip, because {self.because}; {self.advice}"


_SIDE = "film straight from the side at hip height, about 4 metres away"
_WORDS = {
    Obstacle.TOO_SHORT: ("it is shorter than two seconds of running", "film about 10 seconds"),
    Obstacle.LOW_RATE: (
        "24 pictures a second or fewer are too few to time a foot",
        "set the camera to 60 pictures a second",
    ),
    Obstacle.SEVERAL_PEOPLE: (
        "more than one person is in the picture and it is not clear who the runner is",
        "film one runner alone, or say in which part of the picture the runner is",
    ),
    Obstacle.TRACK_JUMPS: (
        "the runner was lost or mixed up with someone else",
        "film one runner alone, whole body in view, against a plain background",
    ),
    Obstacle.DARK: ("the picture is too dark to find the joints", "film in daylight or a bright room"),
    Obstacle.BODY_OUT_OF_VIEW: (
        "hips and legs are hidden in much of it",
        "film with the whole body in the picture, in tight clothes",
    ),
    Obstacle.FEET_OUT_OF_VIEW: (
        "the feet leave the picture",
        "film with the whole body in the picture, feet included",
    ),
    Obstacle.TOO_SMALL: (
        "the runner is too small in the picture",
        "go closer, so that the runner fills two thirds of the height",
    ),
    Obstacle.STANDING: ("the person is standing still", "film while running at an easy pace"),
    Obstacle.WALKING: (
        "the person is walking, and walking is judged by other rules",
        "film while running at an easy pace",
    ),
    Obstacle.UNCLEAR_MOTION: (
        "it is not clear that the person is running all the time",
        f"{_SIDE}, while running at an easy pace",
    ),
    Obstacle.OBLIQUE: ("the camera saw the runner at an angle", _SIDE),
    Obstacle.FRONT: ("the camera saw the runner from the front", f"{_SIDE}, or from straight behind"),
    Obstacle.SLOW_MOTION: (
        "it seems to be in slow motion and does not say by how much",
        "give the rate it was filmed at with --fps",
    ),
    Obstacle.FAST_MOTION: (
        "the steps come faster than anyone runs",
        "give the rate it was filmed at with --fps",
    ),
    Obstacle.TOO_FEW_STEPS: ("too few whole strides are in view", "film at least 10 seconds"),
}
