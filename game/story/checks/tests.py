"""What a condition can ask, and the check of each question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Literal, NamedTuple, Protocol

from game.story.advice.names import ASKED_WITH, drawn, instead_of_question
from game.story.conditions import COMPARISONS, Test
from game.story.findings import Findings
from game.story.reserved import REFUTED
from game.story.source import Place


class Question(NamedTuple):
    """A test with arguments: for each of them the sections it may name, and whether the answer is a number."""

    arguments: tuple[tuple[str, ...], ...]
    counts: bool = False
    means: str = ""
    several: bool = False
    """Whether more names may follow, of the kind of the last one."""

    def sections(self, number: int) -> tuple[tuple[str, ...], ...]:
        """The sections that each of so many names may be of, as far as so many can stand there."""
        more = max(number - len(self.arguments), 0) if self.several else 0
        return (*self.arguments, *self.arguments[-1:] * more)


QUESTIONS: dict[str, Question] = {
    "found": Question((("evidence",),), means="the evidence is in the casebook"),
    "found_of": Question(
        (("evidence",),), True, "how many of these pieces of evidence are in the casebook", several=True
    ),
    "met": Question((("people",),), means="the player knows the person"),
    "visited": Question((("scenes",),), means="the scene has been arrived in"),
    "visits": Question((("scenes",),), True, "how often the scene has been arrived in; stops at 3"),
    "took": Question((("choices", "leads"),), means="the choice has been taken"),
    "followed": Question((("leads",),), means="the lead has been followed"),
    "leads_followed": Question((("episodes",),), True, "how many leads of the episode have been followed"),
    "heard": Question((("accounts", "claims"),), means="the account, or the claim, is in the casebook"),
    "broken": Question((("claims",),), means="the claim is contradicted now"),
    "broken_in": Question((("accounts",),), True, "how many claims of the account are contradicted now"),
    "ready": Question((("accounts",),), means="what the account “opens when” holds"),
    "shown": Question((("people",), ("evidence",)), means="the teller has been shown the evidence"),
    "put": Question(
        (("claims",), ("evidence", "claims")),
        means="the claim has been set against the exhibit, for which it has an answer",
    ),
    "wrote": Question((("questions",), ("theories",)), means="the player's answer to the question is this one"),
    "wrote_first": Question((("questions",), ("theories",)), means="the player's first answer was this one"),
    "wrote_any": Question((("questions",),), means="the player has written down an answer"),
    "drawn": Question((("draws",), ("values",)), means="this value was drawn when the play began"),
}
"""Every test that takes names in brackets."""

INSIDE = (("theories",), ("values",))
"""What a test takes behind the thing that it is inside of, and so by its own name alone."""


_OF_ENDINGS = ("ending", "ended", "end", "endings", "reached")
"""What authors ask with whether the play has come to an ending: that is asked with its scene."""


class Names(Protocol):
    """Where a test looks for names."""

    findings: Findings

    @property
    def defined(self) -> Mapping[str, Collection[str]]:
        """The names of each section."""

    def knows(self, name: str, sections: tuple[str, ...]) -> bool:
        """Whether one of the sections has the name."""

    def name(self, name: str, sections: tuple[str, ...], place: Place, *, asked: str) -> None:
        """Reports the name if none of the sections has it; `asked` is the test in whose brackets it stands."""

    def scenes_of(self, ending: str) -> list[str]:
        """The scenes with an ending, of many only some."""

    def has_pair(self, claim: str, exhibit: str) -> bool:
        """Whether the claim has an answer to the exhibit, as far as both are known."""

    def is_shown_things(self, person: str) -> bool:
        """Whether the person, as far as known, can be shown evidence."""

    def report_unknown(self, code: str, place: Place, name: str, names: Collection[str], **details: object) -> None:
        """Reports a name that nothing bears."""


def check_test(test: Test, names: Names, place_at: Callable[[int], Place]) -> None:
    """Reports what is wrong with a test: its name, its arguments, or a comparison too many or too few."""
    check = _check_bare if test.arguments is None else _check_question
    kind = check(test, names, place_at)
    if kind == "count" and test.comparison is None:
        reason = f"“{test.name}” is a number: compare it with one, as in {_head(test)} >= 1"
        names.findings.report("bad-test", place_at(test.offset), reason=reason)
    if kind == "truth" and test.comparison is not None:
        reason = f"“{_head(test)}” is true or not, and cannot be compared with a number{_alone(test)}"
        names.findings.report("bad-test", place_at(test.offset), reason=reason)


def _head(test: Test) -> str:
    return str(Test(test.name, test.arguments))


def _alone(test: Test) -> str:
    """What to write in place of what is true or not and compared with a number, if it is as if with “yes” or “no”."""
    holds = [COMPARISONS[test.comparison or "=="](value, test.number) for value in (0, 1)]
    return "" if holds[0] == holds[1] else f": write {'' if holds[1] else 'not '}{_head(test)}"


_Kind = Literal["truth", "count", "unknown"]


def _check_bare(test: Test, names: Names, place_at: Callable[[int], Place]) -> _Kind:
    if any(test.name in names.defined.get(section, ()) for section in ("facts", "conditions")):
        # A name that stands for two things is reported, and may be meant as either.
        return "unknown" if test.name in names.defined.get("numbers", ()) else "truth"
    if test.name in names.defined.get("numbers", ()) or test.name == REFUTED:
        return "count"
    if names.knows(test.name, ("facts", "conditions", "numbers")):
        return "unknown"
    if test.name in QUESTIONS:
        reason = f"“{test.name}” asks about something: name it in brackets, as in {test.name}(…)"
        names.findings.report("bad-test", place_at(test.offset), reason=reason)
        return "unknown"
    if meant := _asked_with(test.name, names):
        suggestion = f"; did you mean {meant}?"
        names.findings.report("unknown-test", place_at(test.offset), name=test.name, suggestion=suggestion)
        return "unknown"
    known = [name for section in ("facts", "numbers", "conditions") for name in names.defined.get(section, ())]
    _report_unknown(test, known, names, place_at)
    return "unknown"


def _asked_with(name: str, names: Names) -> str:
    """The test that asks about a thing of this name: also a value of a draw, or an answer; empty if there is none."""
    for section, question in ASKED_WITH.items():
        if name in names.defined.get(section, ()):
            more = ", …" * (len(QUESTIONS[question].arguments) - 1)
            return f"{question}({name}{more})"
    for section, question in (("values", "drawn"), ("theories", "wrote")):
        for whole in names.defined.get(section, ()):
            around, _, own = whole.partition(".")
            if own == name:
                return f"{question}({around}, {own})"
    return ""


def _check_question(test: Test, names: Names, place_at: Callable[[int], Place]) -> _Kind:
    question = QUESTIONS.get(test.name)
    if question is None:
        _report_no_question(test, names, place_at)
        return "unknown"
    arguments = test.arguments or ()
    sections_of = question.sections(len(arguments))
    if len(arguments) != len(sections_of):
        here = "stands 1" if len(arguments) == 1 else f"stand {len(arguments)}"
        reason = f"“{test.name}” takes {_number(len(question.arguments))} in brackets, and here {here}"
        if test.name == "found" and arguments:
            reason += f"; of several pieces, write found_of({', '.join(arguments)}) >= {len(arguments)}"
        names.findings.report("bad-test", place_at(test.offset), reason=reason)
        return "unknown"
    for argument, sections, offset in zip(arguments, sections_of, test.argument_offsets, strict=True):
        name = f"{arguments[0]}.{argument}" if sections in INSIDE else argument
        is_told = sections in INSIDE and not names.knows(arguments[0], question.arguments[0])
        if not (is_told or names.knows(name, sections)):
            names.name(name, sections, place_at(offset), asked=test.name)
    if question.several and len(set(arguments)) < len(arguments):
        twice = next(name for name in arguments if arguments.count(name) > 1)
        names.findings.report("bad-test", place_at(test.offset), reason=f"“{twice}” stands twice in {_head(test)}")
    if test.name == "put" and not names.has_pair(*arguments):
        names.findings.report("not-in-pair", place_at(test.offset), claim=arguments[0], exhibit=arguments[1])
    if test.name == "shown" and not names.is_shown_things(arguments[0]):
        reason = f"“{arguments[0]}” tells nothing and is never shown anything"
        names.findings.report("bad-test", place_at(test.offset), reason=reason)
    return "count" if question.counts else "truth"


def _report_no_question(test: Test, names: Names, place_at: Callable[[int], Place]) -> None:
    """Reports a name before brackets that is no test."""
    arguments = test.arguments or ()
    if reason := instead_of_question(test.name, names.defined):
        names.findings.report("bad-test", place_at(test.offset), reason=reason)
    elif scenes := names.scenes_of(arguments[0]) if test.name in _OF_ENDINGS and arguments else []:
        asked = " or ".join(f"visited({scene})" for scene in scenes)
        names.findings.report("unknown-test", place_at(test.offset), name=test.name, suggestion=f"; write {asked}")
    elif meant := drawn(test.name, ", ".join(arguments), names.defined):
        names.findings.report("unknown-test", place_at(test.offset), name=test.name, suggestion=f"; {meant}")
    else:
        _report_unknown(test, list(QUESTIONS), names, place_at)


def _number(count: int) -> str:
    return "one name" if count == 1 else f"{count} names"


def _report_unknown(test: Test, known: list[str], names: Names, place_at: Callable[[int], Place]) -> None:
    names.report_unknown("unknown-test", place_at(test.offset), test.name, known, tests=", ".join(QUESTIONS))
