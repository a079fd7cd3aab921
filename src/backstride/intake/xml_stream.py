"""XML as a stream of elements, with everything refused that a training file has no business to hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable
from xml.parsers import expat

from backstride.intake.limits import XML_ATTRIBUTES_BYTES, XML_DEPTH, XML_TEXT_BYTES
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import IntakeWarning

__all__ = ["ElementHandler", "ForgetfulHandler", "XmlDamage", "hear_xml", "hear_xml_past_damage", "parse_xml"]

_BLANK = b" \t\r\n"
_MANY_PIECES = 32
_MOST_RESTARTS = 200
_DECLARATION_BYTES = 200
_ENCODING = re.compile(rb"encoding=[\"']([\w-]+)")
_KNOWN_ENCODINGS = frozenset({"UTF-8", "ISO-8859-1", "US-ASCII"})


class ElementHandler(Protocol):
    """What wants to hear about elements. Names come without their namespace prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str, text: str) -> None:
        """Hear that an element ends, and the text since its last inner element."""


@runtime_checkable
class ForgetfulHandler(ElementHandler, Protocol):
    """A handler that can forget what it has heard half of."""

    def forget(self) -> None:
        """Drop the point at hand: it was damaged."""


class XmlDamage(Exception):  # noqa: N818 - a state of the file, turned into a warning
    """The stream cannot go on; everything before it was handed over.

    Parameters
    ----------
    place
        Where, in words.
    limit
        Name of the limit that was broken, or empty when the file is damaged.
    at
        Where, in bytes.
    """

    def __init__(self, place: str, limit: str = "", at: int = 0) -> None:
        super().__init__(place)
        self.place = place
        self.limit = limit
        self.at = at


def hear_xml(
    chunks: Iterable[bytes], handler: ElementHandler, *, file: str, only: frozenset[str] | None = None
) -> list[IntakeWarning]:
    """Hand over all elements of a file; one that breaks off gives what stands before the break, and a warning.

    Parameters
    ----------
    file
        The file's name, for the warning.
    only
        Names of the elements to hear about; None means all.
    """
    try:
        parse_xml(chunks, handler, only=only)
    except XmlDamage as damage:
        return [_warning(file, damage)]
    return []


def hear_xml_past_damage(
    data: bytes, handler: ForgetfulHandler, *, file: str, places: Mapping[str, tuple[str, ...]]
) -> list[IntakeWarning]:
    """Hand over all elements of a file, past damage where they go on behind it, with a warning for what was lost.

    Behind damage, reading goes on at the next element that has a known place in such files, as if what stands around
    it there were open.

    Parameters
    ----------
    places
        Name of an element at which reading may go on -> names of the elements around it, outermost first.
    """
    reader = _Reader(handler, expat.ParserCreate(), None)
    warnings = _restarted(data, reader, file, places)
    if reader.root in places:
        return [warn(file, WarningCode.HEADER_DAMAGED), *warnings]
    return warnings


def _restarted(data: bytes, reader: _Reader, file: str, places: Mapping[str, tuple[str, ...]]) -> list[IntakeWarning]:
    """Parse a file, and again from each next place behind damage."""
    lost = 0
    begin = 0
    opening = b""
    for _ in range(_MOST_RESTARTS):
        reader.begin_again(_encoding(data) if begin else None, hidden=opening.count(b"<"))
        try:
            reader.feed([opening, data[begin:] if begin else data.lstrip(_BLANK)])
        except XmlDamage as damage:
            if damage.limit:
                return [_warning(file, damage)]
            # Where the parser stopped, in the file: the opening is ours, blanks in front were taken off.
            front = 0 if begin else len(data) - len(data.lstrip(_BLANK))
            broken = min(max(begin + front + damage.at - len(opening), begin + 1), len(data))
            following = _next_place(data, broken, places)
            if following is None:
                rest = warn(file, WarningCode.TRAILING_GARBAGE, count=len(data) - broken)
                return [*_lost(file, lost), rest if reader.is_complete else _warning(file, damage)]
            begin, name = following
            lost += max(begin - broken, 1)
            around = reader.stand_in(places[name])
            opening = "".join(f"<{one}>" for one in around).encode()
            continue
        return _lost(file, lost)
    return [*_lost(file, lost), warn(file, WarningCode.DAMAGED, place="many places")]


def _lost(file: str, lost: int) -> list[IntakeWarning]:
    return [warn(file, WarningCode.UNREADABLE_BLOCK, count=lost)] if lost else []


def _warning(file: str, damage: XmlDamage) -> IntakeWarning:
    code = WarningCode.LIMIT if damage.limit else WarningCode.DAMAGED
    return warn(file, code, what=damage.limit, place=damage.place)


def _next_place(data: bytes, since: int, places: Mapping[str, tuple[str, ...]]) -> tuple[int, str] | None:
    """Find the next element at which reading may go on."""
    names = b"|".join(name.encode() for name in places)
    found = re.compile(rb"<(?:[\w.-]+:)?(" + names + rb")(?=[\s>])").search(data, since)
    return None if found is None else (found.start(), found.group(1).decode())


def _encoding(data: bytes) -> str | None:
    """Give the encoding that a file declares, if it is one that tells its letters apart byte by byte."""
    found = _ENCODING.search(data[:_DECLARATION_BYTES])
    name = found.group(1).decode("ascii", "replace").upper() if found else ""
    return name if name in _KNOWN_ENCODINGS else None


