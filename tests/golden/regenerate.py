"""Write the golden files again: ``python3 dev.py golden``. Read their difference before you commit it."""

from datetime import UTC, datetime
from pathlib import Path

from backstride.demo.demo_case import demo_case

from backstride.assess import assess
from backstride.knowledge.compiled import load_knowledge
from backstride.report import assessment_text

FOLDER = Path(__file__).parent
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def demo_assessment() -> str:
    """Give the demo runner's assessment as text, without the hash that changes with every word of the knowledge."""
    knowledge = load_knowledge()
    text = assessment_text(assess(demo_case(NOW), knowledge, NOW), knowledge)
    return "\n".join(line for line in text.splitlines() if not line.startswith("Knowledge ")) + "\n"


GOLDEN = {"demo_assessment.txt": demo_assessment}

if __name__ == "__main__":
    for name, make in GOLDEN.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")
