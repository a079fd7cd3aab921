"""Files sent by a form, written to disk while they arrive, within limits that have names.

Only the parts called ``files`` become files; other parts are short fields. What goes over a limit is read to its end
and thrown away, so that the browser gets a page that says so instead of a broken connection.
"""

from __future__ import annotations

import errno
import shutil
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, BinaryIO

from python_multipart import MultipartParser
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from backstride.jobs.parcel import FREE_BYTES, LARGEST_UPLOAD_BYTES
from backstride.model.errors import FileError, LimitError

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

__all__ = ["LARGEST_UPLOAD_BYTES", "Upload", "plain_name", "take_files"]

_MOST_FILES = 5000
_LONGEST_FIELD_BYTES = 4096
_LONGEST_NAME = 100
_LARGEST_FRAME_BYTES = 4 * 2**20
"""What a form may add around its files: names, borders, other fields."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form sent.

    Parameters
    ----------
    files
        Written files, in the order they came.
    fields
        The other fields.
    """

    files: tuple[Path, ...]
    fields: dict[str, str]


def plain_name(sent: str) -> str:
    r"""Keep the last part of a sent file name, with nothing in it that could leave the folder.

    Examples
    --------
    >>> plain_name("../../etc/passwd"), plain_name("C:\\runs\\Sunday run.fit"), plain_name("..")
    ('passwd', 'Sunday run.fit', 'file')
    """
    last = PurePosixPath(PureWindowsPath(sent).name).name
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(". ")
    stem, dot, ending = kept.rpartition(".")
    return (f"{stem[: _LONGEST_NAME - 20]}{dot}{ending[:19]}" if dot else kept[:_LONGEST_NAME]) or "file"


async def take_files(request: Request, folder: Path) -> Upload:
    """Write a form's files into a folder.

    Raises
    ------
    LimitError
        If there are too many bytes or files, or too little room on the disk.
    FileError
        If the form is broken or the connection ended early.
    """
    _kind, options = parse_options_header(request.headers.get("content-type", ""))
    if b"boundary" not in options:
        raise FileError("no file was sent", advice="choose a file first, then press the button")
    reader = _PartReader(folder, room=_room(folder), problem=_too_much_announced(request))
    parser = MultipartParser(options[b"boundary"], reader.callbacks())
    try:
        async for chunk in request.stream():
            if reader.problem is None and chunk:
                await run_in_threadpool(parser.write, chunk)
        if reader.problem is None and not reader.is_complete:
            raise _cut_off()
    except (MultipartParseError, ClientDisconnect) as error:
        raise _cut_off() from error
    finally:
        reader.close()
    if reader.problem is not None:
        raise reader.problem
    return Upload(tuple(reader.files), reader.fields)


def _too_much_announced(request: Request) -> LimitError | None:
    """Refuse what says itself that it is too large, before a byte of it is stored."""
    announced = request.headers.get("content-length", "")
    too_much = announced.isdigit() and int(announced) > LARGEST_UPLOAD_BYTES + _LARGEST_FRAME_BYTES
    return _too_large() if too_much else None


def _too_large() -> LimitError:
    return LimitError(
        f"that is more than {LARGEST_UPLOAD_BYTES // 2**30} GB at once, so nothing was added",
        advice="send fewer files, or only the export's activities folder",
    )


def _disk_full() -> LimitError:
    return LimitError(
        "the disk is almost full, so nothing was added", advice="free some space, then send the files again"
    )


def _cut_off() -> FileError:
    return FileError("the upload ended early, so nothing was added", advice="send the file again")


def _room(folder: Path) -> int:
    return shutil.disk_usage(folder).free - FREE_BYTES


@dataclass(slots=True)
class _PartReader:
    """Collects what the parser finds, part by part."""

    folder: Path
    room: int
    files: list[Path] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    problem: LimitError | None = None
    is_complete: bool = False
    _header: bytes = b""
    _value: bytes = b""
    _disposition: bytes = b""
    _name: str = ""
    _text: bytes = b""
    _file: BinaryIO | None = None
    _taken: int = 0

    def callbacks(self) -> MultipartCallbacks:
        """Give the functions the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._open,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._complete,
        }

    def close(self) -> None:
        """Close a file that was cut short."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._header = self._value = self._disposition = self._text = b""
        self._name = ""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _open(self) -> None:
        _kind, options = parse_options_header(self._disposition)
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        sent = options.get(b"filename")
        if self._name != "files" or not sent:
            return
        if len(self.files) >= _MOST_FILES:
            self.problem = LimitError(
                f"more than {_MOST_FILES} files at once are too many", advice="send them as one zip archive"
            )
            return
        path = self._free_path(plain_name(sent.decode("utf-8", "replace")))
        self._file = path.open("xb", buffering=0)
        path.chmod(0o600)
        self.files.append(path)

    def _free_path(self, name: str) -> Path:
        path, number = self.folder / name, 2
        while path.exists():
            path = self.folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
            number += 1
        return path

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self.problem is not None:
            return
        if self._file is None:
            self._text = (self._text + data[start:end])[:_LONGEST_FIELD_BYTES]
            return
        self._taken += end - start
        if self._taken > LARGEST_UPLOAD_BYTES:
            self.problem = _too_large()
        elif self._taken > self.room:
            self.problem = _disk_full()
        else:
            self._write(data[start:end])

    def _write(self, data: bytes) -> None:
        """Write through to the disk, so that a full one is noticed here and not when the file is closed."""
        assert self._file is not None  # noqa: S101 - asked by the one caller
        try:
            self._file.write(data)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            self.problem = _disk_full()

    def _end(self) -> None:
        if self._file is not None:
            self.close()
        elif self._name and self._name != "files":
            self.fields[self._name] = self._text.decode("utf-8", "replace").strip()

    def _complete(self) -> None:
        self.is_complete = True