def parse_xml(chunks: Iterable[bytes], handler: ElementHandler, *, only: frozenset[str] | None = None) -> None:
    """Hand the elements of an XML stream over one by one.

    Declarations of entities are refused, so nothing expands and nothing outside is read; depth and text are limited.

    Parameters
    ----------
    only
        Names of elements to hand over; the others, of which there may be millions, are passed over. All when None.

    Raises
    ------
    XmlDamage
        When the file breaks off, is damaged or breaks a limit.

    Examples
    --------
    >>> class Names:
    ...     def start(self, name, attributes): print("start", name, attributes)
    ...     def end(self, name, text): print("end", name, repr(text))
    >>> parse_xml([b"  <?xml version='1.0'?><a:run xmlns:a='x'><hr>6", b"2</hr></a:run>"], Names())
    start run {}
    start hr {}
    end hr '62'
    end run ''
    """
    reader = _Reader(handler, expat.ParserCreate(), only)
    reader.begin_again(None)
    reader.feed(_without_blanks(chunks))


def _without_blanks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Take blanks off the beginning: some exports put them in front of the declaration, which XML forbids."""
    begun = False
    for chunk in chunks:
        piece = chunk if begun else chunk.lstrip(_BLANK)
        begun = begun or bool(piece)
        yield piece


@dataclass(slots=True)
class _Reader:
    """Keeps the limits between expat and the handler."""

    handler: ElementHandler
    parser: expat.XMLParserType
    only: frozenset[str] | None
    pieces: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    depth: int = 0
    hidden: int = 0
    is_complete: bool = False
    root: str = ""

    def begin_again(self, encoding: str | None, *, hidden: int = 0) -> None:
        """Take a new parser; of what it is fed, the first elements are only the surroundings of the rest."""
        self.parser = expat.ParserCreate(encoding)
        self.pieces.clear()
        self.depth, self.hidden = 0, hidden
        self.parser.buffer_text = True
        self.parser.EntityDeclHandler = self.refuse
        self.parser.UnparsedEntityDeclHandler = self.refuse
        self.parser.ExternalEntityRefHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.CharacterDataHandler = self.text
        self.parser.EndElementHandler = self.end

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Parse a stream to its end."""
        try:
            for chunk in chunks:
                self.parser.Parse(chunk, False)  # noqa: FBT003 - expat's own order
            self.parser.Parse(b"", True)  # noqa: FBT003 - expat's own order
        except expat.ExpatError as error:
            raise XmlDamage(f"line {error.lineno:,}", at=self.parser.ErrorByteIndex) from error
        except (LookupError, ValueError) as error:
            # The declaration names an encoding that does not exist or that expat cannot read.
            raise XmlDamage("its first line") from error

    def stand_in(self, usual: tuple[str, ...]) -> tuple[str, ...]:
        """Tell the handler what is open and what is not, as if the file had said so.

        Where the innermost element is open it stays so with all that really stands around it.
        """
        if isinstance(self.handler, ForgetfulHandler):
            self.handler.forget()
        inner = usual[-1]
        around = tuple(self.path[: self.path.index(inner) + 1]) if inner in self.path else usual
        same = 0
        while same < min(len(around), len(self.path)) and around[same] == self.path[same]:
            same += 1
        for name in reversed(self.path[same:]):
            self.handler.end(name, "")
        for name in around[same:]:
            self.handler.start(name, {})
        self.path = list(around)
        self.is_complete = False
        return around

    def refuse(self, *_: object) -> int:
        """Stop at a declaration that could expand or reach out."""
        raise XmlDamage("a declaration of entities", "no entities in XML")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Pass the start of an element on, within the limits."""
        self.depth += 1
        if self.depth > XML_DEPTH:
            raise XmlDamage(self.line(), f"{XML_DEPTH} elements inside one another")
        self.pieces.clear()
        if self.only is not None and name not in self.only:
            return
        if self.hidden:
            self.hidden -= 1
            return
        if attributes:
            if sum(map(len, attributes.values())) > XML_ATTRIBUTES_BYTES:
                raise XmlDamage(self.line(), f"{XML_ATTRIBUTES_BYTES:,} bytes of attributes")
            attributes = {key: value for key, value in attributes.items() if not key.startswith("xmlns")}
        plain = self.plain(name)
        self.root = self.root or plain
        self.path.append(plain)
        self.handler.start(plain, attributes)

    def text(self, piece: str) -> None:
        """Keep text, within the limits."""
        if self.only is not None and piece.isspace():
            return
        self.pieces.append(piece)
        if len(self.pieces) > _MANY_PIECES and sum(map(len, self.pieces)) > XML_TEXT_BYTES:
            raise XmlDamage(self.line(), f"{XML_TEXT_BYTES:,} bytes of text in one element")

    def end(self, name: str) -> None:
        """Pass the end of an element on with its text."""
        self.depth -= 1
        if self.only is not None and name not in self.only:
            return
        text = "".join(self.pieces).strip()
        self.pieces.clear()
        if self.path:
            self.path.pop()
        self.handler.end(self.plain(name), text)
        self.is_complete = self.depth == 0

    def plain(self, name: str) -> str:
        """Take the namespace prefix off a name."""
        found = self.names.get(name)
        if found is None:
            found = self.names[name] = name.rpartition(":")[2]
        return found

    def line(self) -> str:
        """Say where the reader stands."""
        return f"line {self.parser.CurrentLineNumber:,}"
