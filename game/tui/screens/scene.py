"""The scene: the page of this turn, and what can be done. Everything else opens from here."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.timer import Timer

from game.play.moves import Confront, Move
from game.play.preferences import Preferences
from game.play.session import IllegalMove
from game.play.skipping import only_way
from game.play.views import Changed, Page
from game.tui.actions import OF_THE_PAGE, SCENE, Action
from game.tui.draw.bars import draw_status, draw_trouble
from game.tui.draw.page import MenuRow, OptionKey, draw_page
from game.tui.draw.topics import told, warns
from game.tui.galley import Galley
from game.tui.keeper import not_saved
from game.tui.screens.base import GameScreen
from game.tui.screens.offers import last_words, option_of, rows_of

_CELLS_AT_ONCE = 12
"""How many cells the typewriter writes thirty times a second."""
_MOST_AIR = 2
"""How many lines are left empty above a page that does not fill the window."""
_REFUSALS = {
    "confront": "Nobody to confront here.",
    "reveal": "Nothing was told in short here.",
    "undo": "Nothing to take back.",
    "redo": "Nothing to make again.",
    "skip": "Nothing to skip: here you decide.",
}
"""What is said when a key does nothing here."""


class SceneScreen(GameScreen):
    """One turn."""

    ACTIONS = SCENE

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        self.notice = ""
        """Words about the last key, until the next one."""
        self._refused = False
        """Whether they say that it did nothing."""
        self._turn = -1
        self._notes: tuple[str, ...] = ()
        self._preferences: Preferences | None = None
        self._timer: Timer | None = None
        self._whole = False
        """Whether the passages that were warned of are read as they stand."""

    # --- what is shown

    def refill(self) -> None:
        """Show the turn that the session is at; the place is kept if it is the one that is shown."""
        session = self.app.keeper.session
        page = session.page()
        same = page == self.page and session.turn == self._turn
        self.page, self._turn = page, session.turn
        preferences = self.app.keeper.preferences
        if same and preferences is self._preferences:
            return
        self._preferences = preferences
        if not same:
            self._notes = self.app.take_notes()
            self._whole = False
        self._present(page)
        if not same and preferences.typewriter and not preferences.still and not self.app.keeper.has_read(page):
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

    def on_key(self, event: events.Key) -> None:
        """While the typewriter is at work, any key completes the page, and does nothing else."""
        if self._refused:
            self._refused, self.notice = False, ""
            self.refill_status()
        if self.sheet.typewriter.is_writing:
            event.stop()
            self.sheet.typewriter.finish()
            self.sheet.write_on(0)
        elif event.character and event.character.isprintable() and not self.is_small:
            keys = {key for action in self.ACTIONS for key in action.keys}
            if not keys & {event.key, event.character} and event.character != " ":
                self.refuse("That key does nothing here: m is the menu, ? the help.")

    def _present(self, page: Page) -> None:
        rows = tuple(rows_of(page, guarded=self._is_guarded(page), written=bool(self.app.keeper.session.questions())))
        notes = self._notes
        shown = replace(page, items=told(page.items, self.app.keeper.preferences, whole=self._whole))
        session = self.app.keeper.session
        numbers = session.numbers() if self.app.keeper.preferences.numbers else ()
        last = last_words(self.app.keeper.library, session) if page.status.over else None

        def draw(width: int, height: int) -> Galley:
            galley = draw_page(shown, self.column(width), rows, notes, numbers, last)
            if (air := min(_MOST_AIR, (height - len(galley.lines)) // 4)) > 0:
                galley = self.column(width)
                galley.blank(air)
                draw_page(shown, galley, rows, notes, numbers, last)
            return galley

        self.sheet.present(draw)

    def _is_guarded(self, page: Page) -> bool:
        """Whether a passage was told shortly that can be read whole."""
        return not self._whole and warns(page.items, self.app.keeper.preferences)

    def save(self) -> None:
        """Save what is not saved yet, and say so. Runs when the page has been painted."""
        if self.app.keeper.flush():
            self.refill_status()

    def status(self, width: int) -> Galley:
        """Where we are; at the right the turn once it is on disk, or what the player has to be told."""
        keeper, glyphs = self.app.keeper, self.app.glyphs
        page = self.page or keeper.session.page()
        if self.notice:
            return draw_status(page.status, self.notice, glyphs, width)
        if keeper.trouble:
            return draw_trouble(page.status, not_saved(keeper.trouble), glyphs, width)
        turn = keeper.saved_turn
        return draw_status(page.status, "" if turn is None else f"turn {turn}", glyphs, width)

    def can(self, action: Action) -> bool:
        """Some actions are there only when there is something for them to do."""
        page, session = self.page, self.app.keeper.session
        if page is None:
            return False
        holds = {
            "confront": page.status.confront is not None,
            "reveal": self._is_guarded(page),
            "undo": session.can_undo,
            "redo": session.can_redo,
            "skip": only_way(page) is not None,
        }
        return holds.get(action.name, True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be done here says so."""
        return super().check_action(action, parameters) or (action in _REFUSALS and not self.is_small)

    def refuse(self, words: str) -> None:
        """Say that a key does nothing here."""
        self.notice, self._refused = words, True
        self.refill_status()

    def offers(self, action: Action) -> bool:
        """What changed is offered on the page that tells it; later it can still be asked for."""
        if action.name == "changes" and self.page is not None:
            return any(isinstance(item, Changed) for item in self.page.items)
        if action.name in {"redo", "skip"}:
            return False
        if action.name == "write":
            return bool(self.app.keeper.session.questions())
        if action.name == "hint":
            return bool(self.app.keeper.session.hints())
        return super().offers(action)

    def label(self, action: Action) -> str:
        """A confrontation says with whom."""
        if action.name == "confront" and self.page is not None:
            return f"confront {self.page.status.confront}"
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
        self.notice = ""
        try:
            self.app.keeper.play(move)
        except IllegalMove as refusal:
            self.notice = str(getattr(refusal, "reason", refusal))
        self.refill()
        self.refill_bars()

    def action_number(self, key: str) -> None:
        """Take the option with a number, wherever the window stands."""
        for index, option in enumerate(self.page.options if self.page is not None else ()):
            if option.number == int(key):
                self.choose(OptionKey(index))
                return
        self.refuse(f"There is no {key} here.")

    def action_undo(self) -> None:
        """Take the last turn back; what was said to somebody's face only after asking."""
        moves = self.app.keeper.session.moves
        if moves and isinstance(moves[-1], Confront):
            self.app.ask(
                "Take it back?",
                ("This takes back what you said in the confrontation, and everything that came of it.",),
                "Take it back.",
                "No. What is said is said.",
                self.take_back,
            )
        else:
            self.take_back()

    def take_back(self) -> None:
        """Take the last turn back."""
        move = self.app.keeper.undo()
        self.notice = _REFUSALS["undo"] if move is None else ""
        self.refill()
        option = option_of(self.page, move)
        if option is not None:
            index = self.sheet.index_of(option[0])
            self.sheet.point(index, reveal=False)
            self.notice = f"taken back: {option[1].text}"
        elif move is not None:
            self.notice = "taken back"
        self.refill_bars()

    def action_redo(self) -> None:
        """Make the turn again that was taken back."""
        move = self.app.keeper.redo()
        self.notice = _REFUSALS["redo"] if move is None else ""
        self.refill()
        self.refill_bars()

    def action_reveal(self) -> None:
        """Read what was told shortly as it stands."""
        if not self.page or not self._is_guarded(self.page):
            self.refuse(_REFUSALS["reveal"])
            return
        self._whole = True
        if self.page is not None:
            self._present(self.page)
        self.refill_bars()

    def action_confront(self) -> None:
        """Pick a claim, and something to set against it."""
        if self.app.keeper.session.confrontation() is None:
            self.refuse(_REFUSALS["confront"])
        else:
            self.app.open_confrontation()

    def action_open(self, name: str) -> None:
        """Open a screen; at an ending, help is first of all help that is not in a game."""
        super().action_open("helplines" if name == "help" and self.app.keeper.session.over else name)

    def action_skip(self) -> None:
        """Go on to what is new, or to the next decision."""
        made = self.app.keeper.skip()
        self.refill()
        self.notice = f"{made} turn{'' if made == 1 else 's'} on" if made else _REFUSALS["skip"]
        self.refill_bars()

    def action_export(self) -> None:
        """Everything so far, to a file."""
        self.notice = self.app.keeper.library.export(self.app.keeper.session)
        self.refill_bars()

    def action_menu(self) -> None:
        """All that can be done, in a list."""
        listed = [one for one in self.ACTIONS if one.name not in OF_THE_PAGE and self.can(one)]
        self.app.open_menu([(one, self.label(one)) for one in listed], self._from_menu)

    def _from_menu(self, action: Action) -> None:
        self.call_later(self.run_action, action.command())

    def action_begin(self) -> None:
        """A new game, after asking."""
        stay = "This game stays among the autosaves for now. Save it under a name to keep it for good."
        self.app.ask("Begin again?", (stay,), "Begin a new game.", "No.", self._begin)

    def _begin(self) -> None:
        self.app.keeper.flush()
        self.app.keeper.begin()
        self.refill()
        self.refill_bars()
