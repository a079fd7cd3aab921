"""Leases: how one worker can tell that another one is gone, whatever the clocks of the machine do.

A worker writes a new lease on its job every few seconds. Whoever looks on does not compare that moment with the time of
day, which can jump, be set back or be wrong. It waits, by a clock that only goes forward, for the lease to change.
"""

from __future__ import annotations

from collections.abc import Iterable

from backstride.store.jobs import JobRow

__all__ = ["RENEW_S", "LeaseWatch"]

RENEW_S = 5.0
"""How often a worker renews the lease of its job."""

_GONE_AFTER_S = 3 * RENEW_S


class LeaseWatch:
    """Looks at running jobs again and again, and names those whose lease stands still.

    Examples
    --------
    >>> job = JobRow(id="a", case_id="", kind="import", state="running", title="", payload="", created_at="",
    ...              changed_at="", lease_until="2026-11-22T09:00:15")
    >>> watch = LeaseWatch()
    >>> watch.expired([job], now_s=0.0), watch.expired([job], now_s=20.0)
    (frozenset(), frozenset({'a'}))
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str | None, float]] = {}

    def expired(self, running: Iterable[JobRow], *, now_s: float) -> frozenset[str]:
        """Name the jobs whose lease has not changed for three renewals.

        Parameters
        ----------
        running
            Jobs that other workers are believed to be doing.
        now_s
            Seconds of a clock that never goes back.
        """
        before, self._seen = self._seen, {}
        for row in running:
            lease, since_s = before.get(row.id, (row.lease_until, now_s))
            self._seen[row.id] = (row.lease_until, since_s if lease == row.lease_until else now_s)
        return frozenset(name for name, (_, since_s) in self._seen.items() if now_s - since_s >= _GONE_AFTER_S)
