"""What a bundle carries besides the case: the product's own sentences and the report that goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from backstride.exchange.fhir.coding import Resource
from backstride.knowledge.base import Knowledge
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId

__all__ = ["HandOver", "instant"]


def instant(moment: datetime) -> str:
    """Write an aware moment as FHIR does, in UTC.

    Examples
    --------
    >>> instant(datetime(2026, 11, 22, 9, tzinfo=UTC))
    '2026-11-22T09:00:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """An answer on its way to a clinic.

    Parameters
    ----------
    now
        Aware moment of the answer.
    mark
        Names exactly this content; addresses inside the bundle are made from it.
    title, action
        How urgent it is and what to do, in the product's words.
    statement
        Muscle, nerve or clinician, in the product's words.
    not_ranked
        Why neither causes nor a plan are told, or empty where they are.
    plan_state
        Where the runner stands on the way back, or empty.
    disclaimer
        What the product is not.
    report
        The clinician's report as plain text.
    """

    case: Case
    assessment: Assessment
    knowledge: Knowledge
    now: datetime
    mark: str
    title: str
    action: str
    statement: str
    not_ranked: str
    plan_state: str
    disclaimer: str
    report: str

    def __post_init__(self) -> None:
        """A moment without a zone would be another moment elsewhere."""
        if self.now.tzinfo is None:
            raise ValueError("now needs a time zone")

    @property
    def facts(self) -> Mapping[FindingId, Finding]:
        """Every finding of the answer by its id."""
        return {finding.id: finding for finding in self.assessment.findings}

    @property
    def written_at(self) -> str:
        """The moment of the answer as FHIR writes it."""
        return instant(self.now)

    @property
    def subject(self) -> Resource:
        """A reference to the runner."""
        return self.reference("patient")

    def address(self, name: str) -> str:
        """Give the address of a resource inside the bundle; the same answer and name give the same one."""
        return f"urn:uuid:{self._uuid(name)}"

    def _uuid(self, name: str) -> UUID:
        return uuid5(NAMESPACE_URL, f"{self.mark}/{name}")

    def reference(self, name: str) -> Resource:
        """Refer to another resource of the bundle."""
        return {"reference": self.address(name)}
