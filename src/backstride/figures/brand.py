"""The mark of the product: a little spine in stride, one bone in the runner's own colour."""

from __future__ import annotations

__all__ = ["brand_mark"]

_BONES = ((14, 28, 3.4), (17.6, 21.6, 3.1), (18.6, 14.8, 3.4), (15.6, 8.6, 2.5), (14.6, 3.4, 2))
_MARKED = 2


def brand_mark() -> str:
    """Draw the mark; the product's name stands beside it, so it is hidden from screen readers.

    Examples
    --------
    >>> brand_mark().count("<circle")
    5
    """
    bones = "".join(
        f'<circle class="{"brand-mark" if i == _MARKED else "brand-bone"}" cx="{x}" cy="{y}" r="{r}"/>'
        for i, (x, y, r) in enumerate(_BONES)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="brand-sign" viewBox="0 0 32 32" aria-hidden="true">'
        f"{bones}</svg>"
    )
