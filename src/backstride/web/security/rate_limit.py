"""How often one device may ask for what is costly or could be guessed: far more than a person needs.

Each device has a bucket for each kind of work. A bucket is full at first, every request takes one from it, and it
fills again at a steady rate; an empty one answers 429 and says when to come back.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Limit", "LimitBook", "RateLimit"]

_MOST_BUCKETS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How often some addresses may be asked for.

    Parameters
    ----------
    name
        What is limited; addresses of one name share a bucket.
    fits
        Says of a method and a path whether it counts.
    most
        How many at once.
    fills_in_s
        Time in which an empty bucket is full again, in seconds.
    line
        What a person is told, without the time to wait.
    """

    name: str
    fits: Callable[[str, str], bool]
    most: int
    fills_in_s: float
    line: str


class LimitBook:
    """Counts the requests of each device.

    Examples
    --------
    >>> book = LimitBook()
    >>> limit = Limit(name="pairing", fits=lambda method, path: True, most=2, fills_in_s=60.0, line="Too many.")
    >>> [book.wait_s(limit, "192.168.1.7", at_s=0.0) for _ in range(3)]
    [0, 0, 30]
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def wait_s(self, limit: Limit, who: str, *, at_s: float) -> int:
        """Count a request; gives 0, or how many seconds to wait when it is one too many."""
        key = (limit.name, who)
        with self._lock:
            left, last_s = self._buckets.pop(key, (float(limit.most), at_s))
            # A clock that was set back gives nothing and takes nothing.
            left = min(float(limit.most), left + max(at_s - last_s, 0.0) * limit.most / limit.fills_in_s)
            is_fine = left >= 1.0
            self._buckets[key] = (left - 1.0 if is_fine else left, at_s)
            while len(self._buckets) > _MOST_BUCKETS:
                self._buckets.popitem(last=False)
        return 0 if is_fine else math.ceil((1.0 - left) * limit.fills_in_s / limit.most)


class RateLimit:
    """Answer 429 with the time to wait to whoever asks too often.

    Parameters
    ----------
    app
        The application behind it.
    limits
        What is limited; the first that fits counts.
    clock
        Gives the moment.
    too_many
        Makes the answer from the request, the limit's line and the seconds to wait.
    """

    def __init__(
        self,
        app: ASGIApp,
        limits: Collection[Limit],
        clock: Callable[[], datetime],
        too_many: Callable[[Request, str, int], Awaitable[Response]],
    ) -> None:
        self.app = app
        self.limits = tuple(limits)
        self.clock = clock
        self.too_many = too_many
        self.book = LimitBook()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or ask to wait."""
        limit = self._limit(scope)
        if limit is not None:
            who = scope["client"][0] if scope.get("client") else ""
            wait_s = self.book.wait_s(limit, who, at_s=self.clock().timestamp())
            if wait_s:
                answer = await self.too_many(Request(scope, receive), limit.line, wait_s)
                answer.headers["Retry-After"] = str(wait_s)
                answer.headers["Connection"] = "close"
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _limit(self, scope: Scope) -> Limit | None:
        if scope["type"] != "http":
            return None
        method, path = scope["method"], scope["path"]
        return next((limit for limit in self.limits if limit.fits(method, path)), None)
