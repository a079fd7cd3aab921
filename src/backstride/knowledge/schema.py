"""The shape of every knowledge file: findings, signs, rules, causes, advice, sources, screens, manifest.

Each file is YAML and holds one thing. ``python -m backstride.knowledge.compiled`` turns all of them into one
checked JSON file that loads in milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from backstride.knowledge.expression import Expression, expression_from, expression_to
from backstride.knowledge.product_place import ProductPlace
from backstride.model.ranking import CauseKind
from backstride.model.runner import Sex
from backstride.model.verdict import Level, Permission

__all__ = [
    "Advice",
    "AdviceVerdict",
    "Cause",
    "ChoiceText",
    "Example",
    "FindingText",
    "FindingType",
    "FollowedIn",
    "Frequency",
    "FrequencyWord",
    "Grade",
    "Group",
    "Manifest",
    "Modifier",
    "Prior",
    "Region",
    "Rule",
    "Screen",
    "Sign",
    "Source",
    "decode_hook",
    "published_schema",
    "schema_hook",
    "written",
]

Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
Text = Annotated[str, Meta(min_length=1)]
Probability = Annotated[float, Meta(gt=0.0, lt=1.0)]
Ratio = Annotated[float, Meta(gt=0.0, le=1000.0)]


class Grade(StrEnum):
    """How good the evidence behind a number is; A and B only for numbers seen at their source."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    EXPERT = "expert"


class FindingType(StrEnum):
    """How a finding is answered."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"


class Region(StrEnum):
    """The regions a prior is given for."""

    NECK = "neck"
    UPPER_BACK = "upper_back"
    MID_BACK = "mid_back"
    LOW_BACK = "low_back"
    RIBS_FLANK = "ribs_flank"
    BUTTOCK = "buttock"


class Group(StrEnum):
    """What kind of cause it is; decides the honest muscle / nerve / clinician statement."""

    MECHANICAL = "mechanical"
    NERVE = "nerve"
    BONE = "bone"
    INFLAMMATORY = "inflammatory"
    VISCERAL = "visceral"
    SERIOUS = "serious"
    SYSTEMIC = "systemic"
    PSYCHOSOCIAL = "psychosocial"
    LOAD = "load"
    FORM = "form"
    HABIT = "habit"


class AdviceVerdict(StrEnum):
    """What the evidence says about a common piece of advice."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    HARMFUL = "harmful"
    UNKNOWN = "unknown"


class _Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """A record that refuses fields it does not know.

    Records hold no cycles, so the garbage collector need not walk the thousands of them.
    """


