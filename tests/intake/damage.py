"""The ways in which training files get damaged, each drawn anew from a seed."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from types import MappingProxyType

__all__ = ["DAMAGES", "FIT_DAMAGES"]

Damage = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, chance: random.Random) -> bytes:
    """Lose the end."""
    return data[: chance.randrange(len(data))]


def cut_front(data: bytes, chance: random.Random) -> bytes:
    """Lose the beginning."""
    return data[chance.randrange(1, len(data)) :]


def emptied(data: bytes, chance: random.Random) -> bytes:
    """Lose everything."""
    return b""


def one_byte(data: bytes, chance: random.Random) -> bytes:
    """Change one byte."""
    return _changed(data, chance, 1)


def many_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change many bytes all over the file."""
    return _changed(data, chance, chance.choice([5, 20, 100]))


def one_bit(data: bytes, chance: random.Random) -> bytes:
    """Flip one bit."""
    changed = bytearray(data)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def garbage_before(data: bytes, chance: random.Random) -> bytes:
    """Put bytes that mean nothing in front."""
    return chance.randbytes(chance.randrange(1, 600)) + data


def garbage_behind(data: bytes, chance: random.Random) -> bytes:
    """Put bytes that mean nothing behind the end."""
    return data + chance.randbytes(chance.randrange(1, 600))


def garbage_inside(data: bytes, chance: random.Random) -> bytes:
    """Put bytes that mean nothing somewhere inside."""
    place = chance.randrange(len(data))
    return data[:place] + chance.randbytes(chance.randrange(1, 600)) + data[place:]


def blanked(data: bytes, chance: random.Random) -> bytes:
    """Overwrite a block with zeros."""
    place, size = chance.randrange(len(data)), chance.randrange(64, 4096)
    return data[:place] + bytes(min(size, len(data) - place)) + data[place + size :]


def scrambled(data: bytes, chance: random.Random) -> bytes:
    """Overwrite a block with noise."""
    place, size = chance.randrange(len(data)), chance.randrange(16, 2048)
    return data[:place] + chance.randbytes(min(size, len(data) - place)) + data[place + size :]


def torn_out(data: bytes, chance: random.Random) -> bytes:
    """Lose a block in the middle."""
    place = chance.randrange(len(data))
    return data[:place] + data[place + chance.randrange(1, 4096) :]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """Have a block twice."""
    place = chance.randrange(len(data))
    return data[:place] + data[place : place + chance.randrange(1, 2048)] + data[place:]


def chained(data: bytes, chance: random.Random) -> bytes:
    """Have the whole file twice."""
    return data + data


def packed_and_cut(data: bytes, chance: random.Random) -> bytes:
    """Pack the file and lose the end of the package."""
    packed = gzip.compress(data)
    return packed[: chance.randrange(12, len(packed))]


def packed_and_changed(data: bytes, chance: random.Random) -> bytes:
    """Pack the file and change a byte of the package."""
    return _changed(gzip.compress(data), chance, 1)


def header_swapped(data: bytes, chance: random.Random) -> bytes:
    """Swap two neighbouring bytes among the first fourteen."""
    place = chance.randrange(13)
    return data[:place] + data[place + 1 : place + 2] + data[place : place + 1] + data[place + 2 :]


def header_byte(data: bytes, chance: random.Random) -> bytes:
    """Change one of the first fourteen bytes."""
    place = chance.randrange(14)
    return data[:place] + bytes([data[place] ^ chance.randrange(1, 256)]) + data[place + 1 :]


def header_lost(data: bytes, chance: random.Random) -> bytes:
    """Overwrite the header with zeros or noise."""
    return (bytes(14) if chance.random() < 0.5 else chance.randbytes(14)) + data[14:]


def length_lost(data: bytes, chance: random.Random) -> bytes:
    """Have the header say a length of nothing, of half, of twice or of whatever."""
    size = int.from_bytes(data[4:8], "little")
    wrong = chance.choice([0, size // 2, max(size - 1, 0), size + 1, 2**32 - 1, chance.randrange(2**32)])
    return data[:4] + wrong.to_bytes(4, "little") + data[8:]


def checksum_lost(data: bytes, chance: random.Random) -> bytes:
    """Have a wrong checksum at the end, or none at all."""
    return data[:-2] + (chance.randbytes(2) if chance.random() < 0.7 else b"")


def header_checksum_lost(data: bytes, chance: random.Random) -> bytes:
    """Have a wrong checksum in the header."""
    return data[:12] + chance.randbytes(2) + data[14:]


def _changed(data: bytes, chance: random.Random, count: int) -> bytes:
    changed = bytearray(data)
    for _ in range(count):
        changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


DAMAGES = MappingProxyType(
    {
        one.__name__: one
        for one in (
            cut, cut_front, emptied, one_byte, many_bytes, one_bit, garbage_before, garbage_behind, garbage_inside,
            blanked, scrambled, torn_out, doubled, chained, packed_and_cut, packed_and_changed,
        )
    }
)  # fmt: skip
"""Kinds that befall any file, by name."""
FIT_DAMAGES = MappingProxyType(
    {
        one.__name__: one
        for one in (header_swapped, header_byte, header_lost, length_lost, checksum_lost, header_checksum_lost)
    }
)  # fmt: skip
"""Kinds that befall the frame of a FIT file, by name."""
