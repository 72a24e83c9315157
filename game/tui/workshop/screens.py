"""The screens of the workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from game.play.beginning import first_turn
from game.play.draws import drawn_in
from game.play.session import Session
from game.play.step import State, begin
from game.tui.actions import LISTING, READ, TYPING, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.shelf import draw_field
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.tui.screens.typing import TypingScreen
from game.tui.theme import Role
from game.tui.typeset import Run
from game.tui.workshop.bench import Bench
from game.tui.workshop.drawing import draw_problems, draw_reasons, draw_scenes, draw_values
from game.tui.workshop.reasons import reasons
from game.tui.workshop.retaking import standing
from game.tui.workshop.values import Value, fitting, turned, values

if TYPE_CHECKING:
    from game.tui.workshop.app import WorkshopApp

TURN = Action(
    name="turn",
    keys=("right", "left"),
    label="change",
    words="The next value, or the one before; the play begins anew where it stands.",
    with_key=True,
    face="← →",
)


class WorkshopScreen(GameScreen):
    """A screen that stays open, and shows the changed story, when the files are saved."""

    app: WorkshopApp
    HEAD = ""

    @property
    def bench(self) -> Bench:
        """What lies on the bench."""
        return self.app.bench

    def status(self, width: int) -> Galley:
        """What this is, and how the story stands."""
        return draw_bar((self.HEAD, self.bench.summary), "", self.app.glyphs, width)


class ProblemsScreen(WorkshopScreen):
    """What is wrong with the story."""

    ACTIONS: ClassVar[tuple[Action, ...]] = READ
    HEAD = "Problems"

    def refill(self) -> None:
        """The problems, as of the last time the story was read."""
        self.sheet.present(lambda width, _: draw_problems(self.bench, self.column(width, width)), keep=True)


class WhyScreen(WorkshopScreen):
    """What can be done in the scene, what cannot, and why."""

    ACTIONS: ClassVar[tuple[Action, ...]] = READ
    HEAD = "Why"

    def refill(self) -> None:
        """The choices as they stand."""
        session = self.app.keeper.session
        found = tuple(reasons(session.rules, session.state))
        scene = session.state.scene
        self.sheet.present(lambda width, _: draw_reasons(self.bench, scene, found, self.column(width)), keep=True)


class ValuesScreen(TypingScreen, WorkshopScreen):
    """Everything that can change in a play: shown, found, and set."""

    ACTIONS = (*TYPING, TURN)  # type: ignore[assignment]
    HEAD = "State: type to find, arrows to set"

    def refill(self) -> None:
        """Without anything typed, what is not as at the start of the story."""
        found = list(fitting(values(self.app.keeper.session), self.typed))
        typed = self.typed
        self.sheet.present(lambda width, _: draw_values(typed, found, self.column(width)), keep=True)
        self._found = {value.name: value for value in found}

    @property
    def _value(self) -> Value | None:
        target = self.sheet.target
        return self._found.get(str(target.key)) if target is not None else None

    def choose(self, key: object) -> None:
        """The next value."""
        self._set(self._found.get(str(key)), 1)

    def action_turn(self, key: str) -> None:
        """The next value, or the one before."""
        self._set(self._value, 1 if key == "right" else -1)

    def _set(self, value: Value | None, by: int) -> None:
        if value is None:
            return
        session = self.app.keeper.session
        state, slot = session.state, session.rules.layout.slots[value.name]
        changed = State(state.scene, slot.write(state.memory, turned(value, by)))
        self.app.play_from(standing(session.rules, changed))
        self.refill()
        self.refill_bars()


class JumpScreen(TypingScreen, WorkshopScreen):
    """A scene to go to, found by a part of its name."""

    HEAD = "Jump to a scene: type to find"

    def refill(self) -> None:
        """The scenes whose name, title or place has all the words."""
        rules = self.app.keeper.session.rules
        words = self.typed.casefold().split()
        found = []
        for name, scene in rules.story.scenes.items():
            text = f"{name} {scene.title or ''} {scene.episode or ''} {scene.place or ''}".casefold()
            if all(word in text for word in words):
                found.append(name)
        typed = self.typed
        self.sheet.present(lambda width, _: draw_scenes(typed, rules, found, self.column(width)))

    def choose(self, key: object) -> None:
        """Ask with what."""
        self.app.show(HowScreen(str(key)))


class HowScreen(WorkshopScreen):
    """What holds in the scene that is jumped to."""

    ACTIONS: ClassVar[tuple[Action, ...]] = LISTING
    HEAD = "Jump"

    def __init__(self, scene: str) -> None:
        super().__init__()
        self._scene = scene

    def refill(self) -> None:
        """The three ways."""

        def draw(width: int, height: int) -> Galley:
            del height
            galley = self.column(width)
            galley.blank()
            galley.flow([Run(f"To {self._scene}, with what?", Role.TITLE)])
            galley.blank()
            for number, (key, words) in enumerate(_WAYS.items(), 1):
                with galley.target(key):
                    galley.flow([Run(words)], indent=4, first=(Run(f"{number:>2} ", Role.ACCENT), Run(" ")))
            return galley

        self.sheet.present(draw)

    def choose(self, key: object) -> None:
        """Go, or ask for what holds there."""
        session = self.app.keeper.session
        rules = session.rules
        if key == "facts":
            self.app.show(FactsScreen(self._scene, self.app.facts))
        elif self._scene in rules.story.scenes:
            memory = session.state.memory if key == "now" else rules.layout.beginning(session.state.memory)
            self.app.play_from(Session(rules, begin(rules, self._scene, memory)), and_go=True)


_WAYS = {
    "now": "With everything as it stands now.",
    "start": "As at the start of the story, with nothing found and nobody met.",
    "facts": "With what I name: found(note), trust=4, met(ben) …",
}


class FactsScreen(TypingScreen, WorkshopScreen):
    """What holds in the scene, as `play --with` takes it."""

    HEAD = "Jump"
    LONGEST = 2_000

    def __init__(self, scene: str, typed: str) -> None:
        super().__init__()
        self.typed, self._scene = typed, scene

    def refill(self) -> None:
        """The question and the line."""

        def draw(width: int, height: int) -> Galley:
            galley = self.column(width)
            galley.blank(max(0, height // 3 - 2))
            question = f"What holds in {self._scene}, in the words of conditions, with commas between?"
            draw_field(question, self.typed, galley, is_long=True)
            return galley

        self.sheet.present(draw)

    def action_pick(self) -> None:
        """Go there, or say what cannot be read."""
        session = self.app.keeper.session
        rules = session.rules
        try:
            turn = first_turn(rules, self._scene, self.typed, dict(drawn_in(rules.layout, session.state.memory)))
        except ValueError as error:
            self.tell(str(error))
            return
        self.app.facts = self.typed
        self.app.play_from(Session(rules, turn), and_go=True)
