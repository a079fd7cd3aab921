"""Contacts in order: which step each one is, and which do not fit the rhythm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.gait.contact import Contact
from backstride.model.form import Side

__all__ = ["Steps", "find_steps"]

OFF_RHYTHM = 0.2
"""A contact further than this share of a step from the steady rhythm is not believed."""
FEWEST_CONTACTS = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steps:
    """Contacts that keep one rhythm.

    Parameters
    ----------
    contacts
        In time order, both feet.
    number
        (contacts,) step count of each contact from the first one; gaps where a contact was missed.
    step_s
        Mean time of a step in seconds.
    step_error_s
        Standard error of that.
    """

    contacts: tuple[Contact, ...]
    number: NDArray[np.intp]
    step_s: float
    step_error_s: float

    def of(self, side: Side) -> tuple[Contact, ...]:
        """Give the contacts of one foot."""
        return tuple(contact for contact in self.contacts if contact.side is side)

    def strides_s(self) -> list[tuple[float, float]]:
        """Give start and end of each whole stride, from a contact to the next one of the same foot."""
        start = {int(n): c.contact_s for n, c in zip(self.number, self.contacts, strict=True)}
        return [(at, start[n + 2]) for n, at in sorted(start.items()) if n + 2 in start]


def find_steps(contacts: tuple[Contact, ...]) -> Steps | None:
    """Number the contacts by a steady rhythm and leave out those that do not fit it.

    The rhythm is a line through all contact times with one constant for each foot, so that a foot
    that is always timed a little late does not bend it.

    Returns
    -------
    None when fewer than three contacts keep a rhythm.
    """
    kept = contacts
    for _ in range(3):
        if len(kept) < FEWEST_CONTACTS:
            return None
        time_s = np.array([contact.contact_s for contact in kept])
        feet = np.array([1.0 if contact.side is Side.LEFT else -1.0 for contact in kept])
        usual_s = _usual_step(time_s, feet)
        if usual_s <= 0:
            return None  # feet that land together are one leg that was seen twice
        number = _numbers(time_s, feet, usual_s)
        step_s, error_s, residual = _fit(time_s, feet, number)
        good = np.abs(residual) <= OFF_RHYTHM * step_s
        good &= np.concatenate([[True], np.diff(number) > 0])
        if good.all():
            return Steps(contacts=kept, number=number, step_s=step_s, step_error_s=error_s)
        kept = tuple(contact for contact, fits in zip(kept, good, strict=True) if fits)
    return None


def _usual_step(time_s: NDArray[np.float64], feet: NDArray[np.float64]) -> float:
    """Give the median time from one foot to the other; half that between contacts where there is one foot only."""
    gaps = np.diff(time_s)
    between = gaps[np.diff(feet) != 0]
    return float(np.median(between if len(between) else gaps / 2))


def _numbers(time_s: NDArray[np.float64], feet: NDArray[np.float64], usual_s: float) -> NDArray[np.intp]:
    """Count steps: an odd number between different feet, an even one between the same foot."""
    whole = np.diff(time_s) / usual_s
    change = np.diff(feet) != 0
    odd = 2 * np.round((whole - 1) / 2) + 1
    even = 2 * np.round(whole / 2)
    return np.concatenate([[0], np.cumsum(np.where(change, odd, even))]).astype(np.intp)


def _fit(
    time_s: NDArray[np.float64], feet: NDArray[np.float64], number: NDArray[np.intp]
) -> tuple[float, float, NDArray[np.float64]]:
    columns = [np.ones_like(time_s), number.astype(np.float64)]
    if len(set(feet)) > 1 and len(time_s) > len(columns) + 1:
        columns.append(feet)
    design = np.column_stack(columns)
    answer, *_ = np.linalg.lstsq(design, time_s, rcond=None)
    residual = time_s - design @ answer
    free = max(1, len(time_s) - design.shape[1])
    variance = float(residual @ residual) / free
    error = float(np.sqrt(variance * np.linalg.pinv(design.T @ design)[1, 1]))
    return float(answer[1]), error, residual
