"""What exists: the types that carry a runner's case from the first answer to the last check-in."""

from backstride.model.activity import Activity, ActivitySource, IntakeWarning, LoggedSession, Sport
from backstride.model.answer import Answer, AnswerState
from backstride.model.assessment import Assessment, KnowledgeVersion
from backstride.model.case import Case
from backstride.model.check_in import CheckIn, OwnActivity
from backstride.model.clearance import Clearance
from backstride.model.finding import Finding, Origin
from backstride.model.form import Confidence, FootEvents, FormMeasure, FormReport, Side, Surface, View
from backstride.model.history import History, Medicine, PainSettling, PainStart, Response, Treatment, TreatmentKind
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack
from backstride.model.load import LoadBand, LoadDay, LoadSeries, LoadSession, LoadWeek
from backstride.model.pain_place import PainKind, PainPlace, PlaceMarks
from backstride.model.plan import (
    ExerciseDose,
    FormExperiment,
    Plan,
    PlanEvent,
    PlanRule,
    PlanSession,
    PlanState,
    PlanWeek,
    Prevention,
    RaceOutlook,
    RaceVerdict,
    RunDose,
    RunExtra,
    SessionKind,
    SessionPart,
    Stage,
    Step,
    Withheld,
)
from backstride.model.plan_choice import PlanChoice, PlanChoiceKind
from backstride.model.preferences import Equipment, Preferences, Race
from backstride.model.question import Choice, Item, Question, QuestionReason, QuestionType, StopReason
from backstride.model.ranking import CauseKind, Evidence, Flip, RankedCause, Ranking, Statement
from backstride.model.runner import Runner, Sex
from backstride.model.verdict import Level, Permission, RuleHit, Verdict

__all__ = [
    "Activity",
    "ActivitySource",
    "Answer",
    "AnswerState",
    "Assessment",
    "Case",
    "CauseKind",
    "CheckIn",
    "Choice",
    "Clearance",
    "Confidence",
    "Equipment",
    "Evidence",
    "ExerciseDose",
    "Finding",
    "Flip",
    "FootEvents",
    "FormExperiment",
    "FormMeasure",
    "FormReport",
    "History",
    "IntakeWarning",
    "Item",
    "KEYPOINT_NAMES",
    "KeypointTrack",
    "KnowledgeVersion",
    "Level",
    "LoadBand",
    "LoadDay",
    "LoadSeries",
    "LoadSession",
    "LoadWeek",
    "LoggedSession",
    "Medicine",
    "Origin",
    "OwnActivity",
    "PainKind",
    "PainPlace",
    "PainSettling",
    "PainStart",
    "Permission",
    "PlaceMarks",
    "Plan",
    "PlanChoice",
    "PlanChoiceKind",
    "PlanEvent",
    "PlanRule",
    "PlanSession",
    "PlanState",
    "PlanWeek",
    "Preferences",
    "Prevention",
    "Question",
    "QuestionReason",
    "QuestionType",
    "Race",
    "RaceOutlook",
    "RaceVerdict",
    "RankedCause",
    "Ranking",
    "Response",
    "RuleHit",
    "RunDose",
    "RunExtra",
    "Runner",
    "SessionKind",
    "SessionPart",
    "Sex",
    "Side",
    "Sport",
    "Stage",
    "Statement",
    "Step",
    "StopReason",
    "Surface",
    "Treatment",
    "TreatmentKind",
    "Verdict",
    "View",
    "Withheld",
]
