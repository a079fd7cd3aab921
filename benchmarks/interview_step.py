"""One interview step (triage, posterior, next question) on the product's own knowledge, by number of positives.

The peer is pyAgrum on the same network and answers, where it is installed (``pip install pyagrum``); it is given
a minute for one case. Run: ``python -m benchmarks.interview_step``.
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

BUDGET = (
    "a step without intervals in 99 of 100 cases under 10 ms with 8 positive findings, and under 20 ms with 15 "
    "(aim: 10)"
)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CASES = 60


def sampled_case(knowledge: Knowledge, positives: int, rng: np.random.Generator) -> Case:
    """Draw a runner with so many positive findings, safety answers given and as many absences."""
    network = cause_network(knowledge)
    runner = Case(runner=Runner(age_years=38, sex=Sex.MALE))
    chosen = [
        str(name) for name in rng.permutation([name for name in network.findings if _may_be_there(name, knowledge)])
    ]
    waited_for = {leaf for rule in knowledge.rule_expressions.values() for leaf in leaves(rule)}
    absent = [name for name in waited_for if name in knowledge.findings and _is_yes_no(name, knowledge)]
    answers = dict.fromkeys([*absent, *chosen[positives : 2 * positives]], AnswerState.ABSENT)
    answers |= dict.fromkeys(chosen[:positives], AnswerState.PRESENT)
    return runner.with_answers(Answer.of(FindingId(str(name)), state=state) for name, state in answers.items())


def _is_yes_no(name: str, knowledge: Knowledge) -> bool:
    return knowledge.findings[name].type is FindingType.YES_NO


def _may_be_there(name: str, knowledge: Knowledge) -> bool:
    """Leave out what would end the interview."""
    if name not in knowledge.findings or knowledge.findings[name].safety:
        return False
    facts = {FindingId(name): Finding(id=FindingId(name), state=AnswerState.PRESENT)}
    return not any(evaluate(rule, facts).truth for rule in knowledge.rule_expressions.values())


def main() -> None:
    """Print the table."""
    knowledge = load_knowledge()
    rng = np.random.default_rng(1)
    print("positives | width median/max | step ms median / p90 / p99")
    for positives in (4, 8, 15):
        times, widths = [], []
        for _ in range(CASES):
            case = sampled_case(knowledge, positives, rng)
            start = time.thread_time()
            step(case, knowledge, NOW)
            times.append(1e3 * (time.thread_time() - start))
            widths.append(infer(case_facts(case, knowledge).facts, knowledge).plan.width)
        median, p90, p99 = np.percentile(times, [50, 90, 99])
        print(f"{positives:9d} | {np.median(widths):.0f}/{max(widths)} | {median:.1f} / {p90:.1f} / {p99:.1f}")


if __name__ == "__main__":
    main()
