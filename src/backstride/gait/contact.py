"""When each foot meets and leaves the ground, seen from the side."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from backstride.gait.calibration import calibration_of
from backstride.gait.landing import Landing, find_landing, pool, shrink
from backstride.gait.locomotion import knee_bend
from backstride.gait.motion import GRID_HZ, Motion
from backstride.gait.swing import Reach, find_reaches
from backstride.model.form import Side

__all__ = ["Contact", "find_contacts"]

MATCHED_SHARE = 0.6
"""The foot moves with the ground when its backward speed reaches this share of that in mid-stance."""
LONGEST_SEARCH_S = 0.12
TOE_OFF_BEFORE_BACK_S = 0.13
ANKLE_ONLY_LATE_S, ANKLE_ONLY_SD_S = 0.012, 0.022
"""Without a heel the landing cannot be read: then the foot is taken to land on its heel, as two of three did."""
EARLIEST_OFFSET_S, LATEST_OFFSET_S = -0.035, 0.055
EDGE_S = 0.06
OFF_BEAT_S = 0.025
FEWEST_FOR_BEAT = 4
ODD_STANCE_S = 0.045


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One stance.

    Parameters
    ----------
    side
        Which foot.
    contact_s, toe_off_s
        Seconds from the first frame; toe-off None where the clip does not show it.
    shared_error_s
        Standard error that all contacts of this foot share, from the foot's own landing offset.
    """

    side: Side
    contact_s: float
    toe_off_s: float | None
    shared_error_s: float = 0.0


def find_contacts(motion: Motion, facing: int) -> tuple[Contact, ...]:
    """Find all contacts of both feet in time order.

    Initial contact is found in three stages: the instant at which the ankle is furthest forward;
    the first later instant at which the foot moves backward nearly as fast as in mid-stance; and,
    over all strides together, how far the end of the heel's or toe's fall lies from that. Toe-off
    is the most extended knee shortly before the ankle is furthest back.

    Parameters
    ----------
    motion
        A side view.
    facing
        +1 when the runner faces right in the picture, else -1.
    """
    stances = {side: _stances_of(motion, side, facing) for side in Side}
    calibration = calibration_of(motion.track)
    landings = {side: _landing_of(motion, side, stances[side]) for side in Side} if calibration.uses_landing else {}
    pooled = pool(landings)
    found: list[Contact] = []
    for side in Side:
        late_s, error_s = calibration.contact_late_s, 0.0
        if calibration.uses_landing:
            late_s, error_s = ANKLE_ONLY_LATE_S, ANKLE_ONLY_SD_S
            own = pooled.get(side)
            if own is not None:
                late_s, error_s = calibration.contact_late_s - own.offset_s, own.error_s
        found += _timed(motion, side, stances[side], late_s, error_s)
    return tuple(sorted(found, key=lambda contact: contact.contact_s))


def _without_odd_toe_offs(contacts: list[Contact]) -> list[Contact]:
    """Drop the toe-off of a stance far longer or shorter than the foot's others: there the knee was misread."""
    stances_s = np.array([c.toe_off_s - c.contact_s for c in contacts if c.toe_off_s is not None])
    if len(stances_s) < FEWEST_FOR_BEAT:
        return contacts
    usual_s = float(np.median(stances_s))
    limit_s = max(ODD_STANCE_S, 6 * float(np.median(np.abs(stances_s - usual_s))))
    return [
        replace(one, toe_off_s=None)
        if one.toe_off_s is not None and abs(one.toe_off_s - one.contact_s - usual_s) > limit_s
        else one
        for one in contacts
    ]


def _stances_of(motion: Motion, side: Side, facing: int) -> list[tuple[float, float | None]]:
    """Give grid positions of matched speed and straightest knee for each stance of a foot."""
    hip_x = motion.middle("hip")[:, 0]
    reach = facing * (motion.of(f"{side}_ankle")[:, 0] - hip_x) / motion.leg_px
    backward = _backward_speed(motion, side, facing)
    bend = knee_bend(motion, side)
    swings = find_reaches(reach)
    ground = _ground_speeds(backward, swings)
    stances: list[tuple[float, float | None]] = []
    for swing, speed in zip(swings, ground, strict=True):
        matched = _matched(backward, swing.front, speed)
        if matched is not None:
            stances.append((matched, _toe_off(bend, swing.back)))
    return _on_beat(stances)


def _timed(
    motion: Motion, side: Side, stances: list[tuple[float, float | None]], late_s: float, error_s: float
) -> list[Contact]:
    """Turn grid positions into times, corrected, and leave out those too near to the ends of the clip."""
    start, end = float(motion.time_s[0]), float(motion.time_s[-1])
    toe_off_late_s = calibration_of(motion.track).toe_off_late_s
    contacts = []
    for matched, left in stances:
        contact_s = start + matched / GRID_HZ - late_s
        if not start + EDGE_S < contact_s < end - EDGE_S:
            continue
        toe_off_s = None if left is None else start + left / GRID_HZ - toe_off_late_s
        if toe_off_s is not None and not contact_s < toe_off_s < end - EDGE_S / 2:
            toe_off_s = None
        contacts.append(Contact(side=side, contact_s=contact_s, toe_off_s=toe_off_s, shared_error_s=error_s))
    return _without_odd_toe_offs(contacts)


