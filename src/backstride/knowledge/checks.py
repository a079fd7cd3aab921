"""Checks that a knowledge base must pass before it is compiled.

Each check is one function from a knowledge base to the problems it finds; :data:`CHECKS` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from backstride.knowledge.base import BUILT_IN_FACTS, Knowledge
from backstride.knowledge.example import example_facts
from backstride.knowledge.exercise import ExerciseRegion, StageDose
from backstride.knowledge.expression import (
    Absent,
    AtLeast,
    Below,
    Expression,
    IsOption,
    evaluate,
    leaves,
    parts_of,
)
from backstride.knowledge.reading_grade import reading_grade
from backstride.knowledge.schema import Advice, FindingText, FindingType, Frequency, Grade, Sign
from backstride.model.errors import KnowledgeError
from backstride.model.plan import Stage
from backstride.model.verdict import Level

__all__ = ["CHECKS", "Problem", "problems", "require_sound"]

MOST_SAFETY_SCREENS = 8
QUESTION_GRADE = 7.0
ADVICE_GRADE = 9.0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def problems(knowledge: Knowledge) -> tuple[Problem, ...]:
    """List everything that is wrong with a knowledge base."""
    return tuple(problem for check in CHECKS for problem in check(knowledge))


def require_sound(knowledge: Knowledge) -> None:
    """Refuse a knowledge base with problems.

    Raises
    ------
    KnowledgeError
        Naming the first problems and how many there are.
    """
    found = problems(knowledge)
    if found:
        shown = "\n  ".join(str(problem) for problem in found[:200])
        raise KnowledgeError(f"{len(found)} problems\n  {shown}", advice="mend them and compile again")


def _expressions(knowledge: Knowledge) -> Iterator[tuple[str, Expression]]:
    for rule in knowledge.rules.values():
        yield f"rules/{rule.id}", rule.when
    for sign in knowledge.signs.values():
        yield f"signs/{sign.id}", sign.when
    for cause in knowledge.causes.values():
        for modifier in cause.modifiers:
            yield f"causes/{cause.id}", modifier.when
    for advice in knowledge.advice.values():
        for expression in (advice.when, advice.unless):
            if expression is not None:
                yield f"advice/{advice.id}", expression
    yield from _exercise_expressions(knowledge)


def _exercise_expressions(knowledge: Knowledge) -> Iterator[tuple[str, Expression]]:
    for demand in knowledge.demands.values():
        if demand.avoid_when is not None:
            yield f"demands/{demand.id}", demand.avoid_when
    for exercise in knowledge.exercises.values():
        if exercise.only_when is not None:
            yield f"exercises/{exercise.id}", exercise.only_when


def dangling_ids(knowledge: Knowledge) -> Iterator[Problem]:
    """Every id that is named exists."""
    facts = {*knowledge.findings, *knowledge.signs, *BUILT_IN_FACTS}
    named: list[tuple[str, str, Container[str]]] = [
        (where, leaf, facts) for where, expression in _expressions(knowledge) for leaf in leaves(expression)
    ]
    for cause in knowledge.causes.values():
        named += [(f"causes/{cause.id}", shown, facts) for shown in cause.shows]
        named += [(f"causes/{cause.id}", step, knowledge.advice) for step in cause.first_steps]
    for demand in knowledge.demands.values():
        named += [(f"demands/{demand.id}", suspected.id, knowledge.causes) for suspected in demand.avoid_with]
    for exercise in knowledge.exercises.values():
        where = f"exercises/{exercise.id}"
        named += [(where, name, knowledge.demands) for name in (*exercise.never, *exercise.gentle)]
        named += [(where, name, knowledge.exercises) for name in (*exercise.easier, *exercise.harder)]
    for screen in (*knowledge.manifest.safety_screens, *knowledge.manifest.story_screens):
        named += [(f"manifest, screen {screen.id}", finding, knowledge.findings) for finding in screen.findings]
    for finding in knowledge.findings.values():
        implied = [name for choice in finding.choices for name in choice.implies]
        named += [(f"findings/{finding.id}", other, knowledge.findings) for other in (*finding.contradicts, *implied)]
    for rule in knowledge.rules.values():
        for example in (rule.fires, rule.near_miss):
            named += [(f"rules/{rule.id}", key, {*knowledge.findings, *BUILT_IN_FACTS}) for key in example.answers]
    named += [named_place for advice in knowledge.advice.values() for named_place in _followed(advice, knowledge)]
    for where, name, known in named:
        if name not in known:
            yield Problem(where, f"'{name}' does not exist")


def _followed(advice: Advice, knowledge: Knowledge) -> Iterator[tuple[str, str, Container[str]]]:
    """Give every record a claim says it is followed in, beside those there are."""
    followed, where = advice.followed_in, f"advice/{advice.id}, followed_in"
    if followed is None:
        return
    by_kind = (
        (followed.exercises, knowledge.exercises),
        (followed.demands, knowledge.demands),
        (followed.advice, {one.id for one in knowledge.advice.values() if not one.claim}),
        (followed.findings, {*knowledge.findings, *knowledge.signs}),
        (followed.rules, knowledge.rules),
        (followed.causes, knowledge.causes),
    )
    yield from ((where, name, known) for names, known in by_kind for name in names)


def claims_are_followed(knowledge: Knowledge) -> Iterator[Problem]:
    """Every common claim names where the product follows its verdict, and nothing else does."""
    for advice in knowledge.advice.values():
        where, followed = f"advice/{advice.id}", advice.followed_in
        if advice.claim and not followed:
            yield Problem(where, "is a common claim but does not say where the product follows it (followed_in)")
        if followed is not None and not advice.claim:
            yield Problem(where, "is no common claim, so nothing follows it")


def findings_are_used(knowledge: Knowledge) -> Iterator[Problem]:
    """Every answer changes something: a rule, a cause, a step, an exercise, a decision of the plan, or the body map."""
    used: set[str] = {leaf for _, expression in _expressions(knowledge) for leaf in leaves(expression)}
    used.update(name for cause in knowledge.causes.values() for name in cause.shows)
    for finding in knowledge.findings.values():
        if finding.id not in used and not finding.decides and not finding.body_map:
            yield Problem(f"findings/{finding.id}", "is asked, but nothing uses the answer")


def _sourced(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...], Grade, bool]]:
    for rule in knowledge.rules.values():
        yield f"rules/{rule.id}", rule.source, rule.grade, rule.verified
    for item in knowledge.advice.values():
        yield f"advice/{item.id}", item.source, item.grade, item.verified
    for demand in knowledge.demands.values():
        yield f"demands/{demand.id}", demand.source, demand.grade, demand.verified
    for exercise in knowledge.exercises.values():
        yield f"exercises/{exercise.id}", exercise.source, exercise.grade, exercise.verified
    for where, frequency in _frequencies(knowledge):
        yield where, frequency.source, frequency.grade, frequency.verified
    for cause in knowledge.causes.values():
        for number in (*cause.prior.values(), *cause.modifiers):
            yield f"causes/{cause.id}", number.source, number.grade, number.verified


def _askable_and_signs(knowledge: Knowledge) -> tuple[FindingText | Sign, ...]:
    return (*knowledge.findings.values(), *knowledge.signs.values())


def _frequencies(knowledge: Knowledge) -> Iterator[tuple[str, Frequency]]:
    yield "manifest, complaint_leak", knowledge.manifest.complaint_leak
    for record in _askable_and_signs(knowledge):
        if record.background is not None:
            yield f"findings/{record.id}, background", record.background
    for cause in knowledge.causes.values():
        for shown, frequency in cause.shows.items():
            yield f"causes/{cause.id}, {shown}", frequency


def sources_exist_and_are_cited(knowledge: Knowledge) -> Iterator[Problem]:
    """Every number names a source that exists, and every source is named somewhere."""
    cited: set[str] = set()
    for where, source, _, _ in _sourced(knowledge):
        cited.update(source)
        for name in source:
            if name not in knowledge.sources:
                yield Problem(where, f"source '{name}' does not exist")
    for name in sorted(set(knowledge.sources) - cited):
        yield Problem("sources.yaml", f"nobody cites '{name}'")


def unverified_is_never_graded_high(knowledge: Knowledge) -> Iterator[Problem]:
    """Grades A and B are only for numbers that were seen at their source."""
    for where, _, grade, verified in _sourced(knowledge):
        if grade in (Grade.A, Grade.B) and not verified:
            yield Problem(where, f"grade {grade} needs verified: true")


def frequencies_are_complete(knowledge: Knowledge) -> Iterator[Problem]:
    """A frequency is a known word, or a mean with its effective sample size; what is shown has a background."""
    for where, frequency in _frequencies(knowledge):
        by_word = frequency.freq is not None and frequency.mean is None and frequency.ess is None
        by_number = frequency.freq is None and frequency.mean is not None and frequency.ess is not None
        if not (by_word or by_number):
            yield Problem(where, "give either freq, or mean and ess")
        elif by_word and frequency.freq not in knowledge.manifest.frequencies:
            yield Problem(where, f"'{frequency.freq}' is not a word of the frequency scale")
    shown = {name for cause in knowledge.causes.values() for name in cause.shows}
    for record in _askable_and_signs(knowledge):
        if record.id in shown and record.background is None:
            yield Problem(f"findings/{record.id}", "a cause shows it, so it needs a background")
        if record.id in shown and getattr(record, "type", FindingType.YES_NO) is not FindingType.YES_NO:
            yield Problem(f"findings/{record.id}", "only yes-no findings and signs can be shown by a cause")


def words_are_plain(knowledge: Knowledge) -> Iterator[Problem]:
    """Questions read at grade 7 or lower, reasons and actions at grade 9 or lower."""
    texts = [(f"findings/{f.id}, question", f.question, QUESTION_GRADE) for f in knowledge.findings.values()]
    texts += [(f"findings/{f.id}, why", f.why, ADVICE_GRADE) for f in knowledge.findings.values()]
    texts += [(f"rules/{r.id}, reason", r.reason, ADVICE_GRADE) for r in knowledge.rules.values()]
    texts += [(f"rules/{r.id}, action", r.action, ADVICE_GRADE) for r in knowledge.rules.values()]
    for exercise in knowledge.exercises.values():
        told = (exercise.position, *exercise.cues, exercise.caution)
        texts += [(f"exercises/{exercise.id}", text, ADVICE_GRADE) for text in told]
    texts += [(f"demands/{demand.id}, why", demand.why, ADVICE_GRADE) for demand in knowledge.demands.values()]
    for where, text, limit in texts:
        grade = reading_grade(text)
        if grade > limit:
            yield Problem(where, f"reading grade {grade:.1f} is above {limit:g}: {text}")


def answers_are_possible(knowledge: Knowledge) -> Iterator[Problem]:
    """Numbers have limits, choices have options, and expressions ask each finding for what it holds."""
    for finding in knowledge.findings.values():
        where = f"findings/{finding.id}"
        if finding.type is FindingType.NUMBER and (finding.minimum is None or finding.maximum is None):
            yield Problem(where, "a number needs minimum and maximum")
        if (finding.type is FindingType.CHOICE) != bool(finding.choices):
            yield Problem(where, "choices go with type choice and no other")
    numbers = {f.id for f in knowledge.findings.values() if f.type is FindingType.NUMBER} | {"age_years"}
    choices = {f.id: {c.id for c in f.choices} for f in knowledge.findings.values() if f.choices}
    choices["sex"] = {"female", "male", "unspecified"}
    for where, expression in _expressions(knowledge):
        for part in parts_of(expression):
            if isinstance(part, AtLeast | Below) and part.finding not in numbers:
                yield Problem(where, f"'{part.finding}' is not a number")
            if isinstance(part, IsOption) and not set(part.options) <= choices.get(part.finding, set()):
                yield Problem(where, f"'{part.finding}' has no such option: {', '.join(part.options)}")


def signs_rest_on_findings(knowledge: Knowledge) -> Iterator[Problem]:
    """A sign is settled by what can be asked: never by itself, nor by the absence of another sign."""
    for name, expression in knowledge.sign_expressions.items():
        for leaf in leaves(expression):
            if leaf in knowledge.signs:
                yield Problem(f"signs/{name}", f"rests on the sign '{leaf}' in a way that no answer settles")


def rules_are_shown_by_their_cases(knowledge: Knowledge) -> Iterator[Problem]:
    """Each rule fires on its own case and does not fire on its near miss."""
    for rule in knowledge.rules.values():
        where, expression = f"rules/{rule.id}", knowledge.rule_expressions[rule.id]
        if evaluate(expression, example_facts(rule.fires, knowledge)).truth is not True:
            yield Problem(where, "does not fire on its own case")
        if evaluate(expression, example_facts(rule.near_miss, knowledge)).truth is True:
            yield Problem(where, "fires on its near miss")


def rules_only_rise(knowledge: Knowledge) -> Iterator[Problem]:
    """A rule holds no absence and no upper limit but of age, so that one more red flag never lowers the level."""
    for rule in knowledge.rules.values():
        for part in parts_of(knowledge.rule_expressions[rule.id]):
            if isinstance(part, Absent) or (isinstance(part, Below) and part.finding != "age_years"):
                yield Problem(f"rules/{rule.id}", f"'{part.finding}' must not lower a level")


def urgent_facts_are_asked_first(knowledge: Knowledge) -> Iterator[Problem]:
    """At most eight safety screens, and every safety finding stands on one."""
    screens = knowledge.manifest.safety_screens
    if len(screens) > MOST_SAFETY_SCREENS:
        yield Problem("manifest", f"{len(screens)} safety screens are more than {MOST_SAFETY_SCREENS}")
    asked = {finding for screen in screens for finding in screen.findings}
    for finding in knowledge.findings.values():
        if finding.safety and finding.id not in asked:
            yield Problem(f"findings/{finding.id}", "is a safety finding but stands on no safety screen")
    for rule in knowledge.rules.values():
        names = set(leaves(knowledge.rule_expressions[rule.id]))
        if rule.level is Level.EMERGENCY_NOW and names and not names & asked:
            yield Problem(f"rules/{rule.id}", "is an emergency that no safety screen asks about")


def exercises_are_whole(knowledge: Knowledge) -> Iterator[Problem]:
    """Every exercise has a dose at stages that can bear it; every demand is made, and forbidden by something."""
    used = {name for exercise in knowledge.exercises.values() for name in (*exercise.never, *exercise.gentle)}
    for demand in knowledge.demands.values():
        if demand.id not in used:
            yield Problem(f"demands/{demand.id}", "no exercise makes this demand")
        if demand.avoid_when is None and not demand.avoid_with:
            yield Problem(f"demands/{demand.id}", "nothing forbids it")
    for exercise in knowledge.exercises.values():
        where, lands = f"exercises/{exercise.id}", "impact" in exercise.never
        if exercise.region is ExerciseRegion.PLYOMETRIC and not lands:
            yield Problem(where, "jumps but does not say so (demand 'impact')")
        if lands and {Stage.ACUTE, Stage.SUBACUTE} & set(exercise.dose):
            yield Problem(where, "lands on the feet, so it has no place at the first two stages")
        if not exercise.dose:
            yield Problem(where, "has no dose")
        for stage, dose in exercise.dose.items():
            yield from (Problem(f"{where}, {stage}", what) for what in _dose_faults(dose))


def _dose_faults(dose: StageDose) -> Iterator[str]:
    if dose.reps is None and dose.minutes is None and dose.distance_m is None:
        yield "needs reps, minutes or metres"
    ranges = (dose.sets, dose.reps, dose.hold_s, dose.minutes, dose.distance_m, dose.times_per_week)
    for low, high in filter(None, ranges):
        if low > high:
            yield "a range goes downwards"


CHECKS: tuple[Callable[[Knowledge], Iterator[Problem]], ...] = (
    dangling_ids,
    sources_exist_and_are_cited,
    unverified_is_never_graded_high,
    frequencies_are_complete,
    words_are_plain,
    answers_are_possible,
    signs_rest_on_findings,
    rules_are_shown_by_their_cases,
    rules_only_rise,
    urgent_facts_are_asked_first,
    exercises_are_whole,
    claims_are_followed,
    findings_are_used,
)
"""Every check, in the order it runs."""
