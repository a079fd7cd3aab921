"""One assessment, many renderings."""

from backstride.report.interchange import assessment_json, form_json, plan_json, question_json
from backstride.report.text import assessment_text

__all__ = ["assessment_json", "assessment_text", "form_json", "plan_json", "question_json"]
