"""What the runner tells a clinician, in words. Nothing is added: what is missing is named as not filled in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from backstride.model.counted import counted
from backstride.model.history import (
    History,
    Medicine,
    PainSettling,
    PainStart,
    Response,
    Treatment,
    TreatmentKind,
)

__all__ = ["KIND_OF_TREATMENT", "RESPONSE_WORDS", "SETTLE_WORDS", "START_WORDS", "history_words", "plain_line"]

START_WORDS: Mapping[PainStart, str] = {
    PainStart.WITHIN_5_MIN: "in the first 5 minutes of a run",
    PainStart.FROM_5_TO_15_MIN: "5 to 15 minutes into a run",
    PainStart.FROM_15_TO_30_MIN: "15 to 30 minutes into a run",
    PainStart.FROM_30_TO_60_MIN: "30 to 60 minutes into a run",
    PainStart.AFTER_60_MIN: "after more than an hour of running",
    PainStart.ONLY_AFTER_STOPPING: "only after stopping",
    PainStart.NEXT_MORNING: "only the morning after",
    PainStart.VARIES: "differs from run to run",
}
SETTLE_WORDS: Mapping[PainSettling, str] = {
    PainSettling.WITHIN_10_MIN: "within 10 minutes",
    PainSettling.FROM_10_TO_60_MIN: "10 to 60 minutes",
    PainSettling.FROM_1_TO_24_H: "1 to 24 hours",
    PainSettling.FROM_1_TO_3_DAYS: "1 to 3 days",
    PainSettling.AFTER_3_DAYS: "more than 3 days",
    PainSettling.DOES_NOT_SETTLE: "does not settle fully",
    PainSettling.VARIES: "differs from run to run",
}
RESPONSE_WORDS: Mapping[Response, str] = {
    Response.BETTER: "better with it",
    Response.SAME: "no change",
    Response.WORSE: "worse with it",
    Response.NOT_SURE: "not sure if it helped",
}
KIND_OF_TREATMENT: Mapping[TreatmentKind, str] = {
    TreatmentKind.PHYSIOTHERAPY: "physiotherapy",
    TreatmentKind.EXERCISES: "exercises on my own",
    TreatmentKind.HANDS_ON: "massage, chiropractor or osteopath",
    TreatmentKind.NEEDLES: "acupuncture or dry needling",
    TreatmentKind.INJECTION: "injection",
    TreatmentKind.OPERATION: "operation",
    TreatmentKind.OTHER: "something else",
}
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_TURNS = frozenset({"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def history_words(history: History | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give every heading with what was told under it; nothing told gives no line.

    Examples
    --------
    >>> told = dict(history_words(History(no_medicines=True, pain_starts=PainStart.NEXT_MORNING)))
    >>> told["Pain starts"], told["Medicines"], told["Treatment so far"]
    (('only the morning after',), ('none',), ())
    """
    told = History() if history is None else history
    yield "Pain starts", () if told.pain_starts is None else (START_WORDS[told.pain_starts],)
    yield "Settles after a run", () if told.pain_settles is None else (SETTLE_WORDS[told.pain_settles],)
    yield "Medicines", ("none",) if told.no_medicines else tuple(map(_medicine, told.medicines))
    yield "Treatment so far", ("none",) if told.no_treatment else tuple(map(_treatment, told.treatments))
    yield "What work asks of the back", _free(told.work)
    yield "Worries most", _free(told.worry)
    yield "Hopes for", _free(told.hope)


def plain_line(text: str) -> str:
    r"""Write a runner's words on one line that cannot turn the words after it round.

    Examples
    --------
    >>> plain_line(" two\n lines ")
    'two lines'
    """
    line = " ".join(text.split())
    turns = any(unicodedata.bidirectional(one) in _TURNS for one in line)
    return f"{_ISOLATE}{line}{_END_ISOLATE}" if turns else line


def _free(text: str) -> tuple[str, ...]:
    line = plain_line(text)
    return (line,) if line else ()


def _medicine(one: Medicine) -> str:
    return _joined((one.name, one.dose, one.how_often), one.response)


def _treatment(one: Treatment) -> str:
    kind = KIND_OF_TREATMENT[one.kind]
    named = f"{kind}: {plain_line(one.what)}" if one.what.strip() else kind
    times = "" if one.sessions is None else counted(one.sessions, "time")
    return _joined((named, times, one.when), one.response)


def _joined(parts: tuple[str, ...], response: Response | None) -> str:
    said = ", ".join(line for part in parts if (line := plain_line(part)))
    return said if response is None else f"{said} ({RESPONSE_WORDS[response]})"
