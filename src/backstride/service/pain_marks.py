"""What the marks on the body map mean for the case: which findings they are, and which answers they put in doubt.

A mark may add a finding and may open a question again. It never says no, and it never takes away a yes that was given
to a question. Where a mark and an answer contradict each other, the question is asked again; nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from backstride.figures.body_map import region
from backstride.interview import answer_from
from backstride.knowledge.base import Knowledge
from backstride.model.answer import Answer, AnswerState
from backstride.model.case import Case
from backstride.model.form import Side
from backstride.model.identifiers import FindingId
from backstride.model.pain_place import PainKind, PainPlace, PlaceMarks
from backstride.report.body_chart import place_of
from backstride.service.episodes import Episode, EpisodeState, change_episode

__all__ = ["doubts_of_pains", "findings_of_pains", "mark_pains", "with_pains"]

INTENSITY = FindingId("pain_intensity_0_to_10")
"""Asked in the same words as the strength on the map: at its worst these days."""

_KINDS: Mapping[PainKind, str] = {
    PainKind.ACHE: "pain_dull_ache",
    PainKind.SHARP: "pain_sharp",
    PainKind.BURNING: "pain_burning",
    PainKind.SHOOTING: "pain_electric",
    PainKind.THROBBING: "pain_throbbing",
    PainKind.STIFF: "pain_tight_stiff",
}
_LEG = frozenset({"thigh_back", "thigh_front", "knee", "calf", "shin", "foot"})
_SADDLE = frozenset({"sacrum", "buttock", "groin"})
_TRUNK = frozenset({"upper_back", "mid_back", "low_back", "ribs", "flank", "chest", "abdomen"})
_SAME_TIME = timedelta(hours=12)
_MOST_MARKS = 60


def findings_of_pains(pains: Iterable[PainPlace]) -> frozenset[FindingId]:
    """Give the findings that marks say are there.

    Examples
    --------
    >>> sorted(findings_of_pains([PainPlace(place="calf_left", kind=PainKind.NUMB)]))
    ['leg_numbness']
    """
    found = set()
    for one in pains:
        place = place_of(one.place)
        if one.kind is None:
            continue
        if not one.kind.is_lost_feeling:
            found.add(_KINDS[one.kind])
        elif place in _LEG:
            found.add("leg_numbness" if one.kind is PainKind.NUMB else "leg_tingling")
        elif place == "arm":
            found.add("arm_numbness_or_tingling")
        elif one.kind is PainKind.TINGLING and place in _TRUNK:
            found.add("local_tingling_over_spot")
    return frozenset(FindingId(name) for name in found)


def doubts_of_pains(pains: Iterable[PainPlace]) -> frozenset[FindingId]:
    """Give the questions to which a no is in doubt beside these marks, so that they are asked again.

    Examples
    --------
    >>> sorted(doubts_of_pains([PainPlace(place="buttock_left", kind=PainKind.TINGLING)]))
    ['saddle_numbness']
    """
    strange = [one for one in pains if one.kind is not None and one.kind.is_lost_feeling]
    numb = [one for one in strange if one.kind is PainKind.NUMB]
    doubts = set()
    if {region(one.place).side for one in strange if place_of(one.place) in _LEG} >= set(Side):
        doubts |= {"leg_symptoms_both_sides_new", "feet_tingling_both"}
    if any(place_of(one.place) in _SADDLE for one in strange):
        doubts.add("saddle_numbness")
    if any(place_of(one.place) in _TRUNK for one in numb):
        doubts.add("band_numbness_trunk")
    if numb:
        doubts |= {"nerve_symptoms_new_3_days", "nerve_symptoms_worse_by_day"}
    return frozenset(FindingId(name) for name in doubts)


def mark_pains(
    home: Path, episode_id: str, pains: tuple[PainPlace, ...], knowledge: Knowledge, *, now: datetime
) -> Episode:
    """Keep what was marked, and let it count.

    Raises
    ------
    UnknownEpisodeError
        If there is no such episode.
    """

    def marked(episode: Episode) -> Episode:
        return replace(episode, state=with_pains(episode.state, pains, knowledge, now=now))

    return change_episode(home, episode_id, marked, now=now)


def with_pains(
    state: EpisodeState, pains: tuple[PainPlace, ...], knowledge: Knowledge, *, now: datetime
) -> EpisodeState:
    """Give the state with these marks in the place of the ones before.

    Marks of the same half day are one look at the body; earlier ones are kept, so that a change can be seen.
    """
    before = state.marks[-1].pains if state.marks else ()
    taken_back = findings_of_pains(before) - findings_of_pains(pains) - _on_screens(state)
    case = _without(state.case, taken_back, AnswerState.PRESENT)
    case = _without(case, doubts_of_pains(pains) - _present_findings(case), AnswerState.ABSENT)
    said = [
        answer_from(name, "present", knowledge, at=now)
        for name in sorted(findings_of_pains(pains))
        if name in knowledge.findings
    ]
    case = _with_intensity(case.with_answers(said), before, pains, on_screen=INTENSITY in _on_screens(state), now=now)
    older = tuple(one for one in state.marks if now - one.marked_at > _SAME_TIME)
    marks = (*older, PlaceMarks(marked_at=now, pains=pains))[-_MOST_MARKS:]
    return replace(state, case=case, marks=marks, places=tuple(one.place for one in pains))


def _on_screens(state: EpisodeState) -> frozenset[FindingId]:
    return frozenset(item.id for screen in state.screens for item in screen.question.items)


def _present_findings(case: Case) -> frozenset[FindingId]:
    return frozenset(name for name, answer in case.answers.items() if answer.state is AnswerState.PRESENT)


def _without(case: Case, names: Iterable[FindingId], state: AnswerState) -> Case:
    """Open questions again that have a given answer; any other answer stays."""
    return case.without_answers(name for name in names if name in case.answers and case.answers[name].state is state)


def _with_intensity(
    case: Case, before: tuple[PainPlace, ...], pains: tuple[PainPlace, ...], *, on_screen: bool, now: datetime
) -> Case:
    """Take the strongest place for how strong the pain is, when every place has a strength.

    An answer that was given to the question itself stays, unless a place is stronger: then it is asked again.
    """
    strongest = _strongest(pains)
    answer = case.answers.get(INTENSITY)
    told = answer.value if answer is not None and isinstance(answer.value, float) else None
    from_the_map = not on_screen and told is not None and told == _strongest(before)
    if told is not None and not from_the_map:
        return case.without_answers([INTENSITY]) if strongest is not None and strongest > told else case
    if strongest is None or any(one.strength_0_to_10 is None for one in pains):
        return case.without_answers([INTENSITY]) if from_the_map else case
    return case.with_answers([Answer.number(INTENSITY, strongest, at=now)])


def _strongest(pains: Iterable[PainPlace]) -> int | None:
    return max((one.strength_0_to_10 for one in pains if one.strength_0_to_10 is not None), default=None)
