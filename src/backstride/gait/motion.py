"""A runner's motion: cleaned, smooth paths of all points on a fine and even time grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.gait.leg_swaps import undo_leg_swaps
from backstride.gait.outliers import far_from_path, without_outliers
from backstride.gait.smoothing import smooth
from backstride.model.form import Side
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack

__all__ = ["GRID_HZ", "Motion", "clean"]

GRID_HZ = 240.0
POSITION_CUT_HZ = 8.0
LANDING_CUT_HZ = 10.0
LONGEST_BRIDGED_GAP_S = 0.15
LEAST_SEEN = 0.5
OUTLIER_WINDOW_S = 0.066
OUTLIER_FLOOR_LEG = 0.04
FAR_FROM_PATH_LEG = 0.05
REFITS = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Motion:
    """Smooth paths of the named points.

    Parameters
    ----------
    time_s
        (grid,) seconds from the first frame, 240 a second.
    position_px
        (grid, 33, 2) image pixels, x right, y down; NaN where a point was not seen.
    velocity_px_s
        (grid, 33, 2) pixels per second.
    landing_velocity_px_s
        (grid, 33) downward speed, smoothed less, for the moment of landing.
    seen
        (33,) share of frames in which each point was seen.
    leg_px
        Thigh plus shank, median over the clip and both legs.
    leg_upright_px
        The same, 90th percentile: what is left after foreshortening in rear views.
    swapped
        Share of frames in which the legs' labels were exchanged and put back.
    track
        The frames this was made from.
    """

    time_s: NDArray[np.float64]
    position_px: NDArray[np.float64]
    velocity_px_s: NDArray[np.float64]
    landing_velocity_px_s: NDArray[np.float64]
    seen: NDArray[np.float64]
    leg_px: float
    leg_upright_px: float
    swapped: float
    track: KeypointTrack

    def has(self, name: str) -> bool:
        """Say whether a point was seen in at least half of the frames."""
        return bool(self.seen[KEYPOINT_NAMES.index(name)] >= LEAST_SEEN)

    def has_both(self, joint: str) -> bool:
        """Say whether the left and the right point of a pair were both seen."""
        return self.has(f"left_{joint}") and self.has(f"right_{joint}")

    def of(self, name: str) -> NDArray[np.float64]:
        """Give the (grid, 2) path of a point."""
        return self.position_px[:, KEYPOINT_NAMES.index(name)]

    def velocity_of(self, name: str) -> NDArray[np.float64]:
        """Give the (grid, 2) velocity of a point."""
        return self.velocity_px_s[:, KEYPOINT_NAMES.index(name)]

    def landing_velocity_of(self, name: str) -> NDArray[np.float64]:
        """Give the (grid,) downward speed of a point, smoothed less."""
        return self.landing_velocity_px_s[:, KEYPOINT_NAMES.index(name)]

    def middle(self, joint: str) -> NDArray[np.float64]:
        """Give the (grid, 2) midpoint of the left and right point of a pair."""
        return (self.of(f"left_{joint}") + self.of(f"right_{joint}")) / 2

    def foot_points(self, side: Side) -> tuple[str, ...]:
        """Name the points of a foot that were seen: ankle, and heel and toe where they exist."""
        names = (f"{side}_ankle", f"{side}_heel", f"{side}_foot_index")
        return tuple(name for name in names if self.has(name))

    def at(self, path: NDArray[np.float64], time_s: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Read a (grid,) or (grid, 2) path at given times."""
        times = np.atleast_1d(np.asarray(time_s, dtype=np.float64))
        if path.ndim == 1:
            return np.interp(times, self.time_s, path)
        return np.column_stack([np.interp(times, self.time_s, column) for column in path.T])


