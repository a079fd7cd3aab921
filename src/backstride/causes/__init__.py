"""Findings to the posterior over causes: what moved it, how sure it is, what would change it."""

from backstride.causes.circumstance import Circumstances, circumstances
from backstride.causes.inference import WIDEST_EXACT, AfterAnswer, Inference, after_answers, infer, screened
from backstride.causes.network import COMPLAINT, CauseNetwork, cause_network
from backstride.causes.ranking import rank_causes

__all__ = [
    "AfterAnswer",
    "COMPLAINT",
    "CauseNetwork",
    "Circumstances",
    "Inference",
    "WIDEST_EXACT",
    "after_answers",
    "cause_network",
    "circumstances",
    "infer",
    "rank_causes",
    "screened",
]
