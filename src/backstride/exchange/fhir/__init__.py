"""An answer as a FHIR R4 bundle: built from plain dictionaries, so that no library is needed at run time."""

from backstride.exchange.fhir.bundle import bundle
from backstride.exchange.fhir.hand_over import HandOver

__all__ = ["HandOver", "bundle"]
