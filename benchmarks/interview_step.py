"""One interview step (triage, posterior, next question) on the product's own knowledge, by number of positives.

The made-up runners have answered the opening and what urgent rules wait for, so that each step does the whole work: it
weighs all that is left. ``benchmarks/inference_peers.py`` sets the same steps beside two libraries.
Run: ``python -m benchmarks.interview_step``.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

import numpy as np

from backstride.assess import step
from backstride.causes import cause_network, infer
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.expression import evaluate, leaves
from backstride.knowledge.facts import case_facts
from backstride.knowledge.schema import FindingType
from backstride.model import Answer, AnswerState, Case, Runner, Sex
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.question import Question
from backstride.model.verdict import Level

BUDGET = (
    "a step without intervals in 99 of 100 cases under 10 ms with 8 positive findings, and under 20 ms with 15 "
    "(aim: 10)"
)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CASES = 60


def sampled_case(knowledge: Knowledge, positives: int, rng: np.random.Generator) -> Case:
    """Draw a runner with so many positive findings, as many absences, the opening and urgent rules' facts answered."""
    network = cause_network(knowledge)
    runner = Case(runner=Runner(age_years=38, sex=Sex.MALE))
    chosen = [
        str(name) for name in rng.permutation([name for name in network.findings if _may_be_there(name, knowledge)])
    ]
    screens = (*knowledge.manifest.safety_screens, *knowledge.manifest.story_screens)
    urgent = [rule.id for rule in knowledge.rules.values() if rule.level >= Level.SAME_DAY]
    waited_for = dict.fromkeys(leaf for rule in urgent for leaf in leaves(knowledge.rule_expressions[rule]))
    opening = dict.fromkeys(name for screen in screens if screen.always for name in screen.findings)
    asked = [*waited_for, *opening, *(name for screen in knowledge.manifest.safety_screens for name in screen.findings)]
    absent = [name for name in asked if name in knowledge.findings and _is_yes_no(name, knowledge)]
    answers = dict.fromkeys([*absent, *chosen[positives : 2 * positives]], AnswerState.ABSENT)
    answers |= dict.fromkeys(chosen[:positives], AnswerState.PRESENT)
    told = runner.with_answers(Answer.of(FindingId(str(name)), state=state) for name, state in answers.items())
    return told.with_answers(
        [
            Answer.number(FindingId("pain_intensity_0_to_10"), 4.0),
            Answer.number(FindingId("pain_duration_weeks"), 1.0),
            Answer.option(FindingId("onset"), "gradual"),
        ]
    )


def _is_yes_no(name: str, knowledge: Knowledge) -> bool:
    return knowledge.findings[name].type is FindingType.YES_NO


def _may_be_there(name: str, knowledge: Knowledge) -> bool:
    """Leave out what would end the interview."""
    if name not in knowledge.findings or knowledge.findings[name].safety:
        return False
    facts = {FindingId(name): Finding(id=FindingId(name), state=AnswerState.PRESENT)}
    return not any(evaluate(rule, facts).truth for rule in knowledge.rule_expressions.values())


def best_of_three(case: Case, knowledge: Knowledge) -> tuple[float, Question | None]:
    """Give the milliseconds of one step, the best of three so that a neighbour on the machine counts less."""
    times = []
    for _ in range(3):
        start = time.thread_time()
        question = step(case, knowledge, NOW).next.question
        times.append(1e3 * (time.thread_time() - start))
    return min(times), question


def main() -> None:
    """Print the table."""
    knowledge = load_knowledge()
    rng = np.random.default_rng(1)
    print("positives | width median/max | step ms median / p90 / p99 | steps that weighed questions")
    for positives in (4, 8, 15):
        times, widths, chosen = [], [], 0
        for _ in range(CASES):
            case = sampled_case(knowledge, positives, rng)
            took, question = best_of_three(case, knowledge)
            times.append(took)
            chosen += question is not None and question.gain_bits > 0
            widths.append(infer(case_facts(case, knowledge).facts, knowledge).plan.width)
        median, p90, p99 = np.percentile(times, [50, 90, 99])
        print(
            f"{positives:9d} | {np.median(widths):.0f}/{max(widths)} | {median:.1f} / {p90:.1f} / {p99:.1f} | {chosen}"
        )


if __name__ == "__main__":
    main()
