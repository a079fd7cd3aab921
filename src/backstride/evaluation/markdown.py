"""Small parts of a Markdown page: tables, counts, shares with their intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from backstride.evaluation.proportion import Proportion

__all__ = ["count", "listed", "number", "percent", "share", "span", "table"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table, line by line."""
    yield f"| {' | '.join(head)} |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def count(proportion: Proportion) -> str:
    """Say so many of so many."""
    return f"{proportion.hits} of {proportion.of}"


def share(proportion: Proportion) -> str:
    """Give a share with its 95 % interval, or a dash."""
    if proportion.share is None or proportion.interval95 is None:
        return "–"
    low, high = proportion.interval95
    return f"{proportion.share:.0%} [{low:.0%} to {high:.0%}]"


def percent(share: float | None) -> str:
    """Give a share as whole percent, or a dash."""
    return "–" if share is None else f"{share:.0%}"


def span(ends: tuple[float, float] | None) -> str:
    """Give two shares as a range, or a dash."""
    return "–" if ends is None else f"{ends[0]:.0%} to {ends[1]:.0%}"


def number(value: float | None) -> str:
    """Give a number with two decimals, or a dash."""
    return "–" if value is None else f"{value:.2f}"


def listed(names: Sequence[str]) -> str:
    """List names, or say that there are none."""
    return ", ".join(names) if names else "none"
