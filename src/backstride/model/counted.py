"""A number with its noun, so that one day is never "1 days"."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: float, one: str, many: str = "") -> str:
    """Say how many.

    Parameters
    ----------
    one
        The noun for one.
    many
        The noun for any other number; an s is added where it is left out.

    Examples
    --------
    >>> counted(1, "day"), counted(2, "day"), counted(0, "day"), counted(1200, "run"), counted(2, "diary", "diaries")
    ('1 day', '2 days', '0 days', '1,200 runs', '2 diaries')
    """
    amount = f"{number:,}" if isinstance(number, int) else f"{number:g}"
    return f"{amount} {one if number == 1 else many or f'{one}s'}"
