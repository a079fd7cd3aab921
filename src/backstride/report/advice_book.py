"""Reference page of common advice: what runners are told, what the evidence says, and where the product follows it."""

from __future__ import annotations

from collections.abc import Iterator

from backstride.knowledge.base import Knowledge
from backstride.knowledge.product_place import PLACE_WORDS
from backstride.knowledge.schema import Advice, AdviceVerdict, FollowedIn

__all__ = ["advice_book"]

_PREFACE = """\
# Common advice and what the evidence says

Generated from the knowledge base by `python3 dev.py compile`; do not edit. Each claim has a verdict, its sources and
the places of the product that follow it.
"""
_VERDICT = {
    AdviceVerdict.SUPPORTED: "Supported",
    AdviceVerdict.PARTLY: "Partly true",
    AdviceVerdict.UNSUPPORTED: "Not supported",
    AdviceVerdict.HARMFUL: "Harmful",
    AdviceVerdict.UNKNOWN: "Not known",
}


def advice_book(knowledge: Knowledge) -> str:
    """Write every common claim, in its order.

    Examples
    --------
    >>> from backstride.knowledge.compiled import load_knowledge
    >>> "Followed in" in advice_book(load_knowledge())
    True
    """
    claims = sorted((one for one in knowledge.advice.values() if one.claim), key=lambda one: (one.order, one.id))
    lines = [_PREFACE]
    for claim in claims:
        lines += _claim(claim, knowledge)
    return "\n".join(lines)


def _claim(claim: Advice, knowledge: Knowledge) -> Iterator[str]:
    yield f"## {claim.claim} (`{claim.id}`)"
    yield ""
    yield f"**{_VERDICT[claim.verdict]}.** {claim.text} {claim.why}".rstrip()
    yield ""
    mark = "seen at its source" if claim.verified else "not verified"
    yield f"* Source: {', '.join(claim.source)}; grade {claim.grade.value}; {mark}"
    if claim.followed_in is not None:
        yield f"* Followed in: {'; '.join(_followed(claim.followed_in, knowledge))}"
    yield ""


def _followed(followed: FollowedIn, knowledge: Knowledge) -> Iterator[str]:
    """Name every record and place, each with its kind."""
    yield from (PLACE_WORDS[place] for place in followed.places)
    yield from (f"the first step `{name}`" for name in followed.advice)
    yield from (f"the exercise “{knowledge.exercises[name].name}”" for name in followed.exercises)
    yield from (f"what an exercise asks: {knowledge.demands[name].name}" for name in followed.demands)
    yield from (f"the rule “{knowledge.rules[name].name}”" for name in followed.rules)
    yield from (f"the cause “{knowledge.causes[name].name}”" for name in followed.causes)
    yield from (f"the finding “{knowledge.label(name)}”" for name in followed.findings)