def _landing_of(motion: Motion, side: Side, stances: list[tuple[float, float | None]]) -> Landing | None:
    """Give the earlier of heel's and toe's landing against matched speed.

    None unless the heel, and the toe where it is seen, can be read and land when a foot may.
    """
    if not motion.has(f"{side}_heel"):
        return None
    references = np.array([round(matched) for matched, _ in stances], dtype=np.intp)
    names = [name for name in (f"{side}_heel", f"{side}_foot_index") if motion.has(name)]
    landings = [find_landing(motion.landing_velocity_of(name) / motion.leg_px, references) for name in names]
    found = [shrink(landing) for landing in landings if landing is not None]
    if not found or len(found) < len(landings):
        return None
    first = min(found, key=lambda landing: landing.offset_s)
    return first if EARLIEST_OFFSET_S <= first.offset_s <= LATEST_OFFSET_S else None


def _backward_speed(motion: Motion, side: Side, facing: int) -> NDArray[np.float64]:
    """Give the (grid,) backward speed of the foot against the hips, in leg lengths a second."""
    names = motion.foot_points(side)
    foot = np.mean([motion.velocity_of(name)[:, 0] for name in names], axis=0)
    hips = (motion.velocity_of("left_hip")[:, 0] + motion.velocity_of("right_hip")[:, 0]) / 2
    return np.asarray(-facing * (foot - hips) / motion.leg_px)


def _ground_speeds(backward: NDArray[np.float64], swings: tuple[Reach, ...]) -> list[float]:
    """Give the speed of the ground in each stance; a stance cut off takes the median of the others."""
    speeds = [_ground_speed(backward, swing) for swing in swings]
    known = [speed for speed in speeds if np.isfinite(speed)]
    usual = float(np.median(known)) if known else np.nan
    return [speed if np.isfinite(speed) else usual for speed in speeds]


def _ground_speed(backward: NDArray[np.float64], swing: Reach) -> float:
    """Give the median speed in the middle of one stance; NaN when its end or all its middle was not seen."""
    if swing.back is None:
        return np.nan
    length = swing.back - swing.front
    middle = backward[swing.front + round(0.3 * length) : swing.front + round(0.7 * length) + 1]
    seen = middle[np.isfinite(middle)]
    return float(np.median(seen)) if len(seen) else np.nan


def _matched(backward: NDArray[np.float64], front: int, ground: float) -> float | None:
    """Give the grid position at which the foot's speed matches the ground's, between samples."""
    wanted = MATCHED_SHARE * ground
    last = min(len(backward) - 1, front + round(LONGEST_SEARCH_S * GRID_HZ))
    stretch = backward[front : last + 1]
    reached = np.flatnonzero(stretch >= wanted)
    if len(reached) == 0 or not wanted > 0:
        return None
    at = int(reached[0])
    if at == 0:
        return float(front)
    if not np.isfinite(stretch[at - 1]):
        return None  # the speed was reached somewhere in a gap
    part = (wanted - stretch[at - 1]) / (stretch[at] - stretch[at - 1])
    return float(front + at - 1 + part)


def _toe_off(bend: NDArray[np.float64], back: int | None) -> float | None:
    """Give the grid position of the straightest knee, by a parabola through three samples."""
    if back is None:
        return None
    first = max(1, back - round(TOE_OFF_BEFORE_BACK_S * GRID_HZ))
    stretch = bend[first : back + 1]
    if not np.isfinite(stretch).all():
        return None
    at = first + int(np.argmin(stretch))
    before, here, after = bend[at - 1 : at + 2]
    curvature = before - 2 * here + after
    shift = 0.5 * (before - after) / curvature if curvature > 0 else 0.0
    return float(at + np.clip(shift, -1, 1))


def _on_beat(
    stances: list[tuple[float, float | None]],
) -> list[tuple[float, float | None]]:
    """Leave out stances whose contact lies far off the foot's own steady beat (a tracking slip)."""
    if len(stances) < FEWEST_FOR_BEAT:
        return stances
    matched = np.array([at for at, _ in stances])
    beat = float(np.median(np.diff(matched)))
    count = np.round((matched - matched[0]) / beat)
    slopes = np.polyfit(count, matched, 1)
    off = matched - np.polyval(slopes, count)
    off -= np.median(off)
    spread = 1.4826 * float(np.median(np.abs(off)))
    limit = max(OFF_BEAT_S * GRID_HZ, 4 * spread)
    return [stance for stance, far in zip(stances, np.abs(off) > limit, strict=True) if not far]
