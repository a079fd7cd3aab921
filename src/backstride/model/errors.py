"""Everything that can go wrong, and who should hear about it.

The tree::

    BackstrideError
    └── UserError                 shown to a person as one plain line, no traceback
        ├── UsageError            the command was called wrongly               (exit code 2)
        └── InputError            what was given cannot be used                (exit code 3)
            ├── CaseError         a case file: unknown id, impossible value, broken YAML
            ├── FileError         a file that cannot be read for what it should be
            │   ├── LimitError    a file that breaks a stated limit (size, depth, length)
            │   └── MediaError    a clip that cannot be decoded or measured
            └── KnowledgeError    a knowledge file that breaks its schema or a check

Anything else that is raised is a bug and keeps its traceback (exit code 1).
"""

from __future__ import annotations

__all__ = [
    "BackstrideError",
    "CaseError",
    "FileError",
    "InputError",
    "KnowledgeError",
    "LimitError",
    "MediaError",
    "UsageError",
    "UserError",
]


class BackstrideError(Exception):
    """The root of every error the product raises on purpose."""


class UserError(BackstrideError):
    """A problem a person can act on: what happened, where, and what to do next.

    Parameters
    ----------
    what
        What happened, in plain words, without a full stop.
    where
        The file, field or answer it happened in, or empty.
    advice
        What to do next, in plain words, without a full stop.

    Examples
    --------
    >>> str(UserError("this is not a FIT file", where="run.fit", advice="export it again"))
    'run.fit: this is not a FIT file. Next: export it again.'
    """

    exit_code = 3

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(self.line())

    def line(self) -> str:
        """Give the one plain line that a person is shown."""
        place = f"{self.where}: " if self.where else ""
        step = f" Next: {self.advice}." if self.advice else ""
        return " ".join(f"{place}{self.what}.{step}".split())


class UsageError(UserError):
    """The command was called wrongly."""

    exit_code = 2


class InputError(UserError):
    """What was given cannot be used."""


class CaseError(InputError):
    """A case file holds something unknown, impossible or unreadable."""


class FileError(InputError):
    """A file cannot be read for what it should be."""


class LimitError(FileError):
    """A file breaks a stated limit."""


class MediaError(FileError):
    """A clip cannot be decoded or measured."""


class KnowledgeError(InputError):
    """A knowledge file breaks its schema or one of the checks."""
