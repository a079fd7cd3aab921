"""What an uploaded file is for, told by its first bytes: training, a clip, or neither."""

from __future__ import annotations

from enum import Enum

__all__ = ["HEAD_BYTES", "UploadKind", "upload_kind"]


class UploadKind(Enum):
    """What to do with an uploaded file."""

    TRAINING = "training"
    CLIP = "clip"
    EMPTY = "empty"
    UNKNOWN = "unknown"


HEAD_BYTES = 4096
"""How many first bytes tell what a file is."""

_EBML = b"\x1a\x45\xdf\xa3"
_MPEG_STREAM = (b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3")
_STILL_BRANDS = (b"heic", b"heix", b"mif1", b"avif", b"msf1")


def upload_kind(head: bytes) -> UploadKind:
    r"""Tell what a file is for.

    Examples
    --------
    >>> upload_kind(b"\0\0\0\x20ftypisom").value, upload_kind(b"").value, upload_kind(b"%PDF-1.7").value
    ('clip', 'empty', 'unknown')
    """
    if _is_film(head):
        return UploadKind.CLIP
    from backstride.intake.sniff import Format, sniff

    match sniff(head):
        case Format.EMPTY:
            return UploadKind.EMPTY
        case Format.UNKNOWN:
            return UploadKind.UNKNOWN
        case Format.JSON if b'"points"' in head:
            return UploadKind.CLIP
        case _:
            return UploadKind.TRAINING


def _is_film(head: bytes) -> bool:
    if head[4:8] == b"ftyp":
        return head[8:12] not in _STILL_BRANDS
    is_riff = head[:4] == b"RIFF" and head[8:12] == b"AVI "
    return is_riff or head[:4] == _EBML or head[:4] in _MPEG_STREAM or head[4:8] in (b"moov", b"mdat", b"wide")
