"""What kind of file some bytes are, judged by what they hold and never by a name."""

from __future__ import annotations

import re
from enum import StrEnum

from backstride.intake.fit.parts import is_fit

__all__ = ["HEAD_BYTES", "Format", "find_text", "sniff"]

HEAD_BYTES = 4096


class Format(StrEnum):
    """The kinds of files that are told apart."""

    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"
    APPLE_HEALTH = "apple_health"
    POLAR_HRM = "polar_hrm"
    POLAR_XML = "polar_xml"
    SUUNTO_XML = "suunto_xml"
    PWX = "pwx"
    FITLOG = "fitlog"
    SLF = "slf"
    JSON = "json"
    CSV = "csv"
    GZIP = "gzip"
    ZIP = "zip"
    EMPTY = "empty"
    UNKNOWN = "unknown"


_ROOTS = {
    "TrainingCenterDatabase": Format.TCX,
    "gpx": Format.GPX,
    # A file that lost its beginning begins somewhere inside.
    "Lap": Format.TCX,
    "Track": Format.TCX,
    "Trackpoint": Format.TCX,
    "trkseg": Format.GPX,
    "trkpt": Format.GPX,
    "HealthData": Format.APPLE_HEALTH,
    "polar-exercise-data": Format.POLAR_XML,
    "header": Format.SUUNTO_XML,
    "pwx": Format.PWX,
    "FitnessWorkbook": Format.FITLOG,
    "Log": Format.SLF,
    "Activity": Format.SLF,
}
_FARTHEST_TEXT = 2**16
_BEGINNINGS = re.compile(
    rb"<\?xml\s|<(?:\w+:)?(?:TrainingCenterDatabase|gpx|pwx|polar-exercise-data|FitnessWorkbook|Lap|Trackpoint|trkseg|trkpt)[\s>]|\[Params\]"
)
_MARK = b"\xef\xbb\xbf"
_ELEMENT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_APART = ",;\t"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def sniff(head: bytes) -> Format:
    r"""Tell what a file is by its first bytes.

    Examples
    --------
    >>> sniff(b"  <?xml version='1.0'?><!-- x --><gpx version='1.1'>").value
    'gpx'
    >>> sniff(b"date,minutes\n2026-11-20,60\n").value, sniff(b"").value, sniff(bytes(range(40))).value
    ('csv', 'empty', 'unknown')
    """
    if not head.strip(b"\0 \t\r\n"):
        return Format.EMPTY
    if is_fit(head):
        return Format.FIT
    if head[:2] == b"\x1f\x8b":
        return Format.GZIP
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return Format.ZIP
    return _sniff_text(head)


def find_text(data: bytes) -> int | None:
    r"""Find where a training file of text begins behind bytes that mean nothing; None when there is none.

    Examples
    --------
    >>> find_text(b"\x00\x91?!<?xml version='1.0'?><gpx/>"), find_text(b"hello") is None
    (4, True)
    """
    found = _BEGINNINGS.search(data, 0, _FARTHEST_TEXT)
    return None if found is None else found.start()


def _sniff_text(head: bytes) -> Format:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "replace")
    else:
        text = head.removeprefix(_MARK).decode("utf-8", "replace")
    text = text.lstrip()
    if text.startswith("<"):
        found = _ELEMENT.search(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL))
        return _ROOTS.get(found.group(1), Format.UNKNOWN) if found else Format.UNKNOWN
    if text.startswith(("{", "[")) and not text.startswith("[Params]"):
        return Format.JSON
    if text.startswith("[Params]"):
        return Format.POLAR_HRM
    first = text.splitlines()[0] if text else ""
    if _CONTROL.search(text) or not any(mark in first for mark in _APART):
        return Format.UNKNOWN
    return Format.CSV