class _Sourced(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A record whose number or claim has a source, a grade and a mark whether it was seen there."""

    source: Annotated[tuple[Id, ...], Meta(min_length=1)]
    grade: Grade
    verified: bool = False
    note: str = ""


class Source(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A publication, or ``expert`` for a judgement that waits for one."""

    cite: Text
    doi: str | None = None
    verified: bool = False
    seen_at: str = ""


class FrequencyWord(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A word for how often, with the Beta distribution it stands for."""

    mean: Probability
    ess: Annotated[float, Meta(gt=0.0)]
    plain: Text


class Frequency(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often something is seen: a word of the scale, or a measured mean with an effective sample size."""

    freq: str | None = None
    mean: Probability | None = None
    ess: Annotated[float, Meta(gt=0.0)] | None = None


class Prior(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Runners out of 100 with pain in a region in whom the cause is at work, true to within a factor ``spread``."""

    per_100: Annotated[float, Meta(ge=0.0, lt=100.0)]
    spread: Annotated[float, Meta(ge=1.0, le=10.0)] = 3.0


class Modifier(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A circumstance that multiplies the odds of a cause."""

    when: Expression
    odds: Ratio
    spread: Annotated[float, Meta(ge=1.0, le=10.0)] = 1.5


class ChoiceText(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One option of a choice, and the findings that choosing it says are there."""

    id: Id
    text: Text
    implies: tuple[Id, ...] = ()


class FindingText(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One askable finding (a leaf).

    ``label`` is a short phrase for lists ("numbness between the legs"); ``background`` is how often runners with back
    pain have it for reasons that are not in the knowledge base (needed where a cause shows it). An ``optional`` finding
    is a test one may do; not done, it holds no rule open (asked and not sure still does). ``decides`` names the places
    of the program that read the finding themselves.
    """

    id: Id
    label: Text
    question: Text
    why: Text
    type: FindingType = FindingType.YES_NO
    how_to_check: str = ""
    choices: tuple[ChoiceText, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    region: str = "any"
    safety: bool = False
    default_when_unmentioned: bool = True
    sex: tuple[Sex, ...] = (Sex.FEMALE, Sex.MALE, Sex.UNSPECIFIED)
    age_from_years: int = 0
    age_to_years: int = 120
    body_map: bool = False
    optional: bool = False
    contradicts: tuple[Id, ...] = ()
    decides: tuple[ProductPlace, ...] = ()
    background: Frequency | None = None


class Sign(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A yes-no fact worked out from findings ("severe pain" from a pain score); never asked itself."""

    id: Id
    label: Text
    when: Expression
    background: Frequency | None = None


class Example(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A small story and its answers; ``age_years`` and ``sex`` may stand among them."""

    story: Text
    answers: dict[str, bool | float | str]


class Rule(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One rule of triage: one level, one action, one firing case and one near miss."""

    id: Id
    table: tuple[str, ...] = ()
    name: Text
    family: Id
    level: Level
    permission: Permission
    when: Expression
    reason: Text
    action: Text
    tell: str = ""
    fires: Example
    near_miss: Example


class Cause(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One cause or contributor with its priors, what shifts them and what it shows.

    ``shows`` maps a finding or sign to how often the cause alone brings it about.
    """

    id: Id
    name: Text
    clinical_name: str = ""
    aliases: tuple[str, ...] = ()
    kind: CauseKind
    group: Group
    urgency: Level
    permission: Permission
    summary: Text
    outlook: str = ""
    clinician_next: str = ""
    sex: tuple[Sex, ...] = (Sex.FEMALE, Sex.MALE, Sex.UNSPECIFIED)
    prior: dict[Region, Prior]
    modifiers: tuple[Modifier, ...] = ()
    shows: dict[Id, Frequency] = {}
    first_steps: tuple[Id, ...] = ()


class FollowedIn(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the product follows the verdict on a claim: records by id, and places of the program."""

    exercises: tuple[Id, ...] = ()
    demands: tuple[Id, ...] = ()
    advice: tuple[Id, ...] = ()
    findings: tuple[Id, ...] = ()
    rules: tuple[Id, ...] = ()
    causes: tuple[Id, ...] = ()
    places: tuple[ProductPlace, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is named."""
        return any(getattr(self, field) for field in self.__struct_fields__)


class Advice(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One piece of advice in our words: a first step, or a common claim with its verdict and where we follow it."""

    id: Id
    topic: Id
    text: Text
    why: str = ""
    claim: str = ""
    verdict: AdviceVerdict = AdviceVerdict.SUPPORTED
    when: Expression | None = None
    unless: Expression | None = None
    order: int = 100
    table: tuple[str, ...] = ()
    followed_in: FollowedIn | None = None


class Screen(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One grouped screen of the interview; ``always`` marks a story screen that is asked by rule, in order."""

    id: Id
    title: Text
    why: Text
    findings: tuple[Id, ...]
    always: bool = False


class Manifest(_Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Version and state of the whole knowledge base.

    While ``complete_rules`` is false, no output says that self-care is enough.
    """

    version: Text
    complete_rules: bool
    complete_note: Text
    safety_screens: tuple[Screen, ...]
    story_screens: tuple[Screen, ...] = ()
    frequencies: dict[str, FrequencyWord]
    complaint_leak: Frequency
    emergency_numbers: dict[str, str] = {}


def decode_hook(kind: type, written: Any) -> Any:  # noqa: ANN401 - signature set by msgspec
    """Let msgspec read expressions."""
    if kind is Expression:
        return expression_from(written)
    raise NotImplementedError(kind)


def written(value: object, *, defaults: bool = True) -> Any:  # noqa: ANN401 - back to untyped YAML
    """Write a record as its YAML form: dicts, lists, strings, numbers; expressions in the rule language.

    Without ``defaults``, fields that hold their default are left out, as an author leaves them out.
    """
    if isinstance(value, Expression):
        return expression_to(value)
    if isinstance(value, Struct):
        fields = {field.name: (getattr(value, field.name), field.default) for field in msgspec.structs.fields(value)}
        return {
            name: written(held, defaults=defaults)
            for name, (held, default) in fields.items()
            if defaults or held != default
        }
    if isinstance(value, Mapping):
        return {str(key): written(item, defaults=defaults) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [written(item, defaults=defaults) for item in value]
    return msgspec.to_builtins(value)


def schema_hook(kind: type) -> dict[str, Any]:
    """Let msgspec describe expressions in JSON Schema."""
    if kind is Expression:
        return {"type": ["string", "object"], "description": "an expression of the rule language"}
    raise NotImplementedError(kind)


def published_schema() -> dict[str, Any]:
    """Give the JSON Schema of every knowledge record, by name."""
    from backstride.knowledge.exercise import Demand, Exercise

    kinds = (FindingText, Sign, Rule, Cause, Advice, Source, Manifest, Demand, Exercise)
    _, definitions = msgspec.json.schema_components(kinds, schema_hook=schema_hook)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}
