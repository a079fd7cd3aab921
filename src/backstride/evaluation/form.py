"""Validation of running form: ``python -m backstride.evaluation.form [--recording FOLDER]`` writes the tables.

The tables go between two marks in ``docs/explanation/form.md``; the words around them are written by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from backstride.demo.camera import Camera, keypoint_track
from backstride.demo.filmed_runner import draw_runner, film_runner
from backstride.evaluation.form_scores import ScoredClips, event_errors_s
from backstride.evaluation.lowest_ankle import lowest_ankle_contacts
from backstride.evaluation.motion_capture import RecordedRunner, read_recorded_runner
from backstride.gait import analyse
from backstride.gait.motion import leg_length
from backstride.model.form import FootEvents, Side
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack

__all__ = ["Condition", "generated_scores", "peer_scores", "recorded_scores"]

BEGIN, END = "<!-- tables begin -->", "<!-- tables end -->"
RUNNERS = 120
FIRST_SEED = 50_000
"""Seeds of the runners in the tables; constants were looked at with others (1000 and up)."""
ROLL_SD_DEG = 0.5
MISPLACED_SD_LEG = 0.006
"""How far each made-up point lies off its joint all through a clip, in each direction: half a centimetre."""
SHOWN = {
    "cadence_steps_per_min": ("cadence, steps/min", 2),
    "contact_time_ms": ("contact time, ms", 0),
    "overstride_pct_leg": ("overstride, % of leg", 1),
    "shank_angle_at_contact_deg": ("shank at contact, deg", 1),
    "knee_angle_at_contact_deg": ("knee at contact, deg", 1),
    "trunk_lean_deg": ("trunk lean, deg", 1),
    "vertical_oscillation_pct_leg": ("oscillation, % of leg", 1),
    "arm_swing_pct_torso": ("arm swing, % of trunk", 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How clips are filmed, and whether the points hold heels and toes."""

    fps: float
    noise_share_leg: float
    yaw_deg: float
    has_feet: bool = True

    def name(self) -> str:
        """Give it in words."""
        feet = "" if self.has_feet else ", no points on heel and toe"
        return f"{self.fps:.0f} fps, noise {100 * self.noise_share_leg:g} % of leg, yaw {self.yaw_deg:+.0f} deg{feet}"

    def camera(self) -> Camera:
        """Give a camera that films so."""
        return Camera(fps=self.fps, noise_share_leg=self.noise_share_leg, yaw_deg=self.yaw_deg)

    def seen(self, track: KeypointTrack) -> KeypointTrack:
        """Leave out the points that this condition does without."""
        if self.has_feet:
            return track
        points, score = track.points_px.copy(), track.score.copy()
        points[:, _FEET], score[:, _FEET] = np.nan, 0.0
        return replace(track, points_px=points, score=score)


_FEET = [index for index, name in enumerate(KEYPOINT_NAMES) if "heel" in name or "foot" in name]
CONDITIONS = tuple(
    Condition(fps=fps, noise_share_leg=noise, yaw_deg=yaw, has_feet=feet)
    for fps, noise, yaw, feet in (
        (30, 0.005, 0, True), (60, 0.005, 0, True), (120, 0.005, 0, True),
        (30, 0.01, 0, True), (60, 0.01, 0, True), (120, 0.01, 0, True),
        (60, 0.01, 10, True), (60, 0.01, -10, True), (60, 0.01, 0, False),
    )
)  # fmt: skip


def generated_scores(condition: Condition, *, runners: int, first_seed: int = FIRST_SEED) -> ScoredClips:
    """Film made-up runners, eight seconds each, points half a centimetre off, a phone level to half a degree."""
    scored = ScoredClips()
    for seed in range(first_seed, first_seed + runners):
        rng = np.random.default_rng(seed)
        filmed = film_runner(draw_runner(rng), condition.camera(), rng)
        tilted = _rolled(_misplaced(condition.seen(filmed.track), rng), float(rng.normal(0.0, ROLL_SD_DEG)))
        scored.add(analyse(tilted), filmed.gait.truth(), filmed.events)
    return scored


def recorded_scores(runner: RecordedRunner, condition: Condition, *, takes: int = 8) -> ScoredClips:
    """Film a recorded runner from the right, with new noise and frame times in each take, and score the near leg."""
    scored = ScoredClips()
    for take in range(takes):
        track, events = _filmed_recording(runner, condition, take)
        scored.add(analyse(track), runner.truth(Side.RIGHT), events)
    return scored


