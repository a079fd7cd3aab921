"""The home network: under which addresses this machine is reached there, and what a phone has to scan."""

from __future__ import annotations

import ipaddress
import socket
import struct
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from markupsafe import Markup

from backstride.web.drawing import drawing
from backstride.web.security.pairing import PairingCode, PairingDesk

if TYPE_CHECKING:
    import segno

__all__ = ["Lan", "home_addresses"]

_NOT_HOME = ("docker", "br-", "veth", "virbr", "lo", "tun", "tap", "wg")
_ADDRESS_OF_INTERFACE = 0x8915
"""Linux's SIOCGIFADDR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lan:
    """The app's side towards the home network.

    Parameters
    ----------
    addresses
        This machine's addresses there, the likeliest first.
    """

    addresses: tuple[str, ...]
    port: int
    desk: PairingDesk = field(default_factory=PairingDesk)

    def __post_init__(self) -> None:
        """Ask for at least one address."""
        if not self.addresses:
            raise ValueError("a home network needs an address")

    @property
    def address(self) -> str:
        """The address to type on another device, with the last slash."""
        return f"http://{self.addresses[0]}:{self.port}/"

    def pairing_address(self, code: PairingCode) -> str:
        """Give what the QR code holds: the pairing page with the code already filled in.

        Examples
        --------
        >>> from datetime import UTC, datetime
        >>> lan = Lan(addresses=("192.168.1.5",), port=8470)
        >>> lan.pairing_address(PairingCode("K7M4XQ", datetime(2026, 11, 22, tzinfo=UTC)))
        'http://192.168.1.5:8470/pair?code=K7M4XQ'
        """
        return f"{self.address}pair?code={code.text}"

    def picture(self, code: PairingCode) -> Markup:
        """Draw the QR code for a page, dark on light in both themes, since cameras want it so."""
        made = self._made(code)
        # Four light modules on each side belong to the code.
        return drawing(made.svg_inline(scale=6, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None))

    def terminal_picture(self, code: PairingCode) -> str:
        """Draw the QR code with letters, for a terminal."""
        written = StringIO()
        self._made(code).terminal(out=written, compact=True)
        return written.getvalue()

    def _made(self, code: PairingCode) -> segno.QRCode:
        import segno

        return segno.make(self.pairing_address(code), micro=False)


def home_addresses() -> tuple[str, ...]:
    """Find this machine's private addresses on networks of a home; nothing is sent to find them."""
    found = dict.fromkeys(_by_interface() or _by_route())
    return tuple(address for address in found if _is_private(address))


def _is_private(address: str) -> bool:
    """Say whether an address belongs to a network behind a router.

    Examples
    --------
    >>> _is_private("192.168.1.5"), _is_private("127.0.0.1"), _is_private("8.8.8.8"), _is_private("169.254.3.3")
    (True, False, False, False)
    """
    parsed = ipaddress.ip_address(address)
    return parsed.is_private and not (parsed.is_loopback or parsed.is_link_local)


def _by_interface() -> list[str]:
    """Ask Linux for the address of each network card; empty on other systems."""
    try:
        import fcntl

        names = [name for _, name in socket.if_nameindex() if not name.startswith(_NOT_HOME)]
    except (ImportError, OSError):
        return []
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for name in names:
            try:
                answer = fcntl.ioctl(asked.fileno(), _ADDRESS_OF_INTERFACE, struct.pack("256s", name.encode()[:15]))
            except OSError:
                continue  # A card without an address.
            found.append(socket.inet_ntoa(answer[20:24]))
    return found


def _by_route() -> list[str]:
    """Ask the system which of its addresses it would use to leave the house; a datagram socket sends nothing by it."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.connect(("192.0.2.1", 9))
            return [str(asked.getsockname()[0])]
    except OSError:
        return []
