"""Every setting: environment variables, and the fields of a case file, each in a sentence.

The reference page is written from here; tests hold that no variable the program reads and no field of a case file is
missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args, get_type_hints

import msgspec

from backstride.knowledge.base import Knowledge
from backstride.service.case_file import CaseFile

__all__ = ["CASE_FIELDS", "VARIABLES", "Variable", "case_fields", "settings_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """An environment variable that changes what the program does.

    Parameters
    ----------
    unset
        What happens without it.
    example
        A line to type.
    """

    name: str
    meaning: str
    unset: str
    example: str


VARIABLES: tuple[Variable, ...] = (
    Variable(
        name="BACKSTRIDE_HOME",
        meaning="The folder that holds everything you give: answers, runs, diary, clips, backups.",
        unset="The folder your system keeps for such data; `backstride doctor` names it.",
        example='BACKSTRIDE_HOME="$PWD/my-data" .venv/bin/backstride doctor',
    ),
    Variable(
        name="BACKSTRIDE_PASSPHRASE",
        meaning="The passphrase of `export`, `backup` and `restore` with `--passphrase`, for scripts. "
        "Other programs of your account can read it, so typing it is safer.",
        unset="You are asked for it; what you type is not shown.",
        example='BACKSTRIDE_PASSPHRASE="four plain words here" .venv/bin/backstride backup --passphrase',
    ),
    Variable(
        name="BACKSTRIDE_DAILY_COPY",
        meaning="`off` turns off the copy that the app makes by itself once a day, whatever the page Your data says. "
        "Copies that are there stay.",
        unset="A copy a day while the app is open, without training files and films; seven days and four weeks stay.",
        example="BACKSTRIDE_DAILY_COPY=off .venv/bin/backstride doctor",
    ),
    Variable(
        name="TZ",
        meaning="Your time zone by its name, such as `Europe/London`. New answers begin with it.",
        unset="The zone your system is set to; where that is UTC, the zone of your browser.",
        example="TZ=Europe/London .venv/bin/backstride doctor",
    ),
    Variable(
        name="NO_COLOR",
        meaning="With any value the interview in the terminal is shown without colours.",
        unset="Colours are used where the terminal shows them.",
        example="NO_COLOR=1 .venv/bin/backstride catalogue sources",
    ),
)
"""Each variable that a person may set, the most used first."""

CASE_FIELDS: Mapping[str, str] = {
    "runner": "Who runs. All of it may be left out, but age and sex decide which questions and rules apply.",
    "runner.age_years": "Whole years.",
    "runner.sex": "`female`, `male` or `unspecified`.",
    "runner.height_cm": "Standing height; with it, measures of form are also given in centimetres.",
    "runner.country": "Two letters, such as `GB`; for the emergency number.",
    "runner.time_zone": "Such as `Europe/London`; for files that name no zone, and for the calendar.",
    "answers": "Finding to answer: `present`, `absent`, `unknown`, a number or an option. [Findings](findings.md) "
    "lists all. What is left out was not asked, which is not the same as no.",
    "activities": "Files, folders or whole exports, relative to the case file.",
    "log": "Sessions typed by hand, one row each.",
    "log.date": "The day, `2026-11-20`.",
    "log.minutes": "Minutes in motion. Minutes or distance is needed.",
    "log.distance_km": "Kilometres.",
    "log.kind": "`running`, `treadmill`, `trail`, `track`, `walk`, `hike`, `bike`, `swim` or `gym`.",
    "log.effort_0_to_10": "How hard it felt.",
    "log.note": "Words of your own.",
    "video": "Clips, or keypoint files made from clips.",
    "video.path": "A clip, relative to the case file.",
    "video.keypoints": "A keypoint file in its place; `backstride form --out` writes one.",
    "check_ins": "The diary, one entry a day.",
    "plan_choices": "What you decided about changes of the plan.",
    "clearances": "A clinician's leave to do more: who, when, for what, until when. A new sign of danger voids it.",
    "history": "What you tell a clinician: it stands in the report and changes no answer and no plan.",
    "history.pain_starts": "How far into a run the pain comes.",
    "history.pain_settles": "How long after a run it takes to settle.",
    "history.medicines": "What you take now, and what you took for your back; at most eight.",
    "history.medicines.name": "In your own words, at most 80 characters.",
    "history.medicines.dose": "Such as `400 mg`; at most 60 characters.",
    "history.medicines.how_often": "Such as `after long runs`; at most 60 characters.",
    "history.medicines.response": "What it did to the pain.",
    "history.no_medicines": "`true` when you take none, which is not the same as left out.",
    "history.treatments": "What was tried for your back, now or years ago; at most eight.",
    "history.treatments.kind": "What kind of treatment.",
    "history.treatments.what": "Which one, in your own words, at most 80 characters.",
    "history.treatments.when": "As exact as you know, such as `spring 2026`; at most 60 characters.",
    "history.treatments.sessions": "How many times, 1 to 500.",
    "history.treatments.response": "How well it helped.",
    "history.no_treatment": "`true` when you had none, which is not the same as left out.",
    "history.work": "What work or the day asks of your back, at most 400 characters.",
    "history.worry": "What worries you most about it, at most 400 characters.",
    "history.hope": "What you hope for, at most 400 characters.",
    "preferences": "What the plan is fitted to.",
    "preferences.equipment": "Things at hand. Floor, wall, towel and pillow are always there.",
    "preferences.minutes_per_session": "Minutes for one session of exercises, 10 to 90.",
    "preferences.running_days": "Weekdays to run on; 0 is Monday.",
    "note": "Words of your own. Kept with the answers; not read for signs of danger.",
    "now": "The moment to answer for. The same case, moment and knowledge give the same answer. Now when left out.",
}
"""What each field of a case file is for."""

_HEAD = """\
# Settings

