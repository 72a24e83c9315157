"""A play that goes on: the turns made so far, and the views of the last one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from game.play.acquaintance import Acquaintance
from game.play.history import History
from game.play.moves import Confront, Move, Write
from game.play.notebook import Notebook
from game.play.pages import Pages, Where
from game.play.rules import Rules
from game.play.step import IllegalMove, State, Turn, begin, step
from game.play.views import (
    Casebook,
    Changed,
    Confrontation,
    EndingEntry,
    HintEntry,
    Mark,
    NumberEntry,
    Page,
    Paragraph,
    QuestionEntry,
    TermEntry,
)

__all__ = ["IllegalMove", "Session"]


class Session:
    """One play of a story, with unlimited undo. All that it holds is its turns; all views are derived from them."""

    def __init__(self, rules: Rules, first: Turn | None = None) -> None:
        self.rules = rules
        self._pages = Pages.of(rules)
        self._notebook = Notebook(rules, self._pages.teller)
        self._turns = History(rules, first or begin(rules))
        self._wheres = [Where(), self._pages.where(Where(), self._turns[0])]
        self._undone: list[Turn] = []
        self._known = Acquaintance(self._pages.casebook, self._pages.aside)

    @classmethod
    def replay(cls, rules: Rules, first: Turn | None, moves: Iterable[Move]) -> Session:
        """A session in which the moves have been made; raises IllegalMove at the first that cannot be made."""
        session = cls(rules, first)
        for move in moves:
            session.do(move)
        return session

    @property
    def state(self) -> State:
        """The present state."""
        return self._turns.last.state

    @property
    def first(self) -> Turn:
        """The turn with which the play began."""
        return self._turns[0]

    @property
    def turn(self) -> int:
        """How many moves have been made."""
        return len(self._turns.moves)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of the play, from the one with which it began."""
        return tuple(self._turns)

    def fork(self) -> Session:
        """Another session that has come to where this one is, and goes on by itself."""
        other = Session(self.rules, self.first)
        other._turns, other._wheres = self._turns.copy(), [*self._wheres]
        return other

    def mark(self, claim: str) -> Mark:
        """What the casebook says of a claim."""
        return self._pages.casebook.mark(claim, self.state.memory)

    @property
    def over(self) -> bool:
        """Whether the story has come to an ending."""
        return self.rules.story.scenes[self.state.scene].ending is not None

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves made, from the first on."""
        return tuple(self._turns.moves)

    @property
    def written_moves(self) -> Sequence[tuple[str, ...]]:
        """The moves made as they are written, in blocks: see `History.written`."""
        return self._turns.written

    def do(self, move: Move) -> None:
        """Makes a move; raises IllegalMove, and changes nothing, if it cannot be made."""
        self._push(step(self.rules, self._turns.last.state, move))
        if self._undone:
            self._undone.clear()

    def undo(self) -> Move | None:
        """Takes the last move back, and says which it was; None at the start."""
        if self.turn == 0:
            return None
        self._wheres.pop()
        self._known.forget(self.turn)
        self._undone.append(self._turns.pop())
        return self._undone[-1].move

    def redo(self) -> Move | None:
        """Makes the move again that was taken back last; None if there is none."""
        if not self._undone:
            return None
        turn = self._undone.pop()
        self._push(turn)
        return turn.move

    @property
    def can_undo(self) -> bool:
        """Whether there is a move to take back."""
        return self.turn > 0

    @property
    def can_redo(self) -> bool:
        """Whether a move was taken back that can be made again."""
        return bool(self._undone)

    def latest_changes(self) -> tuple[Changed, ...]:
        """What was done to the accounts the last time, and before it in the same visit; the latest comes first."""
        changed: list[Changed] = []
        for number, turn in zip(range(self.turn, -1, -1), reversed(self._turns), strict=True):
            before = bool(changed)
            changed += (item for item in self._page(number, turn).items if isinstance(item, Changed))
            if before and turn.arrived:
                break
        return tuple(changed)

    def _push(self, turn: Turn) -> None:
        self._turns.append(turn)
        self._wheres.append(self._pages.where(self._wheres[-1], turn))

    def page(self) -> Page:
        """The page of the last turn. Writing something down leaves the page as it was."""
        turn, shown = self._turns.last, self.turn
        page = self._pages.page(turn, shown, self._wheres[-2], self._wheres[-1])
        if type(turn.move) is not Write:
            return page
        while isinstance(self._turns[shown].move, Write):
            shown -= 1
        kept = self._page(shown)
        status = replace(page.status, place=kept.status.place, hour=kept.status.hour)
        return replace(page, items=kept.items, status=status)

    @property
    def where(self) -> Where:
        """Where the last page says that it is, without the rest of the page."""
        shown = self.turn
        while isinstance(self._turns[shown].move, Write):
            shown -= 1
        return self._pages.shown(self._turns[shown], self._wheres[shown + 1])

    def pages(self, since: int = 0) -> Iterator[Page]:
        """The page of every turn, from turn `since` on; each is made when it is asked for."""
        return (self._page(number, turn) for number, turn in enumerate(self._turns.since(since), since))

    def _page(self, number: int, turn: Turn | None = None) -> Page:
        return self._pages.page(turn or self._turns[number], number, self._wheres[number], self._wheres[number + 1])

    def casebook(self) -> Casebook:
        """The casebook as it stands; the evidence in the order in which it was found."""
        reader = self._pages.casebook
        book = reader.casebook(self.state, self._wheres[-1].episode)
        self._known.read(self._turns, self._wheres)
        people = tuple(map(self._known.with_since, book.people))
        evidence = tuple(sorted(book.evidence, key=lambda entry: self._known.found(entry.id)))
        table = replace(book.table, newest=self._known.newest(book.table))
        return replace(book, evidence=evidence, people=people, table=table)

    def endings(self) -> tuple[EndingEntry, ...]:
        """Every ending and coda of the story, in its order; a title has what this play has come to."""
        story, scene = self.rules.story, self.rules.story.scenes[self.state.scene]
        endings = [
            EndingEntry(one.title if name == scene.ending else "", is_secret=one.secret)
            for name, one in story.endings.items()
        ]
        codas = [EndingEntry(one.title if name == scene.coda else "", True) for name, one in story.codas.items()]
        return (*endings, *codas)

    def confrontation(self) -> Confrontation | None:
        """Who can be confronted now; None if nobody can. Of the evidence, what was found last comes first."""
        view = self._pages.confronting.view(self._visit())
        if view is None:
            return None
        self._known.read(self._turns, self._wheres)
        tried = frozenset((move.claim, move.exhibit) for move in self.moves if isinstance(move, Confront))
        exhibits = sorted(view.exhibits, key=lambda exhibit: (exhibit.is_claim, -self._known.found(exhibit.id)))
        return replace(view, exhibits=tuple(exhibits), tried=tried)

    def _visit(self) -> list[State]:
        """The states since the last arrival."""
        found: list[State] = []
        for turn in reversed(self._turns):
            found.append(turn.state)
            if turn.arrived:
                break
        return found[::-1]

    def questions(self) -> tuple[QuestionEntry, ...]:
        """The questions of the reconstruction, with what the player has written."""
        return tuple(self._notebook.questions(self.state))

    def hints(self) -> tuple[HintEntry, ...]:
        """Help with the questions that are open now."""
        return tuple(self._notebook.hints(self.state))

    def glossary(self) -> tuple[TermEntry, ...]:
        """The words that the player may have met."""
        return tuple(self._notebook.glossary(self.state))

    def recap(self) -> tuple[Paragraph, ...]:
        """What has happened so far, for a player who comes back; empty if the story has nothing to say here."""
        return tuple(self._notebook.recap(self.state))

    def numbers(self) -> tuple[NumberEntry, ...]:
        """Every number of the story as it stands."""
        return tuple(self._notebook.numbers(self.state))

    def opening(self, claim: str, exhibit: str) -> str:
        """What the player will begin with on setting a claim against an exhibit, whatever comes of it."""
        return self._pages.confronting.opening(self.state, Confront(claim, exhibit))

    def said(self, claim: str, exhibit: str) -> str:
        """All that the player would say on setting a claim against an exhibit."""
        return self._pages.confronting.said(self.state, Confront(claim, exhibit))

    @property
    def title(self) -> str:
        """The title of the story."""
        return self.rules.story.header.title

    @property
    def note(self) -> tuple[Paragraph, ...]:
        """The content note; empty if the story has none."""
        note = self.rules.story.header.note
        return self._pages.teller.paragraphs(note, self.first.state.scene, self.first.state.memory) if note else ()

    @property
    def note_details(self) -> tuple[Paragraph, ...]:
        """The detailed content note; empty if the story has none."""
        note = self.rules.story.header.note_details
        return self._pages.teller.paragraphs(note, self.first.state.scene, self.first.state.memory) if note else ()

    @property
    def topics(self) -> tuple[str, ...]:
        """The sensitive topics of the story, by name."""
        return tuple(topic.name for topic in self.rules.story.topics.values())
