"""Vignettes to accuracy tables, simulated runners, validation of form."""

from backstride.evaluation.page import evaluation_page
from backstride.evaluation.run import Evaluation, evaluate, evaluate_files

__all__ = ["Evaluation", "evaluate", "evaluate_files", "evaluation_page"]
