"""Phones and tablets that may open the app over the home network: pair one, list them, forget one.

The list is a file of its own in the data folder, readable by its owner alone. It holds a hash of each device's token,
so that whoever reads the file cannot pose as a device. Every request reads it, so that a forgotten device is out at
once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import DecodeError

from backstride.model.codec import decode_json, encode_json
from backstride.model.errors import FileError, InputError

__all__ = [
    "PAIRING_LASTS",
    "PairedDevice",
    "device_of",
    "forget_device",
    "list_devices",
    "pair_device",
]

PAIRING_LASTS = timedelta(days=180)
"""A device that was not used for so long has to be paired again."""
_FILE = "paired_devices.json"
_MOST_DEVICES = 20
_LONGEST_NAME = 40
_SEEN_AGAIN = timedelta(days=1)
_ONE_WRITER = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDevice:
    """One device.

    Parameters
    ----------
    token_sha256
        Hash of the secret that the device shows, in hexadecimal.
    seen_at
        When it was last used, to the day.
    """

    id: str
    name: str
    token_sha256: str
    paired_at: datetime
    seen_at: datetime


def list_devices(home: Path, *, now: datetime) -> tuple[PairedDevice, ...]:
    """List the devices that may come in, the oldest pairing first.

    A list that cannot be read lets nobody in: its devices have to be paired again.
    """
    try:
        kept = decode_json((home / _FILE).read_bytes(), tuple[PairedDevice, ...])
    except (OSError, DecodeError, UnicodeDecodeError):
        return ()
    return tuple(device for device in kept if now - device.seen_at < PAIRING_LASTS)


def pair_device(home: Path, name: str, *, now: datetime) -> tuple[PairedDevice, str]:
    """Let a device in; gives it, and the token that it must show and that is kept nowhere here.

    Raises
    ------
    InputError
        If there are too many devices.
    """
    token = secrets.token_urlsafe(32)
    device = PairedDevice(
        id=secrets.token_hex(6),
        name=" ".join(name.split())[:_LONGEST_NAME] or "A phone or tablet",
        token_sha256=_hashed(token),
        paired_at=now,
        seen_at=now,
    )
    with _ONE_WRITER:
        devices = list_devices(home, now=now)
        if len(devices) >= _MOST_DEVICES:
            raise InputError(f"{_MOST_DEVICES} devices are paired, and there is no room for more", advice="forget one")
        _write(home, (*devices, device))
    return device, token


def forget_device(home: Path, device_id: str, *, now: datetime) -> None:
    """Keep a device out from now on; nothing happens when it is not known."""
    with _ONE_WRITER:
        devices = list_devices(home, now=now)
        if any(device.id == device_id for device in devices):
            _write(home, [device for device in devices if device.id != device_id])


def device_of(home: Path, token: str, *, now: datetime) -> PairedDevice | None:
    """Find the device that shows a token; None when it may not come in."""
    hashed = _hashed(token)
    found = next((one for one in list_devices(home, now=now) if secrets.compare_digest(one.token_sha256, hashed)), None)
    if found is not None and now - found.seen_at > _SEEN_AGAIN:
        with _ONE_WRITER:
            devices = list_devices(home, now=now)
            _write(home, [replace(one, seen_at=now) if one.id == found.id else one for one in devices])
    return found


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _write(home: Path, devices: Iterable[PairedDevice]) -> None:
    """Put the list in place in one step, so that nobody ever reads half of it."""
    half = home / f"{_FILE}.part"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(encode_json(tuple(devices)))
        half.replace(home / _FILE)
    except OSError as error:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        what = f"the list of paired devices cannot be written ({error.strerror})"
        raise FileError(what, where=str(home), advice="check the folder's rights and free space") from error
