"""A session made of views, so that the screens are tested without a story, a rule or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from msgspec.structs import replace

from game.play.launch import Launch
from game.play.library import EpisodeEntry, Library, NoLibrary, Opened, SaveEntry, SaveKind
from game.play.moves import Choose, Move, Write
from game.play.pages import Where
from game.play.preferences import Preferences
from game.play.saving import NotSaved
from game.play.session import IllegalMove, Session
from game.play.step import State
from game.play.views import (
    AccountsTable,
    Asked,
    Casebook,
    Change,
    Changed,
    ChangeKind,
    ClaimEntry,
    Column,
    Confrontation,
    EndingEntry,
    EpisodeHeading,
    EvidenceEntry,
    Exhibit,
    Found,
    Heading,
    HintEntry,
    Item,
    LeadEntry,
    Mark,
    NightEntry,
    NumberEntry,
    Option,
    Page,
    Paragraph,
    PersonEntry,
    Prose,
    QuestionEntry,
    Row,
    Span,
    Status,
    TermEntry,
)


def said(text: str, speaker: str | None = None) -> Paragraph:
    return Paragraph((Span(text),), speaker)


LOG = EvidenceEntry(
    "log",
    "Log of the front door",
    "Two people came in at 00:58; one left at 03:41, and nobody else until ten past eight.",
    (
        "RUE DES CASCADES 14           FRONT DOOR",
        "",
        "23:12   1 in      tenant, 3rd floor",
        "00:58   2 in      top floor",
        "03:41   1 out     top floor",
        "08:10   1 in      cleaner",
    ),
    ("Anya",),
)
BILL = EvidenceEntry(
    "bill",
    "Telephone bill",
    "A call of 3 min 40 was made from her line at 02:14.",
    ("02:14   prepaid number   3 min 40   0.00",),
)
REPORT = EvidenceEntry("report", "What Solène says", "The family has always paid.", ())

NIGHT = (
    NightEntry(0, "23:12", "", "A tenant comes in.", "Log of the front door"),
    NightEntry(106, "00:58", "", "Two people go in.", "Log of the front door"),
    NightEntry(108, "01:00", "04:00", "He died between these hours.", "The post-mortem", 180),
    NightEntry(182, "02:14", "", "A call from her line.", "Telephone bill"),
    NightEntry(269, "03:41", "", "One comes out.", "Log of the front door"),
)

TITLES = ("The dealer", "What he did", "Kamal", "What was left out")


def claim(number: int, moment: str, says: str, mark: Mark = Mark.OPEN, **more: object) -> ClaimEntry:
    key = f"anya_{number}.{moment.replace(' ', '_')}"
    return ClaimEntry(key, TITLES[number - 1], "Anya", moment, says, mark, **more)  # type: ignore[arg-type]


def table(accounts: int = 3) -> AccountsTable:
    columns = tuple(Column(f"anya_{n}", "Anya", TITLES[n - 1], n) for n in range(1, accounts + 1))
    phone = [
        (),
        (
            claim(
                2,
                "the telephone",
                "I had left it in the living room. I could not call anyone.",
                Mark.CONTRADICTED,
                by=("Telephone bill",),
            ),
        ),
        (
            claim(
                3,
                "the telephone",
                "I had it with me. I called from the bathroom.",
                changed=True,
                because=("Telephone bill",),
            ),
        ),
        (claim(4, "the telephone", "On me. I called when he was dead.", Mark.SUPPORTED, changed=True),),
    ]
    man = [
        (claim(1, "who came in", "His dealer came up. They talked in the hall.", Mark.DROPPED),),
        (claim(2, "who came in", "His dealer rang, then came up. I did not see his face.", Mark.CONTRADICTED),),
        (claim(3, "who came in", "Only Kamal, over the roof, because I called him.", changed=True),),
        (claim(4, "who came in", "Nobody, until it was over."),),
    ]
    why = [
        (claim(1, "why him", "I knew him from the university. It was just an evening."),),
        (claim(2, "why him", "I liked him. From the first day.", changed=True),),
        (claim(3, "why him", "I liked him. From the first day.", kept=True),),
        (claim(4, "why him", "I chose him. There was a list.", changed=True),),
    ]
    rows = [
        Row("why him", tuple(why[:accounts]), ()),
        Row("who came in", tuple(man[:accounts]), (LOG,)),
        Row("the telephone", tuple(phone[:accounts]), (BILL,)),
    ]
    for number in range(4, 9):
        told = claim(1, f"moment {number}", f"Something about it, number {number}.")
        rows.append(Row(f"moment {number}", ((told,), *[()] * (accounts - 1)), ()))
    return AccountsTable(columns, tuple(rows))


STATUS = Status("The Perfect Mother", "The birthday", "Berlin, the kitchen", "22:47", 0)
OPENING: tuple[Item, ...] = (
    EpisodeHeading(1, "The birthday"),
    Heading("The call", "Berlin, the kitchen", "22:47"),
    Prose(
        (
            said("The plates are done. You have put the good glasses back in the order in which they came out."),
            said("Mama? Are you sitting down?", "Anya"),
            said("I am standing. Where are you? It is eleven at night, and it is the first time today.", "You"),
            Paragraph((Span("She breathes. She says it "), Span("very", True), Span(" carefully."))),
        )
    ),
)
OPTIONS = (
    Option(Choose("ask"), "Ask her where she is.", 1),
    Option(Choose("wait"), "Say nothing, and straighten the cloth.", 2, taken=True),
    Option(Choose("show"), "Tell her that he is dead.", None, locked="You do not know that yet"),
    Option(Choose("station"), "The police station on the quay", 3, lead=True),
)
CHANGED = Changed(
    "Anya tells it again: account 2, What he did",
    (
        Change(
            ChangeKind.CHANGED,
            "Anya",
            "the telephone",
            "I called nobody.",
            "I had left it in the living room.",
            ("Telephone bill",),
        ),
        Change(ChangeKind.DROPPED, "Anya", "the bathroom", "I locked myself in, and fainted.", ""),
        Change(ChangeKind.NEW, "Anya", "the knife", "", "I never touched it."),
        Change(ChangeKind.KEPT, "Anya", "why him", "I liked him.", "I liked him."),
    ),
)
LONG = Prose(
    tuple(
        said(f"Paragraph {n}. " + "The corridor is clean, too clean, and somebody has cut flowers. " * 3)
        for n in range(12)
    )
)


class FakeSession:
    """Plays pages that are given. Each option leads to the page of its id, if there is one."""

    title = "The Perfect Mother"
    note = (said("This story is about sexual violence, and about lies in a family."),)
    note_details = (said("The rape is told, not shown."),)
    topics = ("sexual violence", "lies")

    def __init__(self, pages: dict[str, Page] | None = None, start: str = "opening") -> None:
        self._book = Casebook(
            (LOG, BILL, REPORT),
            (
                PersonEntry(
                    "anya", "Anya Berg", ("Your daughter.", "She studies in Paris."), ("turn 0, Berlin", "turn 1")
                ),
                PersonEntry("v", "Vincent Duc", ()),
            ),
            (
                LeadEntry("The police station", False),
                LeadEntry("The residence", True),
                LeadEntry("The club", False, "It opens at ten"),
            ),
            table(),
            NIGHT,
        )
        self._written: dict[str, Write] = {}
        self._pages = pages or {
            "opening": page(OPENING, OPTIONS),
            "ask": page((Prose((said("Paris. Where else."),)), Found(LOG)), OPTIONS[:2], confront="Anya"),
            "wait": page((LONG,), OPTIONS),
            "confronted": page(
                (Asked("I called nobody.", "Telephone bill", "And this, at fourteen past two?"), CHANGED), OPTIONS[:1]
            ),
        }
        self._visited: list[tuple[Move | None, str]] = [(None, start)]
        self._undone: list[tuple[Move | None, str]] = []

    def page(self) -> Page:
        return self._page(self.turn)

    def _page(self, number: int) -> Page:
        found = self._pages.get(self._visited[number][1]) or page((Prose((said("Nothing comes of it."),)),), OPTIONS)
        status = found.status
        return Page(
            Status(status.story, status.episode, status.place, status.hour, number, status.confront, status.over),
            found.items,
            found.options,
        )

    def pages(self, since: int = 0) -> Iterator[Page]:
        return (self._page(number) for number in range(since, len(self._visited)))

    def do(self, move: Move) -> None:
        if isinstance(move, Choose):
            option = next((option for option in self.page().options if option.move == move), None)
            if option is None or option.locked:
                raise IllegalMove(move, "it cannot be chosen")
        if isinstance(move, Write):
            self._written[move.question] = move
            self._visited.append((move, self._visited[-1][1]))
        else:
            self._visited.append((move, move.choice if isinstance(move, Choose) else "confronted"))
        self._undone.clear()

    def undo(self) -> Move | None:
        if self.turn == 0:
            return None
        self._undone.append(self._visited.pop())
        return self._undone[-1][0]

    def redo(self) -> Move | None:
        if not self._undone:
            return None
        self._visited.append(self._undone.pop())
        return self._visited[-1][0]

    @property
    def turn(self) -> int:
        return len(self._visited) - 1

    @property
    def state(self) -> State:
        return State(self._visited[-1][1], self.turn)

    @property
    def over(self) -> bool:
        return self.page().status.over

    @property
    def where(self) -> Where:
        status = self.page().status
        return Where(status.episode, status.place, status.hour)

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple(move for move, _ in self._visited if move is not None)

    @property
    def can_undo(self) -> bool:
        return self.turn > 0

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def latest_changes(self) -> tuple[Changed, ...]:
        changed = [tuple(item for item in page.items if isinstance(item, Changed)) for page in self.pages()]
        return next((items for items in reversed(changed) if items), ())

    def questions(self) -> tuple[QuestionEntry, ...]:
        written = self._written.get("who", Write("who"))
        answers = (("her", "It was she who called."), ("him", "It was he."))
        return (QuestionEntry("who", "Who made the call?", answers, written.answer, written.rests_on),)

    def hints(self) -> tuple[HintEntry, ...]:
        steps = ("Think of the bill.", "In the casebook, under evidence.", "Set the bill against the telephone.")
        return (HintEntry("call", "How do I know who called?", True, steps),)

    def endings(self) -> tuple[EndingEntry, ...]:
        return (EndingEntry("The birthday" if self.over else ""), EndingEntry(""), EndingEntry("", True))

    def glossary(self) -> tuple[TermEntry, ...]:
        return (TermEntry("garde à vue", "Custody by the police, before a judge has seen anybody."),)

    def recap(self) -> tuple[Paragraph, ...]:
        return (said("Anya called late, from Paris."),)

    def numbers(self) -> tuple[NumberEntry, ...]:
        return (NumberEntry("How far Anya trusts you", 3, 0, 5),)

    def casebook(self) -> Casebook:
        return self._book

    def confrontation(self) -> Confrontation | None:
        if self.page().status.confront is None:
            return None
        claims = tuple(claim for row in self._book.table.rows[1:3] for cell in row.cells[1:] for claim in cell)
        exhibits = [Exhibit(entry.id, entry.name, entry.finding) for entry in self._book.evidence]
        exhibits += [
            Exhibit(claim.id, f"Anya, {claim.moment}", claim.says, True, "Anya", claim.mark is Mark.OPEN)
            for claim in claims
        ]
        guide = (said("Pick something she said, then what does not fit."),)
        picked = tuple(claim if claim.stands else replace(claim, mark=Mark.OPEN) for claim in claims)
        return Confrontation("Anya", 2, guide, picked, tuple(exhibits))

    def opening(self, claim: str, exhibit: str) -> str:
        return f"You say that ({claim}). Then what is this: {exhibit}?"


class FakeLibrary(NoLibrary):
    """A shelf in memory."""

    def __init__(self) -> None:
        self.shelf = {
            "kitchen": SaveEntry(
                "kitchen", SaveKind.OWN, "Before I asked", 4, "Berlin, the kitchen", "3 Nov 2026, 21:10"
            ),
            "auto": SaveEntry("auto", SaveKind.AUTO, "Autosave", 7, "Paris", "3 Nov 2026, 21:40"),
        }
        self.exported: list[Preferences] = []

    def is_empty(self) -> bool:
        return not self.shelf

    def saves(self) -> tuple[SaveEntry, ...]:
        return tuple(self.shelf.values())

    def save_as(self, session: Session, name: str) -> str | None:
        self.shelf[name] = SaveEntry(name, SaveKind.OWN, name, session.turn, "Berlin", "now")
        return None

    def open(self, save: str) -> Opened:
        session = FakeSession()
        session.do(Choose("ask"))
        return Opened(cast(Session, session))

    def delete(self, save: str) -> str | None:
        del self.shelf[save]
        return None

    def endings(self) -> tuple[EndingEntry, ...]:
        return (EndingEntry("The birthday"), EndingEntry(""), EndingEntry("And after", True))

    def episodes(self) -> tuple[EpisodeEntry, ...]:
        stands = ("Turn 31, Paris.", "Evidence found: Telephone bill.")
        return (EpisodeEntry(1, "The birthday", "episode-birthday.json", stands), EpisodeEntry(2, ""))

    def export(self, session: Session, preferences: Preferences) -> str:
        self.exported.append(preferences)
        return "Written to play-1.md."


def page(
    items: tuple[Item, ...], options: tuple[Option, ...], confront: str | None = None, *, over: bool = False
) -> Page:
    return Page(Status(STATUS.story, STATUS.episode, STATUS.place, STATUS.hour, 0, confront, over), items, options)


def launch(
    session: FakeSession | None = None,
    *,
    restored: bool = False,
    skip_title: bool = True,
    notes: tuple[str, ...] = (),
    save: Callable[[Session], NotSaved | None] = lambda _: None,
    preferences: Preferences | None = None,
    library: Library | None = None,
    show_note: bool = False,
) -> Launch:
    return Launch(
        session=cast(Session, session or FakeSession()),
        restored=restored,
        fresh=lambda: cast(Session, FakeSession()),
        save=save,
        notes=notes,
        skip_title=skip_title,
        show_note=show_note,
        library=library or NoLibrary(),
        preferences=preferences or Preferences(),
    )


def long_play(turns: int) -> FakeSession:
    """A play of so many turns, each of which tells its own number."""
    session = FakeSession({"opening": page((Prose((said("The very first."),)),), OPTIONS)})
    for number in range(turns):
        session._visited.append((Choose("ask"), f"turn {number}"))
        session._pages[f"turn {number}"] = page((Prose((said(f"It is number {number}."),)),), OPTIONS)
    return session
