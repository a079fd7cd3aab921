"""The interview held with the vignettes' runners: how many questions, what they bring up, what is lost.

Three interviews ask the same safety and opening screens; then ours asks what tells most, one follows the written order
and one draws by chance, each as many screens of a dozen items as ours. An emergency ends an interview at once, on
purpose, long before the story; so the ranking is also counted without those.
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

__all__ = ["InterviewRow", "Order", "Transcript", "hold_interview", "interview_trial"]

MOST_QUESTIONS = 200


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
    opening
        The case before the first screen that was chosen by gain.
    chosen
        How many screens were chosen by gain.
    further
        Screens beside age, sex and safety: the opening, the chosen ones and contradictions.
    questions
        All screens.
    stop
        Why it ended.
    """

    case: Case
    opening: Case
    chosen: int
    further: int
    questions: int
    stop: StopReason | None


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
    opening: Case | None = None
    confirmed: set[QuestionId] = set()
    chosen = further = 0
    for asked in range(MOST_QUESTIONS):
        taken = step(case, knowledge, MOMENT, confirmed=confirmed).next
        question = taken.question
        if question is None:
            return Transcript(
                case=case, opening=opening or case, chosen=chosen, further=further, questions=asked, stop=taken.stop
            )
        further += question.reason not in (QuestionReason.SAFETY, QuestionReason.BASICS)
        if question.reason is QuestionReason.INFORMATION and question.id not in opening_screens:
            opening = opening or case
            chosen += 1
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
    parts = _parts(ours.opening, knowledge)
    if order is Order.RANDOM:
        parts = [parts[index] for index in rng.permutation(len(parts)).tolist()]
    asked = parts[: ours.chosen]
    case = ours.opening.with_answers(_told_or_unsure(finding, told) for part in asked for finding in part)
    fewer = ours.chosen - len(asked)
    return replace(ours, case=case, questions=ours.questions - fewer, further=ours.further - fewer, chosen=len(asked))


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
        top3=_top3(after),
        top3_of_all_answers=_top3(full),
        top3_to_the_end=_top3([now for now, ended in zip(after, to_the_end, strict=True) if ended]),
        top3_of_all_answers_to_the_end=_top3([best for best, ended in zip(full, to_the_end, strict=True) if ended]),
    )


def _present(mapped: MappedCase) -> set[FindingId]:
    wanted = (AnswerState.PRESENT, AnswerState.VALUE)
    return {finding for finding, answer in mapped.answers.items() if answer.state in wanted}


def _top3(outcomes: Sequence[Outcome]) -> Proportion:
    within = 3
    return Proportion.count(sum((outcome.source_place or within + 1) <= within for outcome in outcomes), len(outcomes))
