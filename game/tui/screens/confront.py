"""The confrontation: a claim, something against it, the words; and only then is anything said."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from textual.widget import Widget

from game.play.moves import Confront
from game.play.views import Casebook, ClaimEntry, Confrontation, Exhibit
from game.tui.actions import CONFRONT, Action
from game.tui.draw.bars import draw_bar, draw_tabs
from game.tui.draw.casebook import draw_evidence_pane, narrow_column
from game.tui.draw.confront import STEPS, Say, Sentences, draw_claims, draw_exhibits, draw_question, draw_sentences
from game.tui.draw.table import draw_claim_pane
from game.tui.galley import Galley
from game.tui.screens.pair import PairScreen
from game.tui.sheet import Sheet
from game.words import say


class ConfrontScreen(PairScreen):
    """Three steps, each of which can be taken back."""

    ACTIONS = CONFRONT

    def __init__(self, view: Confrontation) -> None:
        super().__init__()
        self._view = view
        self._claim: ClaimEntry | None = None
        self._exhibit: Exhibit | None = None
        self._among_sentences = False
        """Whether the list of what was said is open, not that of what has been found."""

    def body(self) -> Iterable[Widget]:
        """The three steps, and the present one."""
        yield self.sheet_of("tabs", is_bar=True)
        yield from super().body()

    @property
    def step(self) -> int:
        """0 to 2."""
        return (self._claim is not None) + (self._exhibit is not None)

    def status(self, width: int) -> Galley:
        """With whom."""
        head = say("Confront {teller}", teller=self._view.teller)
        return draw_bar((head, self._view.tries), "", self.app.glyphs, width)

    def refill(self) -> None:
        """Show the step."""
        self._show_step(None)

    def _show_step(self, place: Hashable) -> None:
        self.opened = False
        self.remove_class("-opened")
        reads_papers = self.step == 1 and not self._among_sentences
        self.set_class(reads_papers, "-papers")
        self.set_class(self.step < len(STEPS) - 1 and not reads_papers, "-sentences")
        self.set_class(self.step == 2, "-alone")
        tabs = self.query_one("#tabs", Sheet)
        steps = [say(step) for step in STEPS]
        tabs.present(lambda width, _: draw_tabs(steps, self.step, self.app.glyphs, width, numbered=False))
        self.listing.present(self._draw_step, at=place)
        self.call_after_refresh(self._reveal, place)
        self.refill_pane()
        self.refill_bars()

    def _reveal(self, place: Hashable) -> None:
        target = self.listing.target
        if place is not None and target is not None and not self.listing.sees(target):
            self.listing.reveal(target)
        self.refill_pane()
        self.refill_bars()  # what is highlighted can be looked at, which is known once the list has its size

    def _draw_step(self, width: int, height: int) -> Galley:
        del height
        view = self._view
        galley = narrow_column(width, self.app.glyphs) if self.is_wide and self.step < 2 else self.column(width)
        if self._claim is None:
            return draw_claims(view, galley)
        if self._exhibit is None:
            draw = draw_sentences if self._among_sentences else draw_exhibits
            return draw(view, self._claim, galley)
        words = self.app.keeper.session.opening(self._claim.id, self._exhibit.id)
        return draw_question(view, self._claim, self._exhibit, words, galley)

    @property
    def book(self) -> Casebook:
        """The casebook, for what is highlighted."""
        return self.app.keeper.session.casebook()

    def pane(self, width: int) -> Galley:
        """The whole of what is highlighted."""
        target = self.listing.target
        key = target.key if target is not None else None
        book = self.book
        galley = narrow_column(width, self.app.glyphs) if self.is_wide else self.column(width)
        entry = next((entry for entry in book.evidence if entry.id == key), None)
        if entry is not None and self.step == 1:
            return draw_evidence_pane(entry, galley)
        return galley if isinstance(key, Sentences) else draw_claim_pane(book.table, str(key), galley)

    @property
    def _looked_at(self) -> bool:
        """Whether something is highlighted that can be looked at."""
        target = self.listing.target
        return target is not None and not isinstance(target.key, Sentences)

    def can(self, action: Action) -> bool:
        """Looking at something is for the steps in which there is something to look at."""
        if action.name == "look":
            return self.step < 2 and not self.is_wide and not self.opened and self._looked_at
        return True

    def label(self, action: Action) -> str:
        """One step back, or back to the scene."""
        return super().label(action) if action.name != "back" or self.step or self.opened else say("leave it")

    # --- what is done

    def choose(self, key: object) -> None:
        """Take the claim, the exhibit, or the decision."""
        view = self._view
        if self._claim is None:
            claim = next((claim for claim in view.claims if claim.id == key), None)
            if claim is not None and not claim.stands:
                self.tell(say("Nobody says that any more: pick another."))
                return
            self._claim = claim
            self._show_step(None)
        elif isinstance(key, Sentences):
            self._among_sentences = True
            self._show_step(None)
        elif self._exhibit is None:
            self._exhibit = next((exhibit for exhibit in view.exhibits if exhibit.id == key), None)
            self._show_step(None)
        elif isinstance(key, Say):
            self.app.confront(Confront(self._claim.id, self._exhibit.id))
        else:
            self.action_back()

    def action_pick(self) -> None:
        """Take what is highlighted, also while it is looked at."""
        if self.opened and not self.is_wide and self.listing.target is not None:
            self.choose(self.listing.target.key)
        else:
            super().action_pick()

    def point(self, index: int) -> None:
        """What is highlighted is shown in the pane."""
        super().point(index)
        self.refill_pane()

    def action_move(self, key: str) -> None:
        """Go through the list, from its beginning to its end too; what is highlighted is shown in the pane."""
        sheet = self.sheet
        before, top = self.listing.cursor, sheet.top
        super().action_move(key)
        if key == "up" and sheet is self.listing and (before, top) == (0, 0):
            sheet.point(len(sheet.galley.targets) - 1)
        if self.listing.cursor != before:
            self.refill_pane()

    def action_edge(self, key: str) -> None:
        """To the first or the last of the list."""
        super().action_edge(key)
        self._follow(0 if key == "home" else -1)

    @property
    def has_more(self) -> bool:
        """Whether there is more of the list to read, or of the document beside it."""
        return self.sheet.below or (self.is_wide and self.side.below)

    def action_forward(self) -> None:
        """Read on, at the end of the list in the document beside it."""
        if self.is_wide and self.side.below and not self.sheet.below:
            self.side.turn(1)
        else:
            super().action_forward()

    @property
    def takes_unseen(self) -> bool:
        """Before the last step nothing is said yet."""
        return self.step < len(STEPS) - 1

    def order(self) -> Iterable[Action]:
        """To read on comes first."""
        return sorted(self.ACTIONS, key=lambda action: action.name != "forward")

    def _follow(self, end: int) -> None:
        """Highlight the first or the last thing that is seen of the list."""
        sheet = self.listing
        if self.sheet is not sheet or self.step == len(STEPS) - 1:
            return
        seen = [number for number, target in enumerate(sheet.galley.targets) if sheet.sees(target)]
        if seen:
            sheet.point(seen[end], reveal=False)
            self.refill_pane()

    def action_look(self) -> None:
        """See the whole of what is highlighted."""
        self.open_pane(opened=True)

    def action_back(self) -> None:
        """One step back."""
        if self.opened and not self.is_wide:
            self.open_pane(opened=False)
        elif self._exhibit is not None:
            place, self._exhibit = self._exhibit.id, None
            self._show_step(place)
        elif self._among_sentences:
            self._among_sentences = False
            self._show_step(Sentences())
        elif self._claim is not None:
            place, self._claim = self._claim.id, None
            self._show_step(place)
        else:
            self.app.close()

    def picked(self, sheet: Sheet, key: Hashable) -> None:
        """A click on an earlier step goes back to it."""
        if sheet.id != "tabs":
            super().picked(sheet, key)
        while sheet.id == "tabs" and isinstance(key, int) and self.step > key:
            self.action_back()
