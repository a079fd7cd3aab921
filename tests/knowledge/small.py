"""A small made-up knowledge base for tests: nothing in it is medicine."""

from typing import Any

import msgspec

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import Advice, Cause, FindingText, Manifest, Rule, Sign, Source, decode_hook

SOURCED: dict[str, Any] = {"source": ["expert"], "grade": "expert"}


def finding(name: str, **more: object) -> dict[str, Any]:
    return {
        "id": name,
        "label": name.replace("_", " "),
        "question": "Is it so?",
        "why": "It helps.",
        "background": {"freq": "rare", **SOURCED},
        **more,
    }


def rule(name: str, level: str, when: object, **more: object) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "family": "made_up",
        "level": level,
        "permission": "none",
        "when": when,
        "reason": "It may be so.",
        "action": "Go now.",
        "fires": {"story": "so", "answers": {}},
        "near_miss": {"story": "not so", "answers": {}},
        **SOURCED,
        **more,
    }


def cause(name: str, shows: dict[str, str], **more: object) -> dict[str, Any]:
    return {
        "id": name,
        "name": name.replace("_", " "),
        "kind": "diagnosis",
        "group": "mechanical",
        "urgency": "self_care",
        "permission": "full",
        "summary": "Made up.",
        "prior": {"low_back": {"per_100": 20, **SOURCED}},
        "shows": {key: {"freq": freq, **SOURCED} for key, freq in shows.items()},
        **more,
    }


FINDINGS = [
    finding("numb", safety=True),
    finding("weak", safety=True),
    finding("fever", safety=True),
    finding("stiff"),
    finding("bend", contradicts=["lean"]),
    finding("lean"),
    finding("pregnant", sex=["female"], default_when_unmentioned=False, decides=["hard_stops"]),
    finding("low_back", body_map=True, region="low_back"),
    {**finding("score", type="number", minimum=0, maximum=10), "background": None},
    {
        **finding("onset", type="choice", choices=[{"id": "sudden", "text": "Sudden"}, {"id": "slow", "text": "Slow"}]),
        "decides": ["plan_start"],
        "background": None,
    },
]
SIGNS = [
    {
        "id": "bad_pain",
        "label": "bad pain",
        "when": {"at_least": {"finding": "score", "value": 8}},
        "background": {"freq": "rare", **SOURCED},
    }
]
RULES = [
    rule("numb_and_weak", "emergency_now", {"all": ["numb", "weak"]}),
    rule("fever_now", "same_day", {"any": ["fever", {"all": ["numb", "bad_pain"]}]}),
    rule("old", "within_days", {"at_least": {"finding": "age_years", "value": 70}}, permission="walk_strength"),
    rule("numb_alone", "routine_clinician", "numb", permission="modified_running"),
]
CAUSES = [
    cause("strain", {"bend": "usual", "bad_pain": "sometimes"}),
    cause("nerve_thing", {"numb": "usual", "lean": "often"}, group="nerve"),
    cause(
        "long_run",
        {"stiff": "often"},
        kind="contributor",
        group="load",
        modifiers=[{"when": "stiff", "odds": 3.0, **SOURCED}],
    ),
]
MANIFEST: dict[str, Any] = {
    "version": "test",
    "complete_rules": True,
    "complete_note": "Made up.",
    "safety_screens": [
        {"id": "danger", "title": "Any of these?", "why": "Safety.", "findings": ["numb", "weak", "fever"]}
    ],
    "story_screens": [
        {"id": "where", "title": "Where?", "why": "Place.", "findings": ["low_back"], "always": True},
        {"id": "more", "title": "More?", "why": "Detail.", "findings": ["bend", "lean", "stiff"]},
        {"id": "how_bad", "title": "How bad?", "why": "Size.", "findings": ["score"]},
        {"id": "women", "title": "Pregnant?", "why": "Care.", "findings": ["pregnant"]},
    ],
    "frequencies": {
        "rare": {"mean": 0.02, "ess": 8, "plain": "about 1 in 50"},
        "sometimes": {"mean": 0.3, "ess": 8, "plain": "about 1 in 3"},
        "often": {"mean": 0.5, "ess": 8, "plain": "about 1 in 2"},
        "usual": {"mean": 0.7, "ess": 8, "plain": "about 7 in 10"},
    },
    "complaint_leak": {"mean": 0.05, "ess": 8, **SOURCED},
}


def small_knowledge(**manifest: object) -> Knowledge:
    """Build the small knowledge base, with fields of its manifest replaced."""

    def read(rows: list[dict[str, Any]], kind: type) -> dict[str, Any]:
        return {row["id"]: msgspec.convert(row, kind, dec_hook=decode_hook) for row in rows}

    return Knowledge(
        findings=read(FINDINGS, FindingText),
        signs=read(SIGNS, Sign),
        rules=read(RULES, Rule),
        causes=read(CAUSES, Cause),
        advice=read([], Advice),
        sources={"expert": Source(cite="Judgement")},
        manifest=msgspec.convert({**MANIFEST, **manifest}, Manifest, dec_hook=decode_hook),
        hash="small",
    )
