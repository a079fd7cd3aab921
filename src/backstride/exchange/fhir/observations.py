"""What was told in numbers or measured: pain, age, height, weeks of running, form, findings from files and diary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from backstride.exchange.fhir.coding import (
    AGE,
    BODY_HEIGHT,
    HL7,
    PAIN_SEVERITY,
    Own,
    Resource,
    concept,
    own_concept,
    quantity,
)
from backstride.exchange.fhir.hand_over import HandOver, instant
from backstride.exchange.fhir.interview import value_of
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.form import FormMeasure
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadWeek

__all__ = ["observations"]

_WEEKS, _DAYS = 12, 84
_PAIN = FindingId("pain_intensity_0_to_10")
_UNITS = {
    "_steps_per_min": ("steps a minute", "{steps}/min"),
    "_ms": ("milliseconds", "ms"),
    "_deg": ("degrees", "deg"),
    "_pct_leg": ("% of leg length", "%"),
    "_pct_torso": ("% of trunk length", "%"),
    "_cm": ("cm", "cm"),
}
_NO_UNIT = ("number", "1")
Named = tuple[str, Resource]


def observations(given: HandOver) -> tuple[Named, ...]:
    """Give every observation with its name inside the bundle."""
    return (*_person(given), *_pain(given), *_measured(given), *_form(given), *_weeks(given))


def _observation(given: HandOver, code: Resource, when: str, **rest: object) -> Resource:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": code,
        "subject": given.subject,
        "effectiveDateTime": when,
        **rest,
    }


def _person(given: HandOver) -> Iterator[Named]:
    runner = given.case.runner
    if runner.age_years is not None:
        age = quantity(runner.age_years, "years", "a")
        yield "age", _observation(given, concept(AGE), given.written_at, valueQuantity=age)
    if runner.height_cm is not None:
        height = quantity(runner.height_cm, "cm", "cm")
        yield "height", _observation(given, concept(BODY_HEIGHT), given.written_at, valueQuantity=height)


def _pain(given: HandOver) -> Iterator[Named]:
    told = given.facts.get(_PAIN)
    if told is not None and isinstance(told.value, float | int):
        when = given.written_at if told.observed_at is None else instant(told.observed_at)
        yield "pain", _score(given, told.value, when, "How strong the pain is, 0 to 10")
    for entry in given.case.check_ins[-_DAYS:]:
        if entry.pain_worst_0_to_10 is not None:
            worst = _score(given, entry.pain_worst_0_to_10, entry.day.isoformat(), "Worst pain of the day, 0 to 10")
            yield f"pain-{entry.day}", worst


def _score(given: HandOver, value: float, when: str, words: str) -> Resource:
    return _observation(given, concept(PAIN_SEVERITY, words), when, valueQuantity=quantity(value, "of 10", "{score}"))


def _measured(given: HandOver) -> Iterator[Named]:
    for fact in given.assessment.findings:
        if fact.origin in (Origin.TRAINING, Origin.FORM, Origin.DIARY) and fact.state is not AnswerState.NOT_ASKED:
            yield f"finding-{fact.id}", _finding(given, fact)


def _finding(given: HandOver, fact: Finding) -> Resource:
    text = given.knowledge.findings[fact.id]
    when = given.written_at if fact.observed_at is None else instant(fact.observed_at)
    value: Resource = (
        {"valueQuantity": quantity(fact.value, text.unit or _NO_UNIT[0], "1")}
        if isinstance(fact.value, float | int)
        else {"valueCodeableConcept": concept(value_of(text, fact))}
    )
    sure = f"From the {fact.origin.value}; certainty {fact.certainty:.2f}. {fact.detail}".strip()
    return _observation(given, own_concept(Own.FINDING, fact.id, text.label), when, **value, note=[{"text": sure}])


def _form(given: HandOver) -> Iterator[Named]:
    form = given.assessment.form
    if form is None:
        return
    when = given.written_at if form.filmed_at is None else instant(form.filmed_at)
    method = {"text": f"Phone clip from the {form.view.value}, {form.fps:.0f} pictures a second; pose model."}
    for name, measure in form.metrics.items():
        code = own_concept(Own.MEASURE, name, name.replace("_", " "))
        yield f"form-{name}", _observation(given, code, when, method=method, **_form_value(name, measure))


def _form_value(name: str, measure: FormMeasure) -> Resource:
    if measure.value is None:
        missing = {"system": f"{HL7}/data-absent-reason", "code": "unknown", "display": "Unknown"}
        return {"dataAbsentReason": concept(missing, measure.reason)}
    note = [{"text": f"{measure.n} strides or steps; {measure.confidence.value} confidence. {measure.reason}".strip()}]
    if isinstance(measure.value, str):
        return {"valueString": measure.value, "note": note}
    unit = next((unit for ending, unit in _UNITS.items() if name.endswith(ending)), _NO_UNIT)
    value: Resource = {"valueQuantity": quantity(measure.value, *unit), "note": note}
    if measure.interval95 is not None:
        ends = zip(("interval95_low", "interval95_high"), measure.interval95, strict=True)
        value["component"] = [
            {
                "code": own_concept(Own.MEASURE, end, end.replace("_", " ")),
                "valueQuantity": quantity(bound, *unit),
            }
            for end, bound in ends
        ]
    return value


def _weeks(given: HandOver) -> Iterator[Named]:
    load = given.assessment.load
    for week in () if load is None else load.weeks[-_WEEKS:]:
        yield f"week-{week.start}", _week(given, week)


def _week(given: HandOver, week: LoadWeek) -> Resource:
    parts = (
        ("running_distance", quantity(week.distance_m / 1000, "km", "km")),
        ("running_minutes", quantity(week.minutes, "minutes", "min")),
        ("runs", quantity(week.runs, "runs", "{runs}")),
    )
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": own_concept(Own.MEASURE, "running_week", "running in one week"),
        "subject": given.subject,
        "effectivePeriod": {
            "start": week.start.isoformat(),
            "end": (week.start + timedelta(days=6)).isoformat(),
        },
        "component": [
            {"code": own_concept(Own.MEASURE, name, name.replace("_", " ")), "valueQuantity": amount}
            for name, amount in parts
        ],
    }
