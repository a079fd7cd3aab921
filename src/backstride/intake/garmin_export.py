"""Garmin account exports: archives in an archive, tens of thousands of FIT files, few of them sessions."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["is_garmin_export"]

_FOLDERS = ("DI_CONNECT", "DI-Connect")


def is_garmin_export(names: Iterable[str]) -> bool:
    """Say whether an archive's entries are those of a Garmin account export.

    Examples
    --------
    >>> is_garmin_export(["DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip"])
    True
    """
    return any(part in name for name in names for part in _FOLDERS)
