"""A few lines to hand over with the report, fitted to who reads them; coach and shop hear nothing about health."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from backstride.report.clinical_report import ClinicalReport

__all__ = ["Reader", "referral_text"]


class Reader(StrEnum):
    """Who is asked for help."""

    DOCTOR = "doctor"
    PHYSIOTHERAPIST = "physiotherapist"
    SPORTS_DOCTOR = "sports_doctor"
    COACH = "coach"
    SHOE_SHOP = "shoe_shop"


_ASKED = {
    Reader.DOCTOR: (
        "Could you please look at the warning signs below, and tell me whether anything needs a test or a referral?"
    ),
    Reader.PHYSIOTHERAPIST: (
        "Could you please examine my back, hips and nerves, check the exercises I have begun, and plan my return to "
        "running with me?"
    ),
    Reader.SPORTS_DOCTOR: (
        "Could you please judge whether a bone, a joint or my training load lies behind this, and whether I may run?"
    ),
}
_COACH = (
    "I am building up again and keep to a plan with set minutes, ground and effort. Please see the sheet with what I "
    "may train, and please do not add to it. I decide each day whether I train; I may stop a session at any time."
)
_SHOP = (
    "I look for running shoes that feel comfortable from the first step, close in weight, height and drop to what I "
    "run in now. I do not look for a shoe that corrects anything. I would like to run in them for some minutes first."
)


def referral_text(report: ClinicalReport, reader: Reader) -> str:
    """Write the lines for one reader.

    Examples
    --------
    >>> sorted(reader.value for reader in Reader)
    ['coach', 'doctor', 'physiotherapist', 'shoe_shop', 'sports_doctor']
    """
    if reader is Reader.COACH:
        return _COACH + "\n"
    if reader is Reader.SHOE_SHOP:
        return _SHOP + "\n"
    return "\n".join(_lines(report, reader)) + "\n"


def _lines(report: ClinicalReport, reader: Reader) -> Iterator[str]:
    yield f"I am a runner ({report.runner}) with pain in the back after running."
    course = next((lines for heading, lines in report.story if heading == "Course"), ())
    if course:
        yield f"Course: {'; '.join(course[:5])}."
    signs = [sign for line in report.safety for sign in line.present]
    yield f"Warning signs I said yes to: {', '.join(signs)}." if signs else "I said yes to no warning sign."
    unsure = [sign for line in report.safety for sign in line.unsure]
    if unsure:
        yield f"I was not sure about: {', '.join(unsure[:6])}."
    yield f"A questionnaire (not a medical device) said: {report.title}."
    if report.causes:
        yield f"It ranked first: {report.causes[0].name} ({report.causes[0].chance})."
    yield _ASKED[reader]
    yield "The report with every answer and source is attached."
