"""How urgent something is, told by shape and steps before colour: octagon, triangle, diamond, square, circle."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.geometry import rounded
from backstride.model.verdict import Level

__all__ = ["urgency_icon", "urgency_ladder", "urgency_token"]

# (shape, sign) in a 48 x 48 box
_SHAPES = MappingProxyType(
    {
        Level.EMERGENCY_NOW: ("M15 2h18l13 13v18L33 46H15L2 33V15z", "M24 12v15M24 34v.5"),
        Level.SAME_DAY: (
            "M24 3c1.5 0 2.8.8 3.5 2l18 33c1.5 2.8-.4 6-3.5 6H6c-3.1 0-5-3.2-3.5-6l18-33c.7-1.2 2-2 3.5-2z",
            "M24 17v12M24 36v.5",
        ),
        Level.WITHIN_DAYS: ("M24 2l22 22-22 22L2 24z", "M24 15v10l6 4"),
        Level.ROUTINE_CLINICIAN: (
            "M13 4h22a9 9 0 0 1 9 9v22a9 9 0 0 1-9 9H13a9 9 0 0 1-9-9V13a9 9 0 0 1 9-9z",
            "M13 20h22M17 12v5M31 12v5M13 15h22v19H13zM20 27h8",
        ),
        Level.SELF_CARE: ("M24 3a21 21 0 1 1 0 42a21 21 0 1 1 0-42z", "M14 25l7 7 13-15"),
    }
)
_STEP_PX, _STEP_WIDE_PX = 25.0, 22.0


def urgency_token(level: Level) -> str:
    """Give the level's name as it stands in colour tokens and classes.

    Examples
    --------
    >>> urgency_token(Level.SAME_DAY)
    'same-day'
    """
    return level.value.replace("_", "-")


def urgency_icon(level: Level) -> str:
    """Draw the sign of a level; the words beside it say the same, so it is hidden from screen readers.

    Examples
    --------
    >>> 'class="u-shape-self-care"' in urgency_icon(Level.SELF_CARE)
    True
    """
    shape, sign = _SHAPES[level]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="u-shape" viewBox="0 0 48 48" aria-hidden="true">'
        f'<path class="u-shape-{urgency_token(level)}" d="{shape}"/><path class="u-sign" d="{sign}"/></svg>'
    )


def urgency_ladder(level: Level) -> str:
    """Draw five steps, filled up to the level.

    Examples
    --------
    >>> "Step 4 of 5" in urgency_ladder(Level.SAME_DAY)
    True
    """
    name, count = urgency_token(level), level.rank + 1
    words = f"Step {count} of {len(Level)} on the urgency ladder, 5 is an emergency"
    steps = "".join(
        f'<rect class="{"u-shape" if i < count else "u-step"}-{name}" x="{rounded(1 + i * _STEP_PX)}" y="1" '
        f'width="{_STEP_WIDE_PX:.0f}" height="7" rx="2"/>'
        for i in range(len(Level))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="u-ladder" role="img" aria-label="{words}" '
        f'viewBox="0 0 {len(Level) * _STEP_PX:.0f} 9"><title>{words}</title>{steps}</svg>'
    )
