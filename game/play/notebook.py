"""What lies beside the casebook: the player's own account, hints, the glossary, the recap, and the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.rules import Rules
from game.play.step import State
from game.play.telling import Teller
from game.play.views import HintEntry, NumberEntry, Paragraph, QuestionEntry, TermEntry


class Notebook:
    """Reads the notebook of a state."""

    def __init__(self, rules: Rules, teller: Teller) -> None:
        self._rules = rules
        self._story = rules.story
        self._teller = teller

    def questions(self, state: State) -> Iterator[QuestionEntry]:
        """The questions of the reconstruction that are asked by now."""
        slots, evidence = self._rules.layout.slots, list(self._story.evidence)
        for name, question in self._story.reconstruction.items():
            if self._rules.guard(question.when)(state.memory):
                wrote = slots[f"wrote({name})"].read(state.memory)
                rests = slots[f"rests({name})"].read(state.memory)
                yield QuestionEntry(
                    name,
                    question.text,
                    tuple((own, theory.text) for own, theory in question.answers.items()),
                    list(question.answers)[wrote - 1] if wrote else None,
                    evidence[rests - 1] if rests else None,
                )

    def hints(self, state: State) -> Iterator[HintEntry]:
        """Help with the questions that are open now."""
        holds = self._rules.guard
        for name, hint in self._story.hints.items():
            if holds(hint.when)(state.memory) and not holds(hint.solved_when)(state.memory):
                ready = bool(holds(hint.ready_when)(state.memory))
                yield HintEntry(name, hint.question, ready, (hint.nudge, hint.place, *([hint.answer] if ready else [])))

    def glossary(self, state: State) -> Iterator[TermEntry]:
        """The words that the player may have met."""
        for term in self._story.glossary.values():
            if self._rules.guard(term.when)(state.memory):
                yield TermEntry(term.term, term.means)

    def recap(self, state: State) -> Iterator[Paragraph]:
        """What has happened so far, for a player who comes back."""
        for prose in self._teller.passages(self._story.recap, state.scene, state.memory):
            yield from prose.paragraphs

    def numbers(self, state: State) -> Iterator[NumberEntry]:
        """The numbers of the story that are shown by now."""
        for name, number in self._story.numbers.items():
            if self._rules.guard(number.when)(state.memory):
                value = self._rules.layout.slots[name].read(state.memory)
                yield NumberEntry(number.name, value, number.from_, number.to)
