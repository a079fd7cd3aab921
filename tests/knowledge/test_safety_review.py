"""Every presentation of the safety review is caught, and its near miss is not."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from backstride.knowledge.base import Knowledge
from backstride.model.verdict import Level
from tests.knowledge.told import told

PAIRS = yaml.safe_load((Path(__file__).parent / "safety_review.yaml").read_text(encoding="utf-8"))["presentations"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["presentation"])
def test_the_presentation_is_caught(pair: Mapping[str, Mapping[str, object]], knowledge: Knowledge) -> None:
    verdict = told(pair["fires"], knowledge)

    assert verdict.level >= Level(str(pair["fires"]["level"]))
    assert any(hit.level is verdict.level for hit in verdict.rules)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["presentation"])
def test_its_near_miss_is_not(pair: Mapping[str, Mapping[str, object]], knowledge: Knowledge) -> None:
    allowed, caught = Level(str(pair["near_miss"]["level"])), Level(str(pair["fires"]["level"]))

    assert allowed < caught
    assert told(pair["near_miss"], knowledge).level <= allowed


def test_the_table_holds_every_presentation_of_the_review() -> None:
    assert len({pair["presentation"] for pair in PAIRS}) == 32
