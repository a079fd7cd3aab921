"""From one person's keypoints to everything the clip says about running form."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from backstride.gait.arm_swing import arm_swing
from backstride.gait.cadence import cadence
from backstride.gait.calibration import calibration_of
from backstride.gait.contact import find_contacts
from backstride.gait.contact_time import contact_time, duty_factor, flight_time
from backstride.gait.estimate import absent
from backstride.gait.findings import form_findings
from backstride.gait.foot_strike import foot_strike_class
from backstride.gait.hip_bounce import hip_beat_hz
from backstride.gait.lateral_lean import lateral_lean
from backstride.gait.leg_angles import knee_angle_at_contact, shank_angle_at_contact
from backstride.gait.motion import Motion
from backstride.gait.obstacle import Obstacle
from backstride.gait.overstride import overstride
from backstride.gait.pelvic_drop import pelvic_drop
from backstride.gait.rear_phase import find_rear_phase
from backstride.gait.scene import Scene, look_at, scene_obstacles
from backstride.gait.step_width import step_width
from backstride.gait.steps import Steps, find_steps
from backstride.gait.stride_curves import stride_curves
from backstride.gait.suitability import obstacles, usable_part
from backstride.gait.trunk_lean import trunk_lean
from backstride.gait.vertical_oscillation import (
    vertical_oscillation_cm,
    vertical_oscillation_pct_leg,
)
from backstride.model.form import Confidence, FootEvents, FormMeasure, FormReport, Side, Surface, View
from backstride.model.keypoints import KeypointTrack

__all__ = ["REAR_METRICS", "SIDE_METRICS", "analyse"]

SIDE_METRICS = (
    "cadence_steps_per_min",
    "contact_time_ms",
    "flight_time_ms",
    "duty_factor",
    "overstride_pct_leg",
    "shank_angle_at_contact_deg",
    "knee_angle_at_contact_deg",
    "foot_strike_class",
    "trunk_lean_deg",
    "vertical_oscillation_pct_leg",
    "arm_swing_pct_torso",
)
REAR_METRICS = (
    "cadence_steps_per_min",
    "pelvic_drop_deg",
    "lateral_lean_deg",
    "step_width_pct_leg",
    "vertical_oscillation_pct_leg",
)
SLOWEST_CADENCE, FASTEST_CADENCE = 130.0, 225.0
BEAT_AGREES_WITHIN = 0.06
WELL_ALIGNED_DEG = 15.0
GOOD_LEG_PX = 110.0
MANY_SWAPS = 0.12
FEWEST_FRAMES = 8


def analyse(track: KeypointTrack, *, height_cm: float | None = None, surface: Surface | None = None) -> FormReport:
    """Measure running form, or say for each measure why not.

    Parameters
    ----------
    track
        One person's keypoints.
    height_cm
        Standing height, for centimetres.
    surface
        Treadmill or over ground, where the person told; else it is read from the track.

    Returns
    -------
    A report in which every measure has a value with an interval, or a reason.

    Examples
    --------
    >>> time_s = np.arange(90) / 30.0
    >>> nobody = np.full((90, 33, 2), np.nan)
    >>> empty = KeypointTrack(time_s=time_s, points_px=nobody, score=np.zeros((90, 33)), width_px=9, height_px=9)
    >>> analyse(empty).metrics["cadence_steps_per_min"].value is None
    True
    """
    track = replace(track, points_px=np.where((track.score > 0)[..., None], track.points_px, np.nan))
    part = usable_part(track)
    blocking = list(obstacles(part))
    quality = _clip_quality(track, part)
    hopeless = {Obstacle.BODY_OUT_OF_VIEW, Obstacle.TOO_SMALL}
    can_move = len(part.time_s) >= FEWEST_FRAMES and hopeless.isdisjoint(blocking)
    if not can_move:
        blocking = blocking or [Obstacle.BODY_OUT_OF_VIEW]
        return _refused(View.OBLIQUE, track, blocking, quality, height_cm, Surface.UNKNOWN)
    scene = look_at(track, part, surface)
    quality |= _scene_quality(scene)
    blocking += scene_obstacles(scene)
    view = scene.viewpoint.view
    if blocking:
        report = _refused(view, track, blocking, quality, height_cm, scene.surface)
        return replace(report, direction=scene.viewpoint.direction)
    if view is View.SIDE:
        return _side_report(scene, track, quality, height_cm)
    return _rear_report(scene, track, quality, height_cm)


def _side_report(
    scene: Scene,
    track: KeypointTrack,
    quality: dict[str, float | str | bool | None],
    height_cm: float | None,
) -> FormReport:
    motion, viewpoint = scene.motion, scene.viewpoint
    steps = find_steps(find_contacts(motion, viewpoint.facing))
    pace = _pace_obstacle(steps, motion)
    leg = viewpoint.near_leg
    if steps is None or pace is not None or leg is None:
        blocking = [pace or Obstacle.TOO_FEW_STEPS]
        report = _refused(View.SIDE, track, blocking, quality, height_cm, scene.surface)
        return replace(report, direction=viewpoint.direction)
    known = calibration_of(track)
    best = _best_confidence(scene)
    fps = track.fps
    metrics = {
        "cadence_steps_per_min": _checked_cadence(steps, motion, best),
        "contact_time_ms": contact_time(steps, leg, known, fps),
        "flight_time_ms": flight_time(steps, leg, known, fps),
        "duty_factor": duty_factor(steps, leg, known, fps),
        "overstride_pct_leg": overstride(motion, steps, leg, viewpoint, known),
        "shank_angle_at_contact_deg": shank_angle_at_contact(motion, steps, leg, viewpoint, known),
        "knee_angle_at_contact_deg": knee_angle_at_contact(motion, steps, leg, known),
        "foot_strike_class": foot_strike_class(motion, steps, leg, viewpoint, known),
        "trunk_lean_deg": trunk_lean(motion, steps, viewpoint, known),
        "vertical_oscillation_pct_leg": vertical_oscillation_pct_leg(motion, steps, known),
        "arm_swing_pct_torso": arm_swing(motion, steps, leg),
    }
    if height_cm is not None:
        metrics["vertical_oscillation_cm"] = vertical_oscillation_cm(motion, steps, known, height_cm)
    metrics = {name: _capped(found, best, scene) for name, found in metrics.items()}
    quality |= {"steps": len(steps.contacts), "ground_speed_leg_s": _ground_speed(motion, steps, leg, viewpoint.facing)}
    return FormReport(
        view=View.SIDE,
        fps=round(fps, 2),
        direction=viewpoint.direction,
        surface=scene.surface,
        near_leg=leg,
        events=_events(steps, scene.start_s),
        metrics=metrics,
        quality=quality,
        findings=form_findings(metrics, height_cm=height_cm),
        notes=_notes(track, scene),
        curves=stride_curves(motion, steps, leg, viewpoint, known),
    )


def _rear_report(
    scene: Scene,
    track: KeypointTrack,
    quality: dict[str, float | str | bool | None],
    height_cm: float | None,
) -> FormReport:
    motion = scene.motion
    phase = find_rear_phase(motion, scene.viewpoint)
    pace = _pace_obstacle(phase.steps if phase else None, motion)
    if phase is None or pace is not None:
        blocking = [pace or Obstacle.TOO_FEW_STEPS]
        return _refused(scene.viewpoint.view, track, blocking, quality, height_cm, scene.surface)
    known = calibration_of(track)
    best = _best_confidence(scene)
    metrics = {
        "cadence_steps_per_min": _checked_cadence(phase.steps, motion, best),
        "pelvic_drop_deg": pelvic_drop(motion, phase),
        "lateral_lean_deg": lateral_lean(motion, phase),
        "step_width_pct_leg": step_width(motion, phase),
        "vertical_oscillation_pct_leg": vertical_oscillation_pct_leg(motion, phase.steps, known),
    }
    if height_cm is not None:
        oscillation = vertical_oscillation_cm(motion, phase.steps, known, height_cm)
        metrics["vertical_oscillation_cm"] = oscillation
    metrics = {name: _capped(found, best, scene) for name, found in metrics.items()}
    quality |= {"steps": len(phase.steps.contacts)}
    return FormReport(
        view=scene.viewpoint.view,
        fps=round(track.fps, 2),
        surface=scene.surface,
        metrics=metrics,
        quality=quality,
        findings=form_findings(metrics, height_cm=height_cm),
        notes=(*_notes(track, scene), "A clip from behind cannot time the feet; film the side for that."),
    )


def _refused(
    view: View,
    track: KeypointTrack,
    blocking: list[Obstacle],
    quality: dict[str, float | str | bool | None],
    height_cm: float | None,
    surface: Surface,
) -> FormReport:
    """Give a report in which every measure is missing for the first of the reasons."""
    names = list(REAR_METRICS if view in {View.REAR, View.FRONT} else SIDE_METRICS)
    if height_cm is not None:
        names.append("vertical_oscillation_cm")
    reason = blocking[0].reason
    return FormReport(
        view=view,
        fps=round(track.fps, 2),
        surface=surface,
        metrics={name: absent(reason) for name in names},
        quality=quality | {"refused": " ".join(obstacle.value for obstacle in blocking)},
        notes=tuple(obstacle.reason for obstacle in blocking),
    )


def _pace_obstacle(steps: Steps | None, motion: Motion) -> Obstacle | None:
    """Say whether steps come at a pace that no runner has; without steps the bounce of the hips tells."""
    beat_hz = hip_beat_hz(motion) if steps is None else 1.0 / steps.step_s
    if beat_hz is not None and 60.0 * beat_hz < SLOWEST_CADENCE:
        return Obstacle.SLOW_MOTION
    if steps is None:
        return Obstacle.TOO_FEW_STEPS
    return Obstacle.FAST_MOTION if 60.0 / steps.step_s > FASTEST_CADENCE else None


def _checked_cadence(steps: Steps, motion: Motion, best: Confidence) -> FormMeasure:
    """Measure cadence from the feet and hold it against the bounce of the hips."""
    found = cadence(steps, best=best)
    beat_hz = hip_beat_hz(motion)
    if found.value is None or beat_hz is None:
        return found
    agrees = min(abs(beat_hz * factor * steps.step_s - 1) for factor in (1.0, 2.0))
    if agrees <= BEAT_AGREES_WITHIN:
        return found
    return replace(found, confidence=Confidence.LOW, reason="feet and hips do not keep quite the same beat")


def _best_confidence(scene: Scene) -> Confidence:
    off_deg = abs(scene.viewpoint.yaw_deg)
    aligned = scene.viewpoint.view is not View.SIDE or off_deg <= WELL_ALIGNED_DEG
    clear = scene.motion.leg_upright_px >= GOOD_LEG_PX and scene.motion.swapped <= MANY_SWAPS
    return Confidence.HIGH if aligned and clear else Confidence.MEDIUM


def _capped(found: FormMeasure, best: Confidence, scene: Scene) -> FormMeasure:
    if best is Confidence.HIGH or found.confidence is not Confidence.HIGH:
        return found
    why = "the camera was a little off the side"
    if scene.motion.leg_upright_px < GOOD_LEG_PX:
        why = "the runner is small in the picture"
    elif scene.motion.swapped > MANY_SWAPS:
        why = "left and right leg were often mixed up"
    return replace(found, confidence=Confidence.MEDIUM, reason=why)


def _events(steps: Steps, start_s: float) -> tuple[FootEvents, ...]:
    return tuple(
        FootEvents(
            foot=contact.side,
            contact_s=round(contact.contact_s + start_s, 4),
            toe_off_s=None if contact.toe_off_s is None else round(contact.toe_off_s + start_s, 4),
        )
        for contact in steps.contacts
    )


def _ground_speed(motion: Motion, steps: Steps, leg: Side, facing: int) -> float | None:
    """Give the speed of the ground under the near foot in mid-stance, in leg lengths a second; None where unseen."""
    against = (
        motion.velocity_of(f"{leg}_ankle")[:, 0]
        - (motion.velocity_of("left_hip")[:, 0] + motion.velocity_of("right_hip")[:, 0]) / 2
    )
    speeds = [
        float(motion.at(against, contact.contact_s + 0.4 * (contact.toe_off_s - contact.contact_s))[0])
        for contact in steps.of(leg)
        if contact.toe_off_s is not None
    ]
    seen = [speed for speed in speeds if np.isfinite(speed)]
    return round(-facing * float(np.median(seen)) / motion.leg_px, 2) if seen else None


def _clip_quality(track: KeypointTrack, part: KeypointTrack) -> dict[str, float | str | bool | None]:
    seen = np.isfinite(track.points_px[..., 0]).sum(axis=1) > 0
    return {
        "frames": len(track.time_s),
        "seconds": round(float(track.time_s[-1] - track.time_s[0]), 2) if len(track.time_s) else 0.0,
        "used_seconds": round(float(part.time_s[-1] - part.time_s[0]), 2) if len(part.time_s) else 0.0,
        "detected_share": round(float(seen.mean()), 3) if len(seen) else 0.0,
        "people_seen": track.people_seen,
    }


def _scene_quality(scene: Scene) -> dict[str, float | str | bool | None]:
    return {
        "locomotion": scene.cues.verdict.value,
        "yaw_deg": round(scene.viewpoint.yaw_deg, 0),
        "leg_px": round(scene.motion.leg_upright_px, 0),
        "leg_swaps_share": round(scene.motion.swapped, 3),
    }


def _notes(track: KeypointTrack, scene: Scene) -> tuple[str, ...]:
    notes = []
    if scene.viewpoint.view is View.SIDE and track.from_pose_model:
        notes.append("Only the leg nearer to the camera is measured; left and right cannot be compared in one clip.")
    if scene.surface is Surface.TREADMILL:
        notes.append("The runner stays in place: a treadmill, or a camera that follows.")
    return tuple(notes)
