"""How much of anything is read before it counts as an attack or a mistake. Each limit has its name in the warning."""

from __future__ import annotations

__all__ = [
    "ARCHIVE_BYTES",
    "ARCHIVE_DEPTH",
    "ARCHIVE_ENTRIES",
    "EXPANSION_FREE_BYTES",
    "EXPANSION_RATIO",
    "FILE_BYTES",
    "LINE_ROWS",
    "STREAM_BYTES",
    "XML_ATTRIBUTES_BYTES",
    "XML_DEPTH",
    "XML_TEXT_BYTES",
]

FILE_BYTES = 256 * 2**20
"""One training file, unpacked. Ten hours at 10 Hz are about 50 MB."""
STREAM_BYTES = 16 * 2**30
"""A file that is read as a stream, such as Apple Health's ``export.xml``."""
ARCHIVE_ENTRIES = 200_000
"""Entries of one archive, those of archives in it included."""
ARCHIVE_BYTES = 32 * 2**30
"""All entries of one archive together, unpacked."""
ARCHIVE_DEPTH = 3
"""Archives in archives."""
EXPANSION_RATIO = 200
"""Bytes out per byte in; training data shrink about tenfold."""
EXPANSION_FREE_BYTES = 8 * 2**20
"""Below this size the ratio is not looked at."""
XML_DEPTH = 64
"""Elements inside one another."""
XML_TEXT_BYTES = 2**20
"""Text of one element."""
XML_ATTRIBUTES_BYTES = 2**20
"""Attributes of one element together."""
LINE_ROWS = 1_000_000
"""Rows of one CSV file."""
