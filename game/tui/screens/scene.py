"""The scene: the page of this turn, and what can be done. Everything else opens from here."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from textual import events
from textual.timer import Timer

from game.play.moves import Confront, Move, Write
from game.play.preferences import Preferences
from game.play.saving import stays
from game.play.session import IllegalMove
from game.play.skipping import only_way
from game.play.topics import Warned, told, warns
from game.play.undoing import taken_back
from game.play.views import Changed, Page
from game.tui.actions import OF_THE_PAGE, SCENE, Action, MenuRow
from game.tui.draw.bars import draw_status, draw_trouble
from game.tui.draw.fit import fit
from game.tui.draw.page import OptionKey, draw_page
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.tui.screens.offers import last_words, option_of, rows_of
from game.words import say, say_count, to_say

_CELLS_AT_ONCE = 12
"""How many cells the typewriter writes thirty times a second."""
_RANKS = {"forward": 0, "pan": 0, "reveal": 1, "brief": 1, "redo": 1, "changes": 1}
"""Which actions come first in the line of keys: to read on, then what the last turn has made possible."""
_REFUSALS = {
    "confront": to_say("Nobody to confront here."),
    "reveal": to_say("Nothing was told in brief here."),
    "undo": to_say("Nothing to take back."),
    "redo": to_say("Nothing to make again."),
    "skip": to_say("Nothing to skip: here you decide."),
}
"""What is said when a key does nothing here."""


class SceneScreen(GameScreen):
    """One turn."""

    ACTIONS = SCENE

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        self._turn = -1
        self._notes: tuple[str, ...] = ()
        self._preferences: Preferences | None = None
        self._timer: Timer | None = None
        self._warned = Warned.NAMED
        """How the passages are read that were warned of."""

    # --- what is shown

    def refill(self) -> None:
        """Show the turn that the session is at; the place is kept if it is the one that is shown, or reads the same."""
        session = self.app.keeper.session
        page = session.page()
        same = page == self.page and session.turn == self._turn
        since = session.moves[self._turn :] if 0 <= self._turn < session.turn else ()
        is_same_page = same or (bool(since) and all(isinstance(move, Write) for move in since))
        self.page, self._turn = page, session.turn
        preferences = self.app.keeper.preferences
        if same and preferences is self._preferences:
            return
        self._preferences = preferences
        if not is_same_page:
            self._notes = self.app.take_notes()
            self._warned = Warned.NAMED
        self._present(page, keep=is_same_page)
        if not is_same_page and preferences.typewriter and not preferences.still and not self.app.keeper.has_read(page):
            self._write_out()
        self.call_after_refresh(self.save)

    def _write_out(self) -> None:
        self.sheet.typewriter.begin()
        if self._timer is None:
            self._timer = self.set_interval(1 / 30, self._write_on)
        self._timer.resume()

    def _write_on(self) -> None:
        if not self.sheet.write_on(_CELLS_AT_ONCE) and self._timer is not None:
            self._timer.pause()

    def takes(self, event: events.Key) -> bool:
        """While the typewriter is at work, any key completes the page, and does nothing else; Escape leads nowhere."""
        is_writing = self.sheet.typewriter.is_writing
        if is_writing:
            self.sheet.typewriter.finish()
            self.sheet.write_on(0)
        elif event.key == "escape":
            self.tell(say("There is nothing to go back to: m is the menu, q quits."))
        return is_writing or event.key == "escape"

    def _present(self, page: Page, *, keep: bool = False) -> None:
        guarded = self._warned if self._is_guarded(page) else Warned.WHOLE
        rows = tuple(rows_of(page, guarded, written=bool(self.app.keeper.session.questions())))
        notes = self._notes
        items = told(page.items, self.app.keeper.preferences, self._warned)
        shown = replace(page, items=items, options=() if guarded is Warned.NAMED else page.options)
        session = self.app.keeper.session
        numbers = session.numbers() if self.app.keeper.preferences.numbers else ()
        last = last_words(self.app.keeper.library, session) if page.status.over else None

        def draw(width: int, height: int) -> Galley:
            return fit(
                lambda: self.column(width),
                lambda galley: draw_page(shown, galley, rows, notes, numbers, last),
                height,
            )

        self.sheet.present(draw, keep=keep)

    def _is_guarded(self, page: Page) -> bool:
        """Whether a passage was only named, or told in brief, that can be read whole."""
        return self._warned is not Warned.WHOLE and warns(page.items, self.app.keeper.preferences)

    def _is_only_named(self, page: Page) -> bool:
        """Whether a passage was named and is not told yet: it is told before anything else is done."""
        return self._warned is Warned.NAMED and self._is_guarded(page)

    def save(self) -> None:
        """Save what is not saved yet, and say so. Runs when the page has been painted."""
        if self.app.keeper.flush():
            self.refill_status()

    def status(self, width: int) -> Galley:
        """Where we are; at the right the turn once it is on disk, or what the player has to be told."""
        keeper, glyphs = self.app.keeper, self.app.glyphs
        page = self.page or keeper.session.page()
        if keeper.trouble:
            return draw_trouble(page.status, keeper.trouble.words, glyphs, width)
        turn = keeper.saved_turn
        return draw_status(page.status, "" if turn is None else say("turn {turn}", turn=turn), glyphs, width)

    def can(self, action: Action) -> bool:
        """Some actions are there only when there is something for them to do."""
        page, session = self.page, self.app.keeper.session
        if page is None:
            return False
        return {
            "confront": page.status.confront is not None and not self._is_only_named(page),
            "reveal": self._is_guarded(page),
            "brief": self._is_only_named(page),
            "undo": session.can_undo,
            "redo": session.can_redo,
            "skip": only_way(page) is not None and not self._is_only_named(page),
        }.get(action.name, True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be done here says so."""
        return super().check_action(action, parameters) or (action in _REFUSALS and not self.is_small)

    def order(self) -> Iterable[Action]:
        """What the last turn has made possible comes first: to make it again, to see what it changed."""
        return sorted(self.ACTIONS, key=lambda action: _RANKS.get(action.name, 2))

    def offers(self, action: Action) -> bool:
        """What changed is offered on the page that tells it; later it can still be asked for."""
        if action.name == "changes" and self.page is not None:
            return any(isinstance(item, Changed) for item in self.page.items)
        if action.name == "skip":
            return False
        if action.name == "write":
            return bool(self.app.keeper.session.questions())
        if action.name == "hint":
            return bool(self.app.keeper.session.hints())
        return super().offers(action)

    def label(self, action: Action) -> str:
        """A confrontation says with whom."""
        if action.name == "confront" and self.page is not None:
            return say("confront {teller}", teller=self.page.status.confront)
        return super().label(action)

    # --- what is done

    def choose(self, key: object) -> None:
        """Take an option, or do what a row says."""
        page = self.page
        if isinstance(key, OptionKey) and page is not None:
            self.play(page.options[key.index].move)
        elif isinstance(key, MenuRow):
            self.call_later(self.run_action, self.command_of(key.action))

    def play(self, move: Move) -> None:
        """Make a move, and show what comes of it."""
        try:
            self.app.keeper.play(move)
        except IllegalMove as refusal:
            self.tell(refusal.reason)
        self.refill()
        self.refill_bars()

    def numbered(self, digit: int) -> int | None:
        """The target of the option with a number."""
        if self.page is None or self._is_only_named(self.page):
            return None
        options = self.page.options
        place = next((index for index, option in enumerate(options) if option.number == digit), None)
        return None if place is None else self.sheet.index_of(OptionKey(place))

    def action_undo(self) -> None:
        """Take the last turn back; what was said to somebody's face only after asking."""
        moves = self.app.keeper.session.moves
        if moves and isinstance(moves[-1], Confront):
            self.app.ask(
                say("Take it back?"),
                (say("This takes back what you said in the confrontation, and everything that came of it."),),
                say("Take it back."),
                say("No. What is said is said."),
                self.take_back,
            )
        else:
            self.take_back()

    def take_back(self) -> None:
        """Take the last turn back."""
        move = self.app.keeper.undo()
        self.refill()
        self.refill_bars()
        option = option_of(self.page, move)
        index = self.sheet.index_of(option) if option is not None else None
        if index is not None:
            self.point(index)
        taken = f"{taken_back(self.app.keeper.session, move)} {say('(U makes it again.)')}" if move else ""
        self.tell(taken or say(_REFUSALS["undo"]))

    def action_redo(self) -> None:
        """Make the turn again that was taken back."""
        move = self.app.keeper.redo()
        self.refill()
        self.refill_bars()
        if move is None:
            self.tell(say(_REFUSALS["redo"]))

    def action_reveal(self, warned: Warned = Warned.WHOLE) -> None:
        """Read what was warned of as it stands."""
        if self.page and self._is_guarded(self.page):
            self._warned = warned
            self._present(self.page)
            self.refill_bars()
        else:
            self.tell(say(_REFUSALS["reveal"]))

    def action_brief(self) -> None:
        """Read what was warned of in brief."""
        self.action_reveal(Warned.BRIEF)

    def action_confront(self) -> None:
        """Pick a claim, and something to set against it."""
        view = self.app.keeper.session.confrontation()
        if view is None:
            self.tell(say(_REFUSALS["confront"]))
        elif self.page is not None and self.page.status.confront is None:
            self.tell(say("There is nothing of {teller}'s to set against anything now.", teller=view.teller))
        else:
            self.app.open_confrontation()

    def action_open(self, name: str) -> None:
        """Open a screen; at an ending, help is first of all help that is not in a game."""
        super().action_open("helplines" if name == "help" and self.app.keeper.session.over else name)

    def action_skip(self) -> None:
        """Go on to what is new, or to the next decision."""
        made = self.app.keeper.skip()
        self.refill()
        self.refill_bars()
        self.tell(say_count(made, "{number} turn on.", "{number} turns on.") if made else say(_REFUSALS["skip"]))

    def action_export(self) -> None:
        """Everything so far, to a file."""
        self.tell(self.app.keeper.export())

    def action_menu(self) -> None:
        """All that can be done, in a list."""
        listed = [one for one in self.ACTIONS if one.name not in OF_THE_PAGE and self.can(one)]
        self.app.open_menu([(one, self.label(one)) for one in listed], self._from_menu)

    def _from_menu(self, action: Action) -> None:
        self.call_later(self.run_action, action.command())

    def action_begin(self) -> None:
        """A new game, after asking."""
        self.app.save_what_was_seen()
        words = [stays(self.app.keeper.trouble)]
        if not self.app.keeper.trouble:
            words.append(say("Save it under a name to keep it for good."))
        self.app.ask(say("Begin again?"), words, say("Begin a new game."), say("No."), self._begin)

    def _begin(self) -> None:
        self.app.keeper.flush()
        self.app.keeper.begin()
        self.refill()
        self.refill_bars()
