"""A small case dressed up as one too wide for the exact engine, so that its other half can be looked at."""

from dataclasses import replace

from backstride.causes import Inference
from backstride.causes.inference import WIDEST_EXACT


def wide(inference: Inference, *, error99: float = 0.01) -> Inference:
    """Say that the posterior was sampled with this error."""
    plan = replace(inference.plan, width=WIDEST_EXACT + 1)
    return replace(inference, plan=plan, log_evidence=float("nan"), error99=error99)
