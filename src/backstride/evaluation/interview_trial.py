"""The interview held with the vignettes' runners: how many questions, what they bring up, what is lost.

Three interviews ask the same safety and opening screens; then ours asks what tells most, one follows the written order
and one draws by chance, each as many screens of a dozen items as ours. An emergency ends an interview at once, on
purpose, long before the story; so the ranking is also counted without those. How fast it grows, screen by screen, is
where an order shows what it is worth: in the end all have asked nearly the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from backstride.assess import step
from backstride.evaluation.answer_map import MappedCase, Silence
from backstride.evaluation.outcome import MOMENT, Outcome, judged
from backstride.evaluation.proportion import Proportion
from backstride.interview import MOST_ITEMS, apply_reply
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import applies_to
from backstride.knowledge.schema import Screen
from backstride.model.answer import Answer, AnswerState
from backstride.model.case import Case
from backstride.model.identifiers import FindingId, QuestionId
from backstride.model.question import Question, QuestionReason, StopReason

__all__ = ["GROWTH_AFTER", "Growth", "InterviewRow", "Order", "Transcript", "hold_interview", "interview_trial"]

MOST_QUESTIONS = 200

GROWTH_AFTER = (0, 2, 4, 6, 8, 10, None)
"""After how many screens of the chosen order the ranking is looked at; None is the end."""


class Order(StrEnum):
    """How the screens after the opening are ordered."""

    MOST_TELLING = "most_telling"
    WRITTEN = "written"
    RANDOM = "random"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One interview as it was held.

    Parameters
    ----------
    stages
        The case before the first screen of the chosen order, and after each one.
    further
        Screens beside age, sex and safety: the opening, the chosen ones and contradictions.
    questions
        All screens.
    stop
        Why it ended.
    """

    stages: tuple[Case, ...]
    further: int
    questions: int
    stop: StopReason | None

    @property
    def case(self) -> Case:
        """The case at the end."""
        return self.stages[-1]

    @property
    def chosen(self) -> int:
        """How many screens of the chosen order were asked."""
        return len(self.stages) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How often a right source was found after so many screens of the chosen order, where no emergency ended it."""

    screens: int | None
    top1: Proportion
    top3: Proportion


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewRow:
    """All interviews of one order, beside answering everything.

    Parameters
    ----------
    silence
        How the runner answers what the description does not mention.
    questions_median, questions_p90, further_median, further_most
        Screens asked; those beside age, sex and safety.
    recall
        Of all findings that were present in the descriptions, how many were asked about.
    urgency_lower
        Cases whose level came out lower than with everything answered.
    under
        Cases whose level came out below what is safe.
    emergencies
        Interviews that an emergency ended.
    top3, top3_of_all_answers
        A right source within three places, after the interview and with everything answered.
    top3_to_the_end, top3_of_all_answers_to_the_end
        The same for the interviews that no emergency ended.
    growth
        The same again, while the screens are asked.
    """

    order: Order
    silence: Silence
    questions_median: float
    questions_p90: float
    further_median: float
    further_most: int
    recall: Proportion
    urgency_lower: tuple[str, ...]
    under: tuple[str, ...]
    emergencies: int
    top3: Proportion
    top3_of_all_answers: Proportion
    top3_to_the_end: Proportion
    top3_of_all_answers_to_the_end: Proportion
    growth: tuple[Growth, ...]


def interview_trial(
    mapped: Sequence[MappedCase],
    knowledge: Knowledge,
    *,
    seed: int,
    progress: Callable[[str], None],
    silence: Silence = Silence.NO,
) -> tuple[InterviewRow, ...]:
    """Hold the interview with every vignette's runner, in each order."""
    if not mapped:
        return ()
    rng = np.random.default_rng(seed)
    full = [judged(case, case.case(knowledge, silence), knowledge) for case in mapped]
    ours: list[Transcript] = []
    for number, case in enumerate(mapped, start=1):
        progress(f"interviews: {number} of {len(mapped)}")
        ours.append(hold_interview(case, knowledge, silence))
    rows: list[InterviewRow] = []
    for order in Order:
        progress(f"interviews in order: {order.value}")
        held = [
            talk
            if order is Order.MOST_TELLING
            else _reordered(case.case(knowledge, silence), talk, knowledge, order, rng)
            for case, talk in zip(mapped, ours, strict=True)
        ]
        rows.append(_row(order, silence, mapped, held, full, knowledge))
    return tuple(rows)


def hold_interview(mapped: MappedCase, knowledge: Knowledge, silence: Silence = Silence.NO) -> Transcript:
    """Let a vignette's runner answer until the interview ends by itself.

    Raises
    ------
    RuntimeError
        If it does not end.
    """
    told = mapped.case(knowledge, silence)
    case = Case(runner=mapped.vignette.runner)
    opening_screens = {screen.id for screen in knowledge.manifest.story_screens if screen.always}
    stages: list[Case] = []
    confirmed: set[QuestionId] = set()
    further = 0
    for asked in range(MOST_QUESTIONS):
        taken = step(case, knowledge, MOMENT, confirmed=confirmed).next
        question = taken.question
        if question is None:
            return Transcript(stages=(*stages, case), further=further, questions=asked, stop=taken.stop)
        further += question.reason not in (QuestionReason.SAFETY, QuestionReason.BASICS)
        if question.reason is QuestionReason.INFORMATION and question.id not in opening_screens:
            stages.append(case)
        if question.reason is QuestionReason.CONFIRM_CONFLICT:
            confirmed.add(question.id)
        case = apply_reply(case, question, _reply(question, told), knowledge)
    raise RuntimeError(f"the interview of {mapped.vignette.id} does not end")


