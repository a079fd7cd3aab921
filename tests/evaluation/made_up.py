"""A few made-up vignettes on the small made-up knowledge base: nothing in them is medicine."""

from typing import Any

from backstride.evaluation.answer_map import MappedCase, mapped_cases_from
from backstride.evaluation.vignettes import vignettes_from
from backstride.knowledge.base import Knowledge
from tests.knowledge.small import small_knowledge

KNOWLEDGE: Knowledge = small_knowledge()


def row(name: str, wanted: str, minimum: str, maximum: str, **more: object) -> dict[str, Any]:
    levels = {"required_urgency": wanted, "minimum_acceptable": minimum, "maximum_reasonable": maximum}
    return {"id": name, "age": 40, "sex": "M", "narrative": "Made up.", **levels, **more}


VIGNETTES: dict[str, Any] = {
    "version": 1,
    "cases": [
        row("ache", "self_care", "self_care", "routine_clinician"),
        row("legs", "emergency_now", "emergency_now", "emergency_now", sex="F"),
        row("hot", "same_day", "same_day", "emergency_now"),
        row("unread", "self_care", "self_care", "self_care"),
    ],
}
MAP: dict[str, Any] = {
    "answers": {
        "ache": {"low_back": "present", "bend": "present", "score": 4, "stiff": "present"},
        "legs": {"low_back": "present", "numb": "present", "weak": True, "pregnant": "absent"},
        "hot": {"low_back": "present", "fever": "present", "lean": "unknown", "onset": "sudden"},
    },
    "causes": {"ache": ["strain"], "legs": ["nerve_thing"], "hot": []},
}


def mapped(**answers: dict[str, object]) -> tuple[MappedCase, ...]:
    written = {**MAP, "answers": {**MAP["answers"], **answers}}
    return mapped_cases_from(written, vignettes_from(VIGNETTES), KNOWLEDGE)[0]
