"""Checks that one name does not stand for two things where both could be meant."""

from __future__ import annotations

from game.story.checks.tests import QUESTIONS
from game.story.findings import Findings
from game.story.kinds import WORDS
from game.story.model import Sections
from game.story.reserved import CONNECTIVES, NEXT, REFUTED, UNKNOWN, WRITTEN
from game.story.source import Place

_DOTTED = ("choices", "claims")
"""Sections whose names are asked about with what they stand in before a dot, which no other word has."""

_ASKED = {kind for question in QUESTIONS.values() for kinds in question.arguments for kind in kinds}.difference(_DOTTED)

RESERVED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(sorted(_ASKED), CONNECTIVES),
    "choices": (NEXT,),
    "leads": (NEXT, *CONNECTIVES),
    "facts": (REFUTED, *CONNECTIVES, *QUESTIONS),
    "numbers": (REFUTED, *CONNECTIVES, *QUESTIONS),
    "conditions": (REFUTED, *CONNECTIVES, *QUESTIONS),
    "accounts": (*WRITTEN, *CONNECTIVES),
    "theories": (UNKNOWN, *CONNECTIVES),
}
"""Names that mean something else already, by section."""

TOGETHER = ("facts", "numbers", "conditions")
"""Sections whose names stand bare in conditions, and so must differ."""


def check_clashes(sections: Sections, findings: Findings) -> None:
    """Reports names that mean something else already, and names that conditions or moves could not tell apart."""
    for section, reserved in RESERVED.items():
        for name, place in findings.defined.get(section, {}).items():
            if name.rpartition(".")[2] in reserved:
                findings.report("reserved-name", place, name=name, words=WORDS[section])
    first: dict[str, tuple[str, Place]] = {}
    for section in TOGETHER:
        for name, place in findings.defined.get(section, {}).items():
            if name in first:
                _report_second(findings, section, name, place, first[name])
            first.setdefault(name, (section, place))
    for scene_name, scene in sections.scenes.items():
        for name in scene.choices:
            lead = sections.leads.get(name)
            if lead is not None and lead.episode == scene.leads:
                place = findings.defined["choices"][f"{scene_name}.{name}"]
                _report_second(findings, "choices", name, place, ("leads", findings.defined["leads"][name]))


def check_speakers(sections: Sections, findings: Findings) -> None:
    """Reports people who are called the same."""
    first: dict[str, str] = {}
    for name, person in sections.people.items():
        other = first.setdefault(person.speaker, name)
        if other != name:
            findings.report("same-speaker", findings.defined["people"][name], name=person.speaker, other=other)


def _report_second(findings: Findings, section: str, name: str, place: Place, first: tuple[str, Place]) -> None:
    where = f"{first[1].path}:{first[1].line}, under “{first[0]}”"
    findings.report("duplicate-id", place, section=section, name=name, where=where)