Generated by `python3 dev.py compile`; do not edit. Nothing here has to be set: Backstride works without.

* What a command can be told: [commands](commands.md).
* What the app can be told is on its own pages: the runner, the plan's days and things at hand, whether a clip is kept.
"""


def settings_page(_knowledge: Knowledge) -> str:
    """Write the reference page of settings as Markdown; every page of the reference takes the knowledge base."""
    return "\n".join([_HEAD, *_variables(), *_case_file()]) + "\n"


def case_fields() -> dict[str, str]:
    """List every field of a case file by its path, with the kind of value it takes.

    Examples
    --------
    >>> case_fields()["log.minutes"], case_fields()["runner.sex"]
    ('number', 'female, male, unspecified')
    """
    return dict(_walked(CaseFile, ""))


def _walked(shape: type, above: str) -> Iterator[tuple[str, str]]:
    for name, hint in get_type_hints(shape).items():
        parts = [one for one in _leaves(hint) if one is not type(None)]
        many = any(getattr(one, "__origin__", None) is tuple for one in (hint, *get_args(hint)))
        kinds = " or ".join(dict.fromkeys(_kind(one) for one in parts))
        yield f"{above}{name}", f"a list; each: {kinds}" if many else kinds
        for part in parts:
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from _walked(part, f"{above}{name}.")


def _leaves(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - any type hint
    """Take a hint apart into what a value may be; a list counts as what it holds."""
    inside = [one for one in get_args(hint) if one is not Ellipsis]
    if not inside or getattr(hint, "__origin__", None) is dict:
        yield hint
    for one in inside if getattr(hint, "__origin__", None) is not dict else []:
        yield from _leaves(one)


def _kind(part: Any) -> str:  # noqa: ANN401 - any type
    if isinstance(part, type) and issubclass(part, msgspec.Struct):
        return "fields of its own, below"
    if is_dataclass(part):
        return f"entries with {', '.join(f'`{one.name}`' for one in fields(part))}"
    if hasattr(part, "__members__"):
        return ", ".join(one.value for one in part)
    if getattr(part, "__origin__", None) is dict:
        return "names with values"
    plain = {"str": "text", "bool": "yes or no", "float": "number", "int": "whole number"}
    return {**plain, "date": "day", "datetime": "moment"}[part.__name__]


def _variables() -> Iterator[str]:
    yield from ("## Environment variables", "")
    for one in VARIABLES:
        yield from (f"### `{one.name}`", "", one.meaning, "", f"Not set: {one.unset}", "")
        yield from ("```sh", one.example, "```", "")


def _case_file() -> Iterator[str]:
    yield from ("## Fields of a case file", "")
    yield "A case file is YAML or JSON. Every field may be left out; one that is not known is refused, never skipped."
    yield "The published shape is [case.schema.json](../../schemas/case.schema.json)."
    kinds = case_fields()
    for name, meaning in CASE_FIELDS.items():
        yield from ("", f"### `{name}`", "", meaning, "", f"Takes: {kinds[name]}.")