def clean(track: KeypointTrack) -> Motion:
    """Take out jumps, bridge short gaps, smooth, and put all points on one even grid.

    Raises
    ------
    ValueError
        If the track has too few frames for a smooth path.

    Examples
    --------
    >>> time_s = np.arange(30) / 30.0
    >>> still = np.broadcast_to(np.arange(66.0).reshape(33, 2), (30, 33, 2)).copy()
    >>> track = KeypointTrack(time_s=time_s, points_px=still, score=np.ones((30, 33)), width_px=9, height_px=9)
    >>> clean(track).of("nose")[0].round(6).tolist()
    [0.0, 1.0]
    """
    known = np.isfinite(track.points_px).all(axis=2) & (track.score > 0)
    paths, swapped = _mended(track, np.where(known[..., None], track.points_px, np.nan))
    grid = np.arange(track.time_s[0], track.time_s[-1] + 1e-9, 1.0 / GRID_HZ)
    curve = smooth(track.time_s, paths, cut_hz=POSITION_CUT_HZ)
    quick = smooth(track.time_s, paths[:, 1::2], cut_hz=LANDING_CUT_HZ)
    unknown = ~_near_a_frame(track.time_s, known, grid)
    position = curve.at(grid).reshape(len(grid), -1, 2)
    velocity = curve.velocity(grid).reshape(len(grid), -1, 2)
    landing = quick.velocity(grid)
    position[unknown], velocity[unknown], landing[unknown] = np.nan, np.nan, np.nan
    return Motion(
        time_s=grid,
        position_px=position,
        velocity_px_s=velocity,
        landing_velocity_px_s=landing,
        seen=known.mean(axis=0),
        leg_px=leg_length(position, percentile=50.0),
        leg_upright_px=leg_length(position, percentile=90.0),
        swapped=swapped,
        track=track,
    )


def _mended(track: KeypointTrack, raw: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Give (frames, 66) coordinates without jumps and swaps, and the share of swapped frames."""
    frames = len(track.time_s)
    leg = leg_length(raw, percentile=50.0)
    if not np.isfinite(leg):
        return raw.reshape(frames, -1), 0.0
    unswapped, swapped = undo_leg_swaps(raw, leg_px=leg, fps=track.fps)
    given = unswapped.reshape(frames, -1)
    paths = without_outliers(
        given,
        half_window=max(2, round(OUTLIER_WINDOW_S * track.fps)),
        n_sigma=3.0,
        floor=OUTLIER_FLOOR_LEG * leg,
    )
    for _ in range(REFITS):
        residual = paths - smooth(track.time_s, paths, cut_hz=POSITION_CUT_HZ).at(track.time_s)
        far = far_from_path(residual, n_sigma=5.0, floor=FAR_FROM_PATH_LEG * leg)
        if not far.any():
            break
        paths = np.where(far, np.nan, paths)
    expected = smooth(track.time_s, paths, cut_hz=POSITION_CUT_HZ).at(track.time_s)
    near = np.abs(given - expected) < FAR_FROM_PATH_LEG * leg
    paths = np.where(near, given, paths)
    return paths, swapped


def leg_length(points_px: NDArray[np.float64], *, percentile: float) -> float:
    """Give thigh plus shank in pixels, as a percentile over frames, averaged over both legs.

    NaN when no frame shows a whole leg.
    """
    lengths = []
    for side in Side:
        hip, knee, ankle = (points_px[:, KEYPOINT_NAMES.index(f"{side}_{joint}")] for joint in ("hip", "knee", "ankle"))
        length = np.linalg.norm(hip - knee, axis=1) + np.linalg.norm(knee - ankle, axis=1)
        length = length[np.isfinite(length)]
        if len(length):
            lengths.append(float(np.percentile(length, percentile)))
    return float(np.mean(lengths)) if lengths else float("nan")


def _near_a_frame(
    time_s: NDArray[np.float64], known: NDArray[np.bool_], grid: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Say for each grid time and point whether it lies in a gap short enough to bridge."""
    near = np.zeros((len(grid), known.shape[1]), dtype=np.bool_)
    for point in range(known.shape[1]):
        seen = time_s[known[:, point]]
        if len(seen) == 0:
            continue
        after = np.searchsorted(seen, grid)
        previous = seen[np.clip(after - 1, 0, len(seen) - 1)]
        following = seen[np.clip(after, 0, len(seen) - 1)]
        inside = (grid >= seen[0] - 1e-9) & (grid <= seen[-1] + 1e-9)
        near[:, point] = inside & (following - previous <= LONGEST_BRIDGED_GAP_S)
    return near
