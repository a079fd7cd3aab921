"""The scale of 0 to 10 on which a runner rates pain, effort and ability."""

from __future__ import annotations

__all__ = ["WORST_0_TO_10", "hold_to_scale"]

WORST_0_TO_10 = 10.0


def hold_to_scale(owner: str, **scores: float | None) -> None:
    """Refuse a score off the scale; None, a score that was not given, may stand.

    Raises
    ------
    ValueError
        Naming the owner, the score and its value.

    Examples
    --------
    >>> hold_to_scale("3 May", pain_now_0_to_10=10.0, pain_worst_0_to_10=None)
    >>> hold_to_scale("3 May", pain_now_0_to_10=float("nan"))
    Traceback (most recent call last):
    ...
    ValueError: 3 May: pain_now_0_to_10 is nan, not 0 to 10
    """
    for name, score in scores.items():
        if score is not None and not 0.0 <= score <= WORST_0_TO_10:
            raise ValueError(f"{owner}: {name} is {score}, not 0 to 10")
