"""`walkthrough`: a shortest play to an ending, as text for reading.

The play is found by the proof, so no shorter one leads there. What is written of it is read off the pages of the play
itself, which is made turn by turn: what stands in a line has happened.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice, product
from math import prod
from pathlib import Path

from game.author.loading import playable
from game.exits import FINE, PROBLEMS, refused
from game.files import write_whole
from game.play.beginning import facts_in, first_turn
from game.play.draws import begin_with, drawn_in, from_start
from game.play.layout import DRAWN
from game.play.moves import Choose, Confront, Move, Write
from game.play.recording import record
from game.play.rules import Rules
from game.play.session import IllegalMove, Session
from game.play.step import State, step
from game.play.transitions import Transition
from game.play.views import Changed, EpisodeHeading, Found, Heading
from game.proof.diagrams.bdd import TooLarge
from game.proof.model.beginnings import Route, beginnings, draws_in, opened
from game.proof.model.graph import Point
from game.proof.model.knowledge import Formulator
from game.proof.model.lines import Assume, Step, TooWide, reads
from game.proof.model.model import Model
from game.proof.search.pursuit import Pursuit, Undecided
from game.story.diagnostics import suggestion
from game.story.source import clean
from game.story.story import Story

MOST_TRIED = 1_000
"""How many ways of what else may be drawn are tried, to see whether it matters."""


class Unknown(Exception):
    """There is no ending, no coda or no draw of the name that was asked for: in words for the author."""


def walkthrough(folder: Path, ending: str, coda: str | None, play: Path | None, drawn: str = "") -> int:
    """Writes a shortest play to an ending, named by its id or its title, and as a playthrough into the file `play`.

    `drawn` is what is to be drawn in it, as it stands behind `with`; what it does not say may be anything. Returns 1 if
    no play comes there or the story has errors, 2 if there is no place for the file or one is there already. Raises
    Unknown.
    """
    if play is not None and (trouble := _in_the_way(play)):
        return refused(trouble)
    found = playable(folder, advise=False)
    if found is None:
        return PROBLEMS
    story, _ = found
    titles = {name: one.title for name, one in story.endings.items()}
    final = _named(ending, titles, "ending")
    codas = {name: one.title for name, one in story.codas.items()}
    after = _named(coda, codas, "coda") if coda is not None else None
    rules, scenes = Rules(story), _scenes(story, final, after)
    starts = _starts(rules, drawn) if drawn else None
    try:
        route = shortest(rules, scenes, starts)
    except (Undecided, TooLarge, TooWide):
        sys.stderr.write("It could not be decided whether any play comes there.\n")
        return PROBLEMS
    if route is None:
        why = f" with {drawn}" if drawn else "; `prove` says why" if scenes else "; no scene has both"
        sys.stderr.write(f"No play comes to “{titles[final]}”{_with(codas, after)}{why}.\n")
        return PROBLEMS
    start, moves = opened(rules, route)
    session = Session.replay(rules, from_start(rules, start.memory), moves)
    sys.stdout.writelines(f"{line}\n" for line in lines_of(session))
    if play is not None:
        write_whole(play, record(session).encode("utf-8", "replace"))
        sys.stderr.write(f"The playthrough is in {play}.\n")
    return FINE


def _in_the_way(path: Path) -> str:
    """Why no playthrough can be written to a file, which may hold what an author has written; nothing if it can."""
    if path.exists() or path.is_symlink():
        return f"{path} exists; --play writes a new playthrough"
    return "" if path.absolute().parent.is_dir() else f"there is no folder {path.parent} for the playthrough"


def _named(asked: str, titles: dict[str, str], kind: str) -> str:
    """The id of what was asked for by its id or its title; raises Unknown if there is none."""
    by_title = {title.casefold(): name for name, title in titles.items()}
    found = asked if asked in titles else by_title.get(asked.casefold())
    if found is None:
        near = suggestion(asked, [*titles, *titles.values()])
        listed = ", ".join(f"{name} ({title})" for name, title in titles.items())
        others = f"; the story has {listed or 'none'}"
        raise Unknown(f"there is no {kind} “{clean(asked)}”{near or others}")
    return found


def _with(codas: dict[str, str], coda: str | None) -> str:
    return f" with “{codas[coda]}”" if coda is not None else ""


def _scenes(story: Story, ending: str, coda: str | None) -> list[str]:
    """The scenes that have an ending, and a coda if one is asked for."""
    return [
        name for name, scene in story.scenes.items() if scene.ending == ending and (coda is None or scene.coda == coda)
    ]


def _starts(rules: Rules, drawn: str) -> list[State]:
    """The states in which a play begins if something is drawn as it is wanted; raises Unknown."""
    try:
        names = facts_in(drawn)
        wanted = first_turn(rules, "", drawn).before.memory
    except ValueError as error:
        raise Unknown(str(error)) from error
    if other := next((name for name in names if not name.startswith(DRAWN)), ""):
        raise Unknown(f"“{other}” is not drawn: a walkthrough begins at the start of the story")
    said = rules.layout.mask(*(f"{name.partition(',')[0]})" for name in names))
    found = (state for state in beginnings(rules) if not (state.memory ^ wanted) & said)
    starts = list(islice(found, MOST_TRIED + 1))
    if len(starts) > MOST_TRIED:
        raise Unknown("too much else can be drawn: name more of it behind --with")
    return starts


def shortest(rules: Rules, scenes: list[str], starts: Sequence[State] | None = None) -> Route | None:
    """A shortest play to one of some scenes, from any beginning or from some; None if none comes there.

    Raises Undecided.
    """
    pursuit = Pursuit(Model(rules))
    asks = [ask for scene in scenes for ask in pursuit.asked(Point(scene, True), ())]
    if starts is None:
        return pursuit.route(asks)
    routes = [(draws_in(rules.layout, start.memory), pursuit.route(asks, start=start)) for start in starts]
    return min(((*drawn, *route) for drawn, route in routes if route is not None), key=len, default=None)


def lines_of(session: Session) -> Iterator[str]:
    """A play in lines: episode by episode, place and hour, what is done, and what comes of it in the casebook."""
    scene = session.rules.story.scenes[session.state.scene]
    ending = f"“{session.rules.story.endings[scene.ending].title}”" if scene.ending else f"“{session.state.scene}”"
    coda = f", with “{session.rules.story.codas[scene.coda].title}”" if scene.coda else ""
    yield f"{session.title}: to {ending}{coda}, in {session.turn} turn{'' if session.turn == 1 else 's'}"
    if chance := needed(session):
        yield f"  If chance has it so: {' '.join(chance)}"
    walked = Session(session.rules, session.first)
    where, news = _told(walked)
    for number, move in enumerate(session.moves, 1):
        yield from (*news, *where)
        yield f"  {number}. {_done(move, walked)}"
        walked.do(move)
        # What is written down turns no page: what stands there has been told.
        where, news = ([], []) if isinstance(move, Write) else _told(walked)
    yield from (*news, *where)


def needed(session: Session) -> list[str]:
    """What has to be drawn for the moves of a play to lead where they do: a sentence each.

    What no move of the play asks about is not. Of the rest, what else can be drawn is tried, as far as that is not too
    much; what cannot be tried is needed.
    """
    rules = session.rules
    asked = _asked(session)
    drawn = dict(drawn_in(rules.layout, session.state.memory))
    kept = {name: value for name, value in drawn.items() if rules.layout.mask(f"{DRAWN}{name})") & asked}
    tried = dict(kept)
    for name in tried:
        left = [one for one in tried if one not in kept or one == name]
        if prod(len(rules.story.draws[one].one_of) for one in left) > MOST_TRIED:
            continue
        others = product(*(rules.story.draws[one].one_of for one in left))
        if all(_leads_there(session, drawn | dict(zip(left, other, strict=True))) for other in others):
            del kept[name]
    return [rules.story.draws[name].one_of[value].means for name, value in kept.items()]


def _asked(session: Session) -> int:
    """The bits that decide of the moves of a play whether they can be made, what they change and where they lead."""
    rules, formulator = session.rules, Formulator()
    transitions, state = rules.transitions, session.first.state
    steps = list[Step](transitions.arrival(state.scene))
    for move in session.moves:
        made: Iterable[Transition | None] = (transitions.writing(move),) if isinstance(move, Write) else ()
        if isinstance(move, Choose):
            made = (one for one in transitions.choosing(state.scene) if one.move == move)
        elif isinstance(move, Confront):
            made = transitions.confronting(state.scene, move)
        for one in made:
            if one is not None:
                steps += (Assume(one.guard), *one.operations, *(Assume(when) for when, _ in one.ways))
        turn = step(rules, state, move)
        state = turn.state
        steps += transitions.arrival(state.scene) if turn.arrived else ()
    asked = 0
    for done in steps:
        asked |= reads(done, formulator)
    return asked


def _leads_there(session: Session, drawn: Mapping[str, str]) -> bool:
    """Whether the moves of a play lead to the same scene when something else is drawn."""
    with suppress(IllegalMove):
        other = Session.replay(session.rules, begin_with(session.rules, drawn), session.moves)
        return other.state.scene == session.state.scene
    return False


def _done(move: Move, session: Session) -> str:
    """What the player does, before it is done."""
    match move:
        case Confront(claim, exhibit):
            put = session.confrontation()
            assert put is not None, "a confrontation that can be made is open"
            said = next(one.says for one in put.claims if one.id == claim)
            other = next(one for one in put.exhibits if one.id == exhibit)
            against = f"“{other.detail}”" if other.is_claim else other.name
            return f"Set “{said}” against {against}."
        case Write(name, answer, rests_on):
            question = next(one for one in session.questions() if one.id == name)
            words = dict(question.answers).get(answer or "", "unknown")
            on = f" It rests on “{session.rules.story.evidence[rests_on].name}”." if rests_on else ""
            return f"Write down: {question.text} {words}{on}"
        case Choose():
            return next(option.text for option in session.page().options if option.move == move)


def _told(session: Session) -> tuple[list[str], list[str]]:
    """Where the last turn led, in the end, and what was new in the casebook."""
    episode: list[str] = []
    where: list[str] = []
    news: list[str] = []
    for item in session.page().items:
        match item:
            case EpisodeHeading(number, title):
                episode = ["", f"Episode {number}. {title}"]
            case Heading(title, place, hour):
                where = ["", ". ".join(part for part in (title, ", ".join(filter(None, (place, hour)))) if part)]
            case Found(evidence):
                news.append(f"     found: {evidence.name}")
            case Changed() if item.is_long:
                news.append(f"     {item.summary}")
            case Changed(_, changes):
                news += [f"     {change.kind.words}: “{change.after or change.before}”" for change in changes]
            case _:
                pass  # what is read is for the player to read
    return episode + where, news
