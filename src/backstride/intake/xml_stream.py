"""XML as a stream of elements, with everything refused that a training file has no business to hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat

from backstride.intake.limits import XML_ATTRIBUTES_BYTES, XML_DEPTH, XML_TEXT_BYTES
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import IntakeWarning

__all__ = ["ElementHandler", "XmlDamage", "hear_xml", "parse_xml"]

_BLANK = b" \t\r\n"
_MANY_PIECES = 32


class ElementHandler(Protocol):
    """What wants to hear about elements. Names come without their namespace prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str, text: str) -> None:
        """Hear that an element ends, and the text since its last inner element."""


class XmlDamage(Exception):  # noqa: N818 - a state of the file, turned into a warning
    """The stream cannot go on; everything before it was handed over.

    Parameters
    ----------
    place
        Where, in words.
    limit
        Name of the limit that was broken, or empty when the file is damaged.
    """

    def __init__(self, place: str, limit: str = "") -> None:
        super().__init__(place)
        self.place = place
        self.limit = limit


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
        code = WarningCode.LIMIT if damage.limit else WarningCode.DAMAGED
        return [warn(file, code, what=damage.limit, place=damage.place)]
    return []


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
    parser = reader.connected()
    begun = False
    try:
        for chunk in chunks:
            # Some exports put blanks in front of the declaration, which XML forbids.
            piece = chunk if begun else chunk.lstrip(_BLANK)
            begun = begun or bool(piece)
            parser.Parse(piece, False)  # noqa: FBT003 - expat's own order
        parser.Parse(b"", True)  # noqa: FBT003 - expat's own order
    except expat.ExpatError as error:
        raise XmlDamage(f"line {error.lineno:,}") from error
    except (LookupError, ValueError) as error:
        # The declaration names an encoding that does not exist or that expat cannot read.
        raise XmlDamage("its first line") from error


@dataclass(slots=True)
class _Reader:
    """Keeps the limits between expat and the handler."""

    handler: ElementHandler
    parser: expat.XMLParserType
    only: frozenset[str] | None
    pieces: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    depth: int = 0

    def connected(self) -> expat.XMLParserType:
        """Give the parser with its events tied to this reader."""
        self.parser.buffer_text = True
        self.parser.EntityDeclHandler = self.refuse
        self.parser.UnparsedEntityDeclHandler = self.refuse
        self.parser.ExternalEntityRefHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.CharacterDataHandler = self.text
        self.parser.EndElementHandler = self.end
        return self.parser

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
        if attributes:
            if sum(map(len, attributes.values())) > XML_ATTRIBUTES_BYTES:
                raise XmlDamage(self.line(), f"{XML_ATTRIBUTES_BYTES:,} bytes of attributes")
            attributes = {key: value for key, value in attributes.items() if not key.startswith("xmlns")}
        self.handler.start(self.plain(name), attributes)

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
        self.handler.end(self.plain(name), text)

    def plain(self, name: str) -> str:
        """Take the namespace prefix off a name."""
        found = self.names.get(name)
        if found is None:
            found = self.names[name] = name.rpartition(":")[2]
        return found

    def line(self) -> str:
        """Say where the reader stands."""
        return f"line {self.parser.CurrentLineNumber:,}"
