"""Checks of slips of the hand: keys and remarks inside a text, brackets left out, words that stand twice or nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

from msgspec.structs import fields

from game.lean import pattern
from game.story.checks.vain import NO_SENTENCES
from game.story.conditions import And, Not, Or, Test, Tree
from game.story.findings import Findings
from game.story.kinds import WORDS, key_of
from game.story.model import Answer, Choice, Scene, Sections
from game.story.story import choices_of, claims_of
from game.story.tree import Text

QUOTES = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'"}
"""Quotation marks that begin a text, each with those that then end it."""


def check_slips(sections: Sections, findings: Findings, trees: Mapping[str, Tree]) -> None:
    """Reports what a slip of the hand has made of texts and conditions."""
    keys = "|".join(sorted({key_of(one.name) for model in (Scene, Choice, Answer) for one in fields(model)}))
    swallowed = re.compile(rf"^[ \t]*((?:{keys}):(?:[ \t]+(\S.*?))?|#[ \t].*?)[ \t]*$", re.MULTILINE)
    names = {name for section in findings.defined.values() for name in section}
    for _, text in findings.prose:
        for found in swallowed.finditer(text.value) if ":" in text.value or "#" in text.value else ():
            _check_swallowed(text, found[1], found[2], found.start(1), names, findings)
    for condition, text, start in findings.asked:
        if _is_mixed(condition.text):
            findings.report("mixed", text.place_at(start), joined=_joined_first(trees[condition.text]))
    _check_quotes(sections, findings)
    _check_twins(sections, findings)
    _check_stray(sections, findings)
    _check_terms(sections, findings)


def _check_swallowed(
    text: Text, words: str, value: str | None, offset: int, names: set[str], findings: Findings
) -> None:
    """A line of prose that is a remark, or a key with nothing, a list or a name behind it."""
    if words.startswith("#"):
        findings.report("swallowed", text.place_at(offset), words=words, mend="a block of text knows no remarks")
    elif value is None or value[0] in "[{" or value in names:
        mend = "if it is a key, indent it less than the text"
        findings.report("swallowed", text.place_at(offset), words=words, mend=mend)


_TOKENS = pattern(r"(?!(?:and|or|not)\b)\w+\s*\([^()]*\)|[()]|\b(?:and|or)\b")


def _is_mixed(condition: str) -> bool:
    """Whether “and” and “or” stand side by side, with no brackets to tell which joins first."""
    joined: list[set[str]] = [set()]
    for token in _TOKENS.findall(condition) if " or " in condition and " and " in condition else ():
        if token == "(":
            joined.append(set())
        elif token == ")":
            joined.pop()
        elif token in ("and", "or"):
            joined[-1].add(token)
            if len(joined[-1]) > 1:
                return True
    return False


def _joined_first(tree: Tree) -> Tree:
    """The first part of a condition with “and” that is one of several with “or”; else the condition."""
    parts = (tree.inside,) if isinstance(tree, Not) else () if isinstance(tree, Test) else tree.parts
    if isinstance(tree, Or) and (ands := [part for part in parts if isinstance(part, And)]):
        return ands[0]
    return next((found for part in parts if (found := _joined_first(part)) is not part), tree)


def _check_quotes(sections: Sections, findings: Findings) -> None:
    """Sentences of claims in quotation marks, which are shown in quotation marks anyway."""
    for name, claim in claims_of(sections).items():
        for says in (claim.says, *(way.says for way in claim.told_as)):
            inside = says[1:-1]
            if len(says) > 1 and says[-1] in QUOTES.get(says[0], "") and not {says[0], says[-1]} & {*inside}:
                findings.report("own-quotes", findings.defined["claims"][name], name=name)


def _check_twins(sections: Sections, findings: Findings) -> None:
    """What players cannot tell apart: choices of a scene that are offered at once, evidence of one name."""
    for scene_name, scene in sections.scenes.items():
        offered: dict[tuple[str, str], str] = {}
        for own, choice in scene.choices.items():
            if choice.fallback:
                continue
            key = (choice.text, choice.when.text if choice.when else "")
            if (first := offered.setdefault(key, own)) != own:
                place = findings.defined["choices"][f"{scene_name}.{own}"]
                findings.report("same-words", place, kind=WORDS["choices"], name=own, what="words", other=first)
    called: dict[str, str] = {}
    for name, evidence in sections.evidence.items():
        if (first := called.setdefault(evidence.name.casefold(), name)) != name:
            place = findings.defined["evidence"][name]
            findings.report("same-words", place, kind=WORDS["evidence"], name=name, what="name", other=first)


def _check_stray(sections: Sections, findings: Findings) -> None:
    """Keys that do nothing where they stand."""
    for name, scene in sections.scenes.items():
        if scene.coda and not scene.ending:
            findings.report("stray", findings.defined["scenes"][name], reason=_CODA.format(name))
    for name, claim in claims_of(sections).items():
        if claim.because and sections.accounts[name.partition(".")[0]].revises is None:
            findings.report("stray", findings.defined["claims"][name], reason=_BECAUSE.format(name))
    for name, choice in choices_of(sections):
        if choice.locked and choice.locked.casefold() in NO_SENTENCES:
            place = findings.defined["leads" if name in sections.leads else "choices"][name]
            findings.report("no-reason", place, name=name, locked=choice.locked)
    _check_cleared(sections, findings)
    start = sections.scenes.get(sections.story.start) if sections.story else None
    episode = (start.episode if start else None) or ""
    if episode in sections.episodes and (number := [*sections.episodes].index(episode)):
        findings.report("late-episode", findings.defined["episodes"][episode], name=episode, number=number + 1)


def _check_cleared(sections: Sections, findings: Findings) -> None:
    """Facts that are set and cleared at once."""
    answers = (
        (name, answer)
        for name, claim in claims_of(sections).items()
        for answer in (*claim.broken_by.values(), *claim.answered.values())
    )
    for owner, effects in chain(sections.scenes.items(), choices_of(sections), answers):
        for name in effects.set:
            if name in effects.clear:
                findings.report("stray", findings.place_of(name, owner), reason=_SET_AND_CLEARED.format(name))


_CODA = "the scene “{}” has a coda and no ending: a coda is shown at an ending only"
_SET_AND_CLEARED = "“{}” is set and cleared in one place: it is cleared, and setting it does nothing"
_BECAUSE = "the claim “{}” has “because”, and its account revises none: nothing has changed there"


SHORT_TERM = 4
"""A longer word may end otherwise where it is read: “gendarmerie”, “gendarmeries”."""


def _check_terms(sections: Sections, findings: Findings) -> None:
    """Words of the glossary that stand in no text."""
    terms = {one.term for one in sections.glossary.values()}
    if not terms:
        return
    own = {_plain(text.value): text for text in findings.lines if _plain(text.value) in terms}
    texts = [text.value for text in findings.lines if text not in own.values()]
    texts += [text.value for _, text in findings.prose]
    texts += [evidence.document for evidence in sections.evidence.values()]
    read = _plain("\n".join(texts)).casefold()
    for term, text in own.items():
        word = term.casefold()
        if (word[:-1] if len(word) > SHORT_TERM else word) not in read:
            findings.report("never-said", text.place, term=term)


def _plain(text: str) -> str:
    return " ".join(text.split())
