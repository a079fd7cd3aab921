"""Form measures as plain lines: value with its interval, or why it is missing."""

from __future__ import annotations

from collections.abc import Iterator

from backstride.model.form import FormMeasure, FormReport

__all__ = ["form_lines"]


def form_lines(form: FormReport | None) -> Iterator[str]:
    """List the measures of a clip, each with its interval or the reason for its absence."""
    if form is None:
        return
    yield from ("", "Your running form", "-----------------")
    yield f"Seen from the {form.view.value}, {form.fps:.0f} pictures a second, {form.surface.value}."
    for name, measure in form.metrics.items():
        yield f"* {name}: {_measure(measure)}"
    for note in form.notes:
        yield f"* {note}"


def _measure(measure: FormMeasure) -> str:
    if measure.value is None:
        return measure.reason
    if isinstance(measure.value, str) or measure.interval95 is None:
        return f"{measure.value} ({measure.confidence.value} confidence)"
    low, high = measure.interval95
    return f"{measure.value:.1f} ({low:.1f} to {high:.1f}), {measure.n} steps, {measure.confidence.value} confidence"
