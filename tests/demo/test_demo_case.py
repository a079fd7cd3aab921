"""The made-up runner: a story that is whole, calm and fits the runs and the clip."""

from dataclasses import replace
from datetime import UTC, datetime

from backstride.assess import assess
from backstride.demo.demo_case import DEMO_ANSWERS, DEMO_RUNNER
from backstride.figures import REGIONS
from backstride.interview import answer_from
from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import check_answer
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Level
from tests.web.filled_home import typed_runs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_every_answer_of_the_story_is_one_that_can_be_given():
    knowledge = load_knowledge()
    for name, written in DEMO_ANSWERS.items():
        check_answer(answer_from(FindingId(name), written, knowledge), knowledge)


def test_the_story_answers_the_whole_interview_and_is_no_emergency():
    state = demo_state(NOW)
    assessment = assess(state.case, load_knowledge(), NOW)

    assert assessment.question is None
    assert assessment.triage.level is Level.SELF_CARE
    assert assessment.triage.at_most < Level.SAME_DAY
    assert state.case.runner.age_years == DEMO_RUNNER.age_years


def test_the_long_run_is_among_what_probably_adds_to_it():
    case = replace(demo_state(NOW).case, log=typed_runs(NOW.date()))
    assessment = assess(case, load_knowledge(), NOW)
    found = {cause.id: cause.probability for cause in assessment.ranking.causes}

    assert found["sudden_longer_session"] > 0.1


def test_where_it_hurts_is_on_the_map():
    assert set(demo_state(NOW).places) <= {region.id for region in REGIONS}