def _reply(question: Question, told: Case) -> dict[str, object]:
    """Answer each item from the description; what it does not hold is left out, which means not sure."""
    return {item.id: _written(told.answers[item.id]) for item in question.items if item.id in told.answers}


def _written(answer: Answer) -> object:
    if answer.state is AnswerState.VALUE:
        return answer.value
    return AnswerState.UNKNOWN.value if answer.state is AnswerState.NOT_ASKED else answer.state.value


def _reordered(
    told: Case, ours: Transcript, knowledge: Knowledge, order: Order, rng: np.random.Generator
) -> Transcript:
    """Replace the screens that were chosen by gain with as many in another order."""
    opening = ours.stages[0]
    parts = _parts(opening, knowledge)
    if order is Order.RANDOM:
        parts = [parts[index] for index in rng.permutation(len(parts)).tolist()]
    stages = [opening]
    for part in parts[: ours.chosen]:
        stages.append(stages[-1].with_answers(_told_or_unsure(finding, told) for finding in part))
    fewer = ours.chosen + 1 - len(stages)
    return replace(ours, stages=tuple(stages), questions=ours.questions - fewer, further=ours.further - fewer)


def _parts(case: Case, knowledge: Knowledge) -> list[list[FindingId]]:
    """Cut every later theme into screens of a dozen, in the written order."""
    parts: list[list[FindingId]] = []
    for screen in knowledge.manifest.story_screens:
        missing = [] if screen.always else _missing(screen, case, knowledge)
        parts += [missing[at : at + MOST_ITEMS] for at in range(0, len(missing), MOST_ITEMS)]
    return parts


def _missing(screen: Screen, case: Case, knowledge: Knowledge) -> list[FindingId]:
    return [
        FindingId(name)
        for name in screen.findings
        if name not in case.answers and applies_to(knowledge.findings[name], case.runner)
    ]


def _told_or_unsure(finding: FindingId, told: Case) -> Answer:
    return told.answers.get(finding, Answer.of(finding, state=AnswerState.UNKNOWN))


def _row(
    order: Order,
    silence: Silence,
    mapped: Sequence[MappedCase],
    held: Sequence[Transcript],
    full: Sequence[Outcome],
    knowledge: Knowledge,
) -> InterviewRow:
    after = [judged(case, talk.case, knowledge) for case, talk in zip(mapped, held, strict=True)]
    known = [_present(case) for case in mapped]
    found = sum(len(present & set(talk.case.answers)) for present, talk in zip(known, held, strict=True))
    questions = [talk.questions for talk in held]
    to_the_end = [talk.stop is not StopReason.EMERGENCY for talk in held]
    further = [talk.further for talk, ended in zip(held, to_the_end, strict=True) if ended] or [0]
    return InterviewRow(
        order=order,
        silence=silence,
        questions_median=float(np.median(questions)),
        questions_p90=float(np.percentile(questions, 90)),
        further_median=float(np.median(further)),
        further_most=max(further),
        recall=Proportion.count(found, sum(len(present) for present in known)),
        urgency_lower=tuple(now.id for now, best in zip(after, full, strict=True) if now.level < best.level),
        under=tuple(now.id for now in after if now.is_under),
        emergencies=to_the_end.count(False),
        top3=_within(3, after),
        top3_of_all_answers=_within(3, full),
        top3_to_the_end=_within(3, [now for now, ended in zip(after, to_the_end, strict=True) if ended]),
        top3_of_all_answers_to_the_end=_within(
            3, [best for best, ended in zip(full, to_the_end, strict=True) if ended]
        ),
        growth=tuple(
            _growth(
                screens,
                [pair for pair, ended in zip(zip(mapped, held, strict=True), to_the_end, strict=True) if ended],
                knowledge,
            )
            for screens in GROWTH_AFTER
        ),
    )


def _growth(screens: int | None, ended: Sequence[tuple[MappedCase, Transcript]], knowledge: Knowledge) -> Growth:
    cut = None if screens is None else screens + 1
    then = [judged(case, talk.stages[:cut][-1], knowledge) for case, talk in ended]
    return Growth(screens=screens, top1=_within(1, then), top3=_within(3, then))


def _present(mapped: MappedCase) -> set[FindingId]:
    wanted = (AnswerState.PRESENT, AnswerState.VALUE)
    return {finding for finding, answer in mapped.answers.items() if answer.state in wanted}


def _within(places: int, outcomes: Sequence[Outcome]) -> Proportion:
    return Proportion.count(sum((outcome.source_place or places + 1) <= places for outcome in outcomes), len(outcomes))
