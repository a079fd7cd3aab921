"""A runner recorded with markers over force plates: joint paths and true contacts.

Reads the layout of one folder: ``motion_capture_run.trc``, ``static_run.trc`` (a standing trial with joint centres) and
``grf_run.mot``. Axes: x forward, y up, z to the runner's right; metres and seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backstride.model.errors import FileError
from backstride.model.form import Side

__all__ = ["RecordedRunner", "read_recorded_runner"]

Array = NDArray[np.float64]
FORCE_N = 50.0
SHORTEST_CONTACT_S = 0.08
PELVIS = ("RASI", "LASI", "RPSI", "LPSI")
DIRECT = {
    "heel": "CAL", "foot_index": "TOE", "shoulder": "ACR", "elbow": "LEL", "wrist": "FAradius",
}  # fmt: skip
HEADER_LINES = 5
FEWEST_MARKERS = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordedRunner:
    """One recording.

    Parameters
    ----------
    time_s
        (samples,) seconds.
    points_m
        BlazePose name -> (samples, 3).
    contacts
        Each foot -> (contacts, 2) contact and toe-off by vertical force above 50 N.
    """

    time_s: Array
    points_m: dict[str, Array]
    contacts: dict[Side, Array]

    def at(self, name: str, time_s: float) -> Array:
        """Give the (3,) place of a point at a time."""
        return np.array([np.interp(time_s, self.time_s, axis) for axis in self.points_m[name].T])

    def middle_at(self, joint: str, time_s: float) -> Array:
        """Give the (3,) midpoint of a pair at a time."""
        return (self.at(f"left_{joint}", time_s) + self.at(f"right_{joint}", time_s)) / 2

    def truth(self, leg: Side) -> dict[str, float]:
        """Give the true measures of one leg by their published names."""
        leg_m = self._leg_m()
        rows = [self._contact_row(leg, contact_s) for contact_s, _ in self.contacts[leg]]
        ahead, shank, knee = np.mean(rows, axis=0)
        starts = np.sort(np.concatenate([pair[:, 0] for pair in self.contacts.values()]))
        step_s = float(np.polyfit(np.arange(len(starts)), starts, 1)[0])
        contact_s = float(np.mean(np.diff(self.contacts[leg], axis=1)))
        hip = (self.points_m["left_hip"] + self.points_m["right_hip"]) / 2
        trunk = (self.points_m["left_shoulder"] + self.points_m["right_shoulder"]) / 2 - hip
        inside = (self.time_s >= starts[0]) & (self.time_s < starts[-1])
        strides = [(self.time_s >= a) & (self.time_s < b) for a, b in zip(starts, starts[2:], strict=False)]
        rise_m = float(np.median([np.ptp(hip[stride, 1]) for stride in strides]))
        return {
            "cadence_steps_per_min": 60.0 / step_s,
            "contact_time_ms": 1e3 * contact_s,
            "overstride_pct_leg": 100 * float(ahead) / leg_m,
            "shank_angle_at_contact_deg": float(shank),
            "knee_angle_at_contact_deg": float(knee),
            "trunk_lean_deg": float(np.degrees(np.arctan2(trunk[inside, 0], trunk[inside, 1])).mean()),
            "vertical_oscillation_pct_leg": 100 * rise_m / leg_m,
        }

    def _contact_row(self, leg: Side, contact_s: float) -> tuple[float, float, float]:
        hip, knee, ankle = (self.at(f"{leg}_{joint}", contact_s) for joint in ("hip", "knee", "ankle"))
        thigh, shank = (knee - hip)[:2], (ankle - knee)[:2]
        bend = np.arctan2(thigh[0] * shank[1] - thigh[1] * shank[0], thigh @ shank)
        ahead = float((ankle - self.middle_at("hip", contact_s))[0])
        return ahead, float(np.degrees(np.arctan2(shank[0], -shank[1]))), abs(float(np.degrees(bend)))

    def _leg_m(self) -> float:
        lengths = []
        for side in Side:
            hip, knee, ankle = (self.points_m[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle"))
            lengths.append(np.linalg.norm(hip - knee, axis=1) + np.linalg.norm(knee - ankle, axis=1))
        return float(np.median(lengths))


def read_recorded_runner(folder: Path) -> RecordedRunner:
    """Read a recording.

    Raises
    ------
    FileError
        If one of the three files is missing.
    """
    for name in ("motion_capture_run.trc", "static_run.trc", "grf_run.mot"):
        if not (folder / name).is_file():
            raise FileError("this recording lacks a file", where=str(folder / name), advice="give the whole folder")
    time_s, moving = _read_trc(folder / "motion_capture_run.trc")
    _, standing = _read_trc(folder / "static_run.trc")
    points: dict[str, Array] = {}
    for side, letter in ((Side.RIGHT, "R"), (Side.LEFT, "L")):
        thigh = tuple(f"{letter}TH{number}" for number in (1, 2, 3))
        shank = tuple(f"{letter}TB{number}" for number in (1, 2, 3))
        points[f"{side}_hip"] = _carried(standing, moving, PELVIS, f"{letter}HJC")
        points[f"{side}_knee"] = _carried(standing, moving, thigh, f"{letter}KJC")
        points[f"{side}_ankle"] = _carried(standing, moving, shank, f"{letter}AJC")
        points |= {f"{side}_{name}": moving[letter + marker] for name, marker in DIRECT.items()}
    force_time_s, forces = _read_mot(folder / "grf_run.mot")
    contacts = {
        side: _contacts(force_time_s, forces[f"{letter}_ground_force_vy"])
        for side, letter in ((Side.RIGHT, "R"), (Side.LEFT, "L"))
    }
    return RecordedRunner(time_s=time_s, points_m=points, contacts=contacts)


def _read_trc(path: Path) -> tuple[Array, dict[str, Array]]:
    lines = path.read_text(encoding="latin1").splitlines()
    names = [name.strip() for name in lines[3].rstrip("\t").split("\t")[2:] if name.strip()]
    width = 2 + 3 * len(names)
    rows = []
    for line in lines[HEADER_LINES:]:
        cells = line.split("\t")[:width]
        if len(cells) > HEADER_LINES and cells[0].strip():
            numbers = [float(cell) if cell.strip() else np.nan for cell in cells]
            rows.append(numbers + [np.nan] * (width - len(numbers)))
    table = np.array(rows)
    return table[:, 1], {name: table[:, 2 + 3 * i : 5 + 3 * i] / 1000.0 for i, name in enumerate(names)}


def _read_mot(path: Path) -> tuple[Array, dict[str, Array]]:
    lines = path.read_text(encoding="latin1").splitlines()
    first = next(number for number, line in enumerate(lines) if line.strip() == "endheader") + 1
    names = lines[first].split()
    table = np.array([[float(cell) for cell in line.split()] for line in lines[first + 1 :] if line.strip()])
    return table[:, names.index("time")], {name: table[:, i] for i, name in enumerate(names)}


def _contacts(time_s: Array, force_n: Array) -> Array:
    """Give (contacts, 2) times at which the force rises and falls through the threshold."""
    loaded = force_n > FORCE_N
    change = np.flatnonzero(np.diff(loaded.astype(int)))
    share = (FORCE_N - force_n[change]) / (force_n[change + 1] - force_n[change])
    at = time_s[change] + share * (time_s[change + 1] - time_s[change])
    rising = loaded[change + 1]
    ends = at[~rising]
    pairs = [(start, ends[ends > start][0]) for start in at[rising] if (ends > start).any()]
    return np.array([pair for pair in pairs if pair[1] - pair[0] > SHORTEST_CONTACT_S])


def _carried(standing: dict[str, Array], moving: dict[str, Array], cluster: Sequence[str], point: str) -> Array:
    """Carry a joint centre of the standing trial along with a cluster of markers, by rigid fits."""
    before = np.array([np.nanmedian(standing[name], axis=0) for name in cluster])
    target = np.nanmedian(standing[point], axis=0)
    path = np.full((len(moving[cluster[0]]), 3), np.nan)
    for sample in range(len(path)):
        after = np.array([moving[name][sample] for name in cluster])
        known = np.isfinite(after).all(axis=1)
        if known.sum() >= FEWEST_MARKERS:
            turn, shift = _rigid_fit(before[known], after[known])
            path[sample] = turn @ target + shift
    return path


def _rigid_fit(before: Array, after: Array) -> tuple[Array, Array]:
    middle, new_middle = before.mean(axis=0), after.mean(axis=0)
    u, _, vt = np.linalg.svd((before - middle).T @ (after - new_middle))
    turn = vt.T @ np.diag([1.0, 1.0, float(np.sign(np.linalg.det(vt.T @ u.T)))]) @ u.T
    return turn, new_middle - turn @ middle
