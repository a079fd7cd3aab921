"""A FIT file as sessions of the product's own kind."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from backstride.intake.fit.dynamics import cadence_strides, contact_time_ms, vertical_oscillation_mm
from backstride.intake.fit.heart_rate import merged_heart_rate
from backstride.intake.fit.messages import FitPart, decode_parts
from backstride.intake.fit.parts import Damage
from backstride.intake.fit.sessions import session_spans
from backstride.intake.fit.sport import MAKERS, file_kind_in_words
from backstride.intake.fit.summary import FIT_EPOCH_S, summarize
from backstride.intake.fit.table import Floats, Table
from backstride.intake.reading import FileIdentity, Reading, RecordedSession
from backstride.intake.samples import Samples
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import IntakeWarning

__all__ = ["NEEDED_MESSAGES", "read_fit"]

NEEDED_MESSAGES = frozenset({"file_id", "sport", "session", "lap", "record", "event", "activity", "hr"})
_DEGREES_PER_SEMICIRCLE = 180.0 / 2**31
_MONITORING = 55


def read_fit(data: bytes, file: FileIdentity) -> Reading:
    """Read the sessions of a FIT file; a damaged one gives what it holds and a named warning."""
    parts, outside = decode_parts(data, only=NEEDED_MESSAGES)
    warnings = [_damage_warning(file.name, damage) for damage in _unique(parts, outside)]
    beats = [part.table("hr") for part in parts if part.table("hr").count]
    sessions: list[RecordedSession] = []
    for part in parts:
        more, said = _sessions_of(part, beats, file, len(sessions))
        sessions.extend(more)
        warnings.extend(said)
    if not sessions:
        warnings.append(_why_nothing(parts, file))
    return Reading(sessions=tuple(sessions), warnings=tuple(dict.fromkeys(warnings)))


def _sessions_of(
    part: FitPart, beats: list[Table], file: FileIdentity, first: int
) -> tuple[list[RecordedSession], list[IntakeWarning]]:
    if _file_kind(part):
        return [], []
    found: list[RecordedSession] = []
    warnings: list[IntakeWarning] = []
    everything = _samples(part, beats)
    for span in session_spans(part):
        samples = everything.select(span.records)
        outcome = summarize(part, span, samples, file.activity_id(first + len(found)), file, _device(part))
        warnings.extend(outcome.warnings)
        if outcome.activity is not None:
            found.append(RecordedSession(activity=outcome.activity, samples=samples))
    return found, warnings


def _samples(part: FitPart, beats: list[Table]) -> Samples:
    records = part.table("record")
    pulse = records.column("heart_rate")
    pulse = np.where(pulse > 0.0, pulse, np.nan)
    if beats and np.isnan(pulse).all():
        merged = [values for table in beats if (values := merged_heart_rate(records, table)) is not None]
        for values in merged:
            pulse = np.where(np.isnan(pulse), values, pulse)
    strides = cadence_strides(records)
    balance = records.column("stance_time_balance")
    return Samples(
        time_s=records.column("timestamp") + FIT_EPOCH_S,
        distance_m=records.column("distance"),
        speed_m_per_s=records.column("enhanced_speed", "speed"),
        heart_rate_bpm=pulse,
        cadence_steps_per_min=None if strides is None else 2.0 * strides,
        altitude_m=records.column("enhanced_altitude", "altitude"),
        latitude_deg=records.column("position_lat") * _DEGREES_PER_SEMICIRCLE,
        longitude_deg=records.column("position_long") * _DEGREES_PER_SEMICIRCLE,
        vertical_oscillation_mm=vertical_oscillation_mm(records),
        contact_time_ms=contact_time_ms(records),
        contact_balance_pct_left=np.where(balance > 0.0, balance, np.nan),
    )


def _file_kind(part: FitPart) -> str:
    """Say what the part holds when it is no activity; empty for activities and when a device wrote no type."""
    kinds = part.table("file_id").column("type")
    kind = file_kind_in_words(float(kinds[0])) if len(kinds) else ""
    # Some recorders write a wrong type in front of a real session.
    return "" if part.table("session").count else kind


def _device(part: FitPart) -> str:
    identity = part.table("file_id")
    if not identity.count:
        return ""
    maker: Floats = identity.column("manufacturer")
    name = MAKERS.get(int(maker[0]), "") if np.isfinite(maker[0]) else ""
    product = identity.text("product_name", 0)
    return product if name and product.lower().startswith(name.lower()) else f"{name} {product}".strip()


def _why_nothing(parts: Iterable[FitPart], file: FileIdentity) -> IntakeWarning:
    parts = list(parts)
    kinds = [kind for part in parts if (kind := _file_kind(part))]
    if kinds:
        return warn(file.name, WarningCode.NOT_A_SESSION, what=kinds[0])
    if any(_MONITORING in part.unlisted for part in parts):
        return warn(file.name, WarningCode.NOT_A_SESSION, what="daily steps and pulse")
    if any(part.tables for part in parts):
        return warn(file.name, WarningCode.NOT_A_SESSION, what="device data")
    return warn(file.name, WarningCode.EMPTY)


def _unique(parts: Iterable[FitPart], outside: Iterable[Damage]) -> list[Damage]:
    """Add damage of one kind up, in the order in which the kinds first occur."""
    sizes: dict[str, int] = {}
    for damage in [*(damage for part in parts for damage in part.damage), *outside]:
        sizes[damage.code] = sizes.get(damage.code, 0) + damage.size
    if "truncated" in sizes or "unterminated" in sizes:
        # A last message that is cut in two belongs to the cut, not to a second problem.
        sizes = {code: size for code, size in sizes.items() if code != "unreadable_rest" or size > _ONE_MESSAGE}
    return [Damage(code, 0, size) for code, size in sizes.items()]


_ONE_MESSAGE = 256


def _damage_warning(name: str, damage: Damage) -> IntakeWarning:
    return warn(name, WarningCode(damage.code), count=damage.size)
