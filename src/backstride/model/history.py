"""What a clinician asks that no safety question and no ranking needs: minutes, medicines, treatment, work, worries.

The runner fills it in before a visit, if they like. It takes no part in urgency, causes or plan: those have their own
questions.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "History",
    "LONGEST_DETAIL",
    "LONGEST_NAME",
    "LONGEST_STORY",
    "MOST_ROWS",
    "MOST_SESSIONS",
    "Medicine",
    "PainSettling",
    "PainStart",
    "Response",
    "Treatment",
    "TreatmentKind",
]

LONGEST_NAME = 80
"""Characters of a name."""
LONGEST_DETAIL = 60
"""Characters of a dose, of how often, of when."""
LONGEST_STORY = 400
"""Characters of what the runner tells freely."""
MOST_ROWS = 8
"""Medicines, and treatments."""
MOST_SESSIONS = 500
_LINE_ENDS = frozenset("\n\r\t")
_NO_TEXT = frozenset({"Cc", "Cs"})


class PainStart(StrEnum):
    """How far into a run the pain comes; from the first bound to just below the second."""

    WITHIN_5_MIN = "within_5_min"
    FROM_5_TO_15_MIN = "from_5_to_15_min"
    FROM_15_TO_30_MIN = "from_15_to_30_min"
    FROM_30_TO_60_MIN = "from_30_to_60_min"
    AFTER_60_MIN = "after_60_min"
    ONLY_AFTER_STOPPING = "only_after_stopping"
    NEXT_MORNING = "next_morning"
    VARIES = "varies"


class PainSettling(StrEnum):
    """How long after a run it takes to settle; from the first bound to just below the second."""

    WITHIN_10_MIN = "within_10_min"
    FROM_10_TO_60_MIN = "from_10_to_60_min"
    FROM_1_TO_24_H = "from_1_to_24_h"
    FROM_1_TO_3_DAYS = "from_1_to_3_days"
    AFTER_3_DAYS = "after_3_days"
    DOES_NOT_SETTLE = "does_not_settle"
    VARIES = "varies"


class Response(StrEnum):
    """What a medicine or a treatment did to the pain."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_SURE = "not_sure"


class TreatmentKind(StrEnum):
    """What has been tried."""

    PHYSIOTHERAPY = "physiotherapy"
    EXERCISES = "exercises"
    HANDS_ON = "hands_on"
    NEEDLES = "needles"
    INJECTION = "injection"
    OPERATION = "operation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """A medicine in the runner's own words. What kind it is, is never guessed from its name.

    Examples
    --------
    >>> Medicine(name="ibuprofen", dose="400 mg", response=Response.BETTER).response.value
    'better'
    """

    name: str
    dose: str = ""
    how_often: str = ""
    response: Response | None = None

    def __post_init__(self) -> None:
        """Hold it to a name, and every text to its length."""
        if not self.name.strip():
            raise ValueError("a medicine needs a name")
        _hold_text(LONGEST_NAME, name=self.name)
        _hold_text(LONGEST_DETAIL, dose=self.dose, how_often=self.how_often)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """A treatment that was tried, and how well it helped.

    Parameters
    ----------
    what
        Which one, in the runner's own words.
    when
        When it was, as exact as the runner knows.
    sessions
        How many times; None where that was not said.

    Examples
    --------
    >>> Treatment(kind=TreatmentKind.PHYSIOTHERAPY, when="spring 2026", sessions=6).sessions
    6
    """

    kind: TreatmentKind
    what: str = ""
    when: str = ""
    sessions: int | None = None
    response: Response | None = None

    def __post_init__(self) -> None:
        """Hold every text to its length, and sessions to what there can be."""
        _hold_text(LONGEST_NAME, what=self.what)
        _hold_text(LONGEST_DETAIL, when=self.when)
        if self.sessions is not None and not 1 <= self.sessions <= MOST_SESSIONS:
            raise ValueError(f"sessions is {self.sessions}, not 1 to {MOST_SESSIONS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the runner tells a clinician beside the interview. What is left out was not filled in.

    Parameters
    ----------
    no_medicines, no_treatment
        Said to be none, which is something else than not filled in.
    work
        What work asks of the back.
    worry, hope
        What worries most, and what is hoped for.

    Examples
    --------
    >>> History().is_empty, History(pain_starts=PainStart.FROM_15_TO_30_MIN).is_empty
    (True, False)
    """

    pain_starts: PainStart | None = None
    pain_settles: PainSettling | None = None
    medicines: tuple[Medicine, ...] = ()
    no_medicines: bool = False
    treatments: tuple[Treatment, ...] = ()
    no_treatment: bool = False
    work: str = ""
    worry: str = ""
    hope: str = ""

    def __post_init__(self) -> None:
        """Hold every text to its length; "none" and a named one exclude each other."""
        _hold_text(LONGEST_STORY, work=self.work, worry=self.worry, hope=self.hope)
        for name, rows in (("medicines", self.medicines), ("treatments", self.treatments)):
            if len(rows) > MOST_ROWS:
                raise ValueError(f"{name} has {len(rows)} rows, at most {MOST_ROWS}")
        if self.no_medicines and self.medicines:
            raise ValueError("no_medicines is said, and a medicine is named")
        if self.no_treatment and self.treatments:
            raise ValueError("no_treatment is said, and a treatment is named")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return self == History()


def _hold_text(longest: int, **texts: str) -> None:
    for name, text in texts.items():
        if len(text) > longest:
            raise ValueError(f"{name} has {len(text)} characters, at most {longest}")
        if any(unicodedata.category(one) in _NO_TEXT and one not in _LINE_ENDS for one in text):
            raise ValueError(f"{name} holds a character that is not text")