def peer_scores(runner: RecordedRunner, condition: Condition, *, takes: int = 8) -> ScoredClips:
    """Score the lowest-ankle rule on the same clips: contacts, and the overstride that follows from them."""
    scored = ScoredClips()
    for take in range(takes):
        track, events = _filmed_recording(runner, condition, take)
        found = [
            FootEvents(foot=side, contact_s=at) for side, times in lowest_ankle_contacts(track).items() for at in times
        ]
        scored.contact_errors_s += event_errors_s(found, events, float(track.time_s[-1]))[0]
        scored.clips += 1
    return scored


def _filmed_recording(
    runner: RecordedRunner, condition: Condition, take: int
) -> tuple[KeypointTrack, tuple[FootEvents, ...]]:
    rng = np.random.default_rng(take)
    begins_s = float(runner.time_s[0]) + rng.uniform(0, 1 / condition.fps)
    frames = np.arange(begins_s, float(runner.time_s[-1]) - 1e-6, 1 / condition.fps)
    points = {
        name: np.column_stack([np.interp(frames, runner.time_s, axis) for axis in path.T])
        for name, path in runner.points_m.items()
    }
    events = tuple(
        FootEvents(foot=side, contact_s=float(start - begins_s), toe_off_s=float(end - begins_s))
        for side, pairs in runner.contacts.items()
        for start, end in pairs
    )
    return condition.seen(keypoint_track(frames, points, condition.camera(), rng)), events


def _misplaced(track: KeypointTrack, rng: np.random.Generator) -> KeypointTrack:
    """Move every point by a constant of its own, as markers and clothes do."""
    off_px = rng.normal(0.0, MISPLACED_SD_LEG * leg_length(track.points_px, percentile=50.0), (len(KEYPOINT_NAMES), 2))
    return replace(track, points_px=track.points_px + off_px)


def _rolled(track: KeypointTrack, roll_deg: float) -> KeypointTrack:
    turn = np.radians(roll_deg)
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    middle = np.array([track.width_px / 2, track.height_px / 2])
    return replace(track, points_px=(track.points_px - middle) @ matrix + middle)


def _tables(recording: Path | None) -> Iterator[str]:
    yield f"### {RUNNERS} made-up runners in each condition, 8 seconds each"
    for condition in CONDITIONS:
        yield from _table(condition.name(), generated_scores(condition, runners=RUNNERS))
    if recording is None:
        return
    runner = read_recorded_runner(recording)
    yield ""
    yield "### One recorded runner over force plates, filmed by a made-up camera (8 takes)"
    for condition in CONDITIONS:
        yield from _table(condition.name(), recorded_scores(runner, condition), intervals=False)
        yield f"| *lowest-ankle rule: contact, ms* | {_events(peer_scores(runner, condition).contact_errors_s)} | | |"


def _table(title: str, scored: ScoredClips, *, intervals: bool = True) -> Iterator[str]:
    yield ""
    yield f"**{title}**"
    yield ""
    yield "| measure | error, mean ± spread | interval holds the truth | withheld |"
    yield "|---|---|---|---|"
    yield f"| contact, ms | {_events(scored.contact_errors_s)} | | |"
    yield f"| toe-off, ms | {_events(scored.toe_off_errors_s)} | | |"
    for name, (title_of, digits) in SHOWN.items():
        score = scored.score(name)
        if score is not None:
            holds = f"{100 * score.covered_share:.0f} %" if intervals else ""
            error = f"{score.bias:+.{digits}f} ± {score.spread:.{digits}f}"
            yield f"| {title_of} | {error} | {holds} | {100 * score.withheld_share:.0f} % |"


def _events(errors_s: list[float]) -> str:
    errors_ms = 1e3 * np.array(errors_s)
    return f"{errors_ms.mean():+.0f} ± {errors_ms.std():.0f} (n {len(errors_ms)})" if len(errors_ms) else "none found"


def main() -> int:
    """Write the tables into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recording", type=Path, help="folder of a recorded runner")
    parser.add_argument("--page", type=Path, default=Path("docs/explanation/form.md"))
    given = parser.parse_args()
    text = given.page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    tables = "\n".join(_tables(given.recording))
    given.page.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
