"""The form for a clinician's questions: what stands in it, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData

from backstride.model.errors import CaseError
from backstride.model.history import (
    MOST_ROWS,
    History,
    Medicine,
    PainSettling,
    PainStart,
    Response,
    Treatment,
    TreatmentKind,
)
from backstride.web.forms import text_of

__all__ = ["GivenHistory", "given_from", "given_in", "history_in"]

Row = Mapping[str, str]
_MEDICINE = ("name", "dose", "how_often", "response")
_TREATMENT = ("kind", "what", "when", "sessions", "response")
_STORIES = ("work", "worry", "hope")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenHistory:
    """What stands in the form, as text; rows that hold nothing are left out."""

    pain_starts: str = ""
    pain_settles: str = ""
    medicines: tuple[Row, ...] = ()
    no_medicines: bool = False
    treatments: tuple[Row, ...] = ()
    no_treatment: bool = False
    work: str = ""
    worry: str = ""
    hope: str = ""


def given_from(history: History | None) -> GivenHistory:
    """Fill the form with what is kept.

    Examples
    --------
    >>> given_from(History(hope="a marathon")).hope
    'a marathon'
    """
    told = History() if history is None else history
    return GivenHistory(
        pain_starts=told.pain_starts or "",
        pain_settles=told.pain_settles or "",
        medicines=tuple(_row(one, _MEDICINE) for one in told.medicines),
        no_medicines=told.no_medicines,
        treatments=tuple(_row(one, _TREATMENT) for one in told.treatments),
        no_treatment=told.no_treatment,
        work=told.work,
        worry=told.worry,
        hope=told.hope,
    )


def _row(one: object, names: tuple[str, ...]) -> Row:
    values = {name: getattr(one, name) for name in names}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def given_in(fields: FormData) -> GivenHistory:
    """Read what stands in a posted form, whatever it is."""
    return GivenHistory(
        pain_starts=text_of(fields, "pain_starts"),
        pain_settles=text_of(fields, "pain_settles"),
        medicines=tuple(_rows(fields, "m", _MEDICINE)),
        no_medicines=text_of(fields, "no_medicines") == "1",
        treatments=tuple(_rows(fields, "t", _TREATMENT)),
        no_treatment=text_of(fields, "no_treatment") == "1",
        **{name: text_of(fields, name).replace("\r\n", "\n") for name in _STORIES},
    )


def _rows(fields: FormData, letter: str, names: tuple[str, ...]) -> Iterator[Row]:
    for number in range(1, MOST_ROWS + 1):
        row = {name: text_of(fields, f"{letter}{number}-{name}") for name in names}
        if any(row.values()):
            yield row


def history_in(given: GivenHistory) -> History:
    """Make what is kept from what stands in the form.

    Raises
    ------
    CaseError
        If something in it cannot be; the line names the row.

    Examples
    --------
    >>> history_in(GivenHistory(medicines=({"name": "aspirin", "dose": "", "how_often": "", "response": ""},)))
    History(pain_starts=None, pain_settles=None, medicines=(Medicine(name='aspirin', dose='', how_often='', \
response=None),), no_medicines=False, treatments=(), no_treatment=False, work='', worry='', hope='')
    """
    if given.no_medicines and given.medicines:
        raise CaseError("you ticked none, and named one", where="Medicines", advice="untick it or empty the row")
    if given.no_treatment and given.treatments:
        raise CaseError("you ticked none, and named one", where="Treatment", advice="untick it or empty the row")
    medicines = tuple(_medicine(row, number) for number, row in enumerate(given.medicines, 1))
    treatments = tuple(_treatment(row, number) for number, row in enumerate(given.treatments, 1))
    try:
        return History(
            pain_starts=PainStart(given.pain_starts) if given.pain_starts else None,
            pain_settles=PainSettling(given.pain_settles) if given.pain_settles else None,
            medicines=medicines,
            no_medicines=given.no_medicines,
            treatments=treatments,
            no_treatment=given.no_treatment,
            work=given.work,
            worry=given.worry,
            hope=given.hope,
        )
    except ValueError as error:
        raise CaseError(str(error), advice="correct it, then save again") from error


def _medicine(row: Row, number: int) -> Medicine:
    try:
        return Medicine(
            name=row["name"],
            dose=row["dose"],
            how_often=row["how_often"],
            response=Response(row["response"]) if row["response"] else None,
        )
    except ValueError as error:
        raise CaseError(str(error), where=f"Medicine {number}", advice="correct it, then save again") from error


def _treatment(row: Row, number: int) -> Treatment:
    where = f"Treatment {number}"
    if not row["kind"]:
        raise CaseError("the kind is missing", where=where, advice="choose one, or empty the row")
    if row["sessions"] and not (row["sessions"].isascii() and row["sessions"].isdigit()):
        raise CaseError("how many times is not a whole number", where=where, advice="write a number, such as 6")
    try:
        return Treatment(
            kind=TreatmentKind(row["kind"]),
            what=row["what"],
            when=row["when"],
            sessions=int(row["sessions"]) if row["sessions"] else None,
            response=Response(row["response"]) if row["response"] else None,
        )
    except ValueError as error:
        raise CaseError(str(error), where=where, advice="correct it, then save again") from error
