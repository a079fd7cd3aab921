"""Files kept whole, packed and named by what they hold, beside the store.

A file appears under its name in one step, so a crash leaves either the whole file or none. What lies here and is in
no table is harmless: the next import of the same file finds it and goes on.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import zlib
from dataclasses import dataclass
from pathlib import Path

from backstride.model.errors import FileError

__all__ = ["Originals"]

_FAST = 1


@dataclass(frozen=True, slots=True)
class Originals:
    """The folder of originals in a data folder."""

    home: Path

    def path(self, content_hash: str) -> Path:
        """Give where an original lies, or would lie."""
        return self.home / "originals" / content_hash[:2] / f"{content_hash}.z"

    def keep(self, content_hash: str, data: bytes) -> int:
        """Keep a file unless it is there; gives its packed size in bytes."""
        path = self.path(content_hash)
        if path.exists():
            return path.stat().st_size
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        packed = zlib.compress(data, _FAST)
        unfinished = path.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(packed)
            unfinished.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise
        return len(packed)

    def read(self, content_hash: str) -> bytes:
        """Give an original back as it was.

        Raises
        ------
        FileError
            When it is not there or is damaged.
        """
        path = self.path(content_hash)
        try:
            return zlib.decompress(path.read_bytes())
        except (OSError, zlib.error) as error:
            advice = "import the file again"
            raise FileError("an original file is missing or damaged", where=str(path), advice=advice) from error
