"""Write the golden files again: ``python3 dev.py golden``. Read their difference before you commit it."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from backstride.assess import assess, step
from backstride.demo.demo_case import DEMO_RUNNER, demo_reply
from backstride.demo.history import write_history
from backstride.interview import apply_reply
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Case
from backstride.report.text import assessment_text
from backstride.service.importing import read_only

FOLDER = Path(__file__).parent
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@cache
def demo_case() -> Case:
    """Hold the whole interview with the demo runner, whose watch files are read first."""
    knowledge = load_knowledge()
    with TemporaryDirectory() as folder:
        write_history(Path(folder), now=NOW)
        activities = read_only([Path(folder)], zone=DEMO_RUNNER.time_zone).activities
    case = Case(runner=replace(DEMO_RUNNER, age_years=None), activities=tuple(activities), now=NOW)
    while (question := step(case, knowledge, NOW).next.question) is not None:
        case = apply_reply(case, question, demo_reply(question), knowledge, at=NOW)
    return case


def demo_assessment() -> str:
    """Give the demo runner's assessment as text, without the hash that changes with every word of the knowledge."""
    knowledge = load_knowledge()
    text = assessment_text(assess(demo_case(), knowledge, NOW), knowledge)
    return "\n".join(line for line in text.splitlines() if not line.startswith("Knowledge ")) + "\n"


GOLDEN = {"demo_assessment.txt": demo_assessment}

if __name__ == "__main__":
    for name, make in GOLDEN.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")
