"""What stands between a browser and the pages: who may ask, from where, how much, and what the answer may do."""

from backstride.web.security.body_size import BodySizeLimit
from backstride.web.security.cross_site import CrossSiteGuard
from backstride.web.security.hosts import HostAllowList
from backstride.web.security.pairing import PairingGuard
from backstride.web.security.rate_limit import RateLimit
from backstride.web.security.response_headers import SecurityHeaders

__all__ = ["BodySizeLimit", "CrossSiteGuard", "HostAllowList", "PairingGuard", "RateLimit", "SecurityHeaders"]
