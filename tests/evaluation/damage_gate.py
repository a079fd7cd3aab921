"""The gate on damaged answers: while the decisive ones are intact, nobody is told less than what is safe."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from backstride.evaluation.answer_map import MappedCase, Silence
from backstride.evaluation.robustness import DECISIVE_KEPT_SHARES, damaged, decisive_answers
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import case_facts
from backstride.triage import triage


def too_low_though_decisive_answers_kept(cases: Sequence[MappedCase], knowledge: Knowledge) -> list[str]:
    rng = np.random.default_rng(20261122)
    found = []
    for case in cases:
        spared = decisive_answers(case, knowledge)
        for damage, share in DECISIVE_KEPT_SHARES:
            hurt = replace(case, answers=damaged(case.answers, damage, share, rng, spared=spared))
            level = triage(case_facts(hurt.case(knowledge, Silence.NO), knowledge).facts, knowledge).level
            if level < case.vignette.minimum:
                found.append(f"{case.vignette.id}: {level} below {case.vignette.minimum} ({damage.value} {share:.0%})")
    return found
