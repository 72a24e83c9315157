"""One synthetic mystery, written as our YAML and as ink, so that two engines can be given the same work.

Hubs with spokes: a group is a hub, three scenes around it, and the road to the next hub. Every scene has about 120
words in three paragraphs, with text that depends on evidence, numbers and visits, and four choices, of which some can
be made once, some again and again, and some only under a condition. Each group has a piece of evidence, an account with
two claims, and a break; in ink these are variables. The last scene is the ending.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SCENES_OF_A_GROUP = 4
GROUPS_OF_A_FILE = 25
PEOPLE = ("anselm", "berta", "corin", "dagmar", "edwin")
MOMENTS = tuple(f"hour_{number}" for number in range(12))
WORDS = re.findall(
    r"\w+",
    """
    the a of and to in on at with from under behind before after lamp door window stair garden letter table glass river
    paper hand coat clock street winter evening silence voice chair bridge station kitchen key shadow rain light paint
    curtain answer question neighbour picture drawer money train summer morning island harbour engine pocket mirror
    stands waits turns opens closes holds keeps leaves remembers forgets watches listens counts carries breaks follows
    old new cold warm empty narrow broken quiet heavy bright strange familiar locked wet torn small last first other
    """,
)


@dataclass(frozen=True)
class Either:
    """Text that depends on a condition, which each language has its own words for."""

    yaml: str
    ink: str
    yes: str
    no: str


@dataclass(frozen=True)
class ByVisit:
    """Text for the first arrival in a scene, and for every later one."""

    first: str
    then: str


Text = tuple[str | Either | ByVisit, ...]


@dataclass(frozen=True)
class Move:
    """A choice: its text, its condition and its effects in both languages, what follows, and where it leads."""

    id: str
    text: str
    goto: str = ""
    sticky: bool = False
    when: tuple[str, str] = ("", "")
    effects: tuple[str, ...] = ()
    ink_effects: tuple[str, ...] = ()
    reply: str = ""


@dataclass(frozen=True)
class Scene:
    """A scene; without moves it is the ending."""

    id: str
    group: int
    paragraphs: tuple[Text, ...]
    moves: tuple[Move, ...] = field(default=())


def sentence(chance: random.Random, words: int) -> str:
    """A sentence of so many words."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def scenes(count: int) -> Iterator[Scene]:
    """The scenes of a mystery of `count` scenes, a multiple of four."""
    chance = random.Random(count)
    groups = count // SCENES_OF_A_GROUP
    for group in range(groups):
        road = "end" if group == groups - 1 else f"hub_{group + 1}"
        for kind, moves in _moves(chance, group, road).items():
            yield Scene(f"{kind}_{group}", group, _text(chance, f"{kind}_{group}", group), moves)
    yield Scene("end", groups - 1, _text(chance, "end", groups - 1))


def _text(chance: random.Random, name: str, group: int) -> tuple[Text, ...]:
    """About 120 words, of which a player reads about 100: the other branches are not seen."""
    found = Either(f"found(paper_{group})", f"paper_{group}", sentence(chance, 12), sentence(chance, 12))
    trusted = Either("trust >= 3", "trust >= 3", sentence(chance, 10), sentence(chance, 10))
    visit = ByVisit(sentence(chance, 10), sentence(chance, 10))
    return (
        (f"Page {name}. {sentence(chance, 20)} ", visit),
        (sentence(chance, 18) + " ", found),
        (trusted, f" {sentence(chance, 16)}"),
    )


def _moves(chance: random.Random, group: int, road: str) -> dict[str, tuple[Move, ...]]:
    """The choices of the scenes of a group, by the kind of the scene."""
    hub, claim = f"hub_{group}", f"tale_{group}.{MOMENTS[group % len(MOMENTS)]}"
    known = (f"found(paper_{group}) and heard(tale_{group})", f"paper_{group} && tale_{group}")

    def say(words: int = 12) -> str:
        return sentence(chance, words)

    back = Move("back", f"Back to {hub}", hub, sticky=True)
    return {
        "hub": (
            Move("room", f"The room. {say(4)}", f"room_{group}", sticky=True),
            Move("yard", f"The yard. {say(4)}", f"yard_{group}", sticky=True),
            Move("attic", f"The attic. {say(4)}", f"attic_{group}", sticky=True),
            Move("road", f"The road from {hub}", road, sticky=True, when=(f"visited(room_{group})", f"room_{group}")),
        ),
        "room": (
            Move(
                "look",
                say(5),
                effects=(f"find: paper_{group}",),
                ink_effects=(f"paper_{group} = true",),
                reply=say(20),
            ),
            Move(
                "ask",
                say(5),
                effects=(f"hear: tale_{group}", "change: {trust: 1}"),
                ink_effects=(f"tale_{group} = true", "trust = MIN(trust + 1, 9)"),
                reply=say(20),
            ),
            Move(
                "press",
                say(5),
                hub,
                when=known,
                effects=(f"contradict: {{{claim}: paper_{group}}}", f"set: told_{group}"),
                ink_effects=(f"broke_{group} = true", f"told_{group} = true"),
                reply=say(25),
            ),
            back,
        ),
        "yard": (
            Move(
                "wait",
                say(5),
                sticky=True,
                effects=("change: {strain: 1}",),
                ink_effects=("strain = MIN(strain + 1, 9)",),
                reply=say(15),
            ),
            Move("light", say(5), effects=(f"set: lit_{group}",), ink_effects=(f"lit_{group} = true",), reply=say(20)),
            Move(
                "call",
                say(5),
                f"room_{group}",
                when=(f"lit_{group} and trust >= 1", f"lit_{group} && trust >= 1"),
                effects=("change: {trust: -1}",),
                ink_effects=("trust = MAX(trust - 1, 0)",),
                reply=say(15),
            ),
            back,
        ),
        "attic": (
            Move(
                "rest",
                say(5),
                sticky=True,
                effects=("change: {strain: -1}",),
                ink_effects=("strain = MAX(strain - 1, 0)",),
                reply=say(15),
            ),
            Move(
                "climb",
                say(5),
                f"yard_{group}",
                when=(f"strain >= 2 and not told_{group}", f"strain >= 2 && not told_{group}"),
                reply=say(15),
            ),
            Move(
                "tell",
                say(5),
                when=(f"broken({claim})", f"broke_{group}"),
                effects=("change: {trust: 2}",),
                ink_effects=("trust = MIN(trust + 2, 9)",),
                reply=say(20),
            ),
            back,
        ),
    }


def in_yaml(text: Text) -> str:
    """A paragraph in our grammar of prose."""
    return "".join(
        part
        if isinstance(part, str)
        else f"[first]{part.first}[then]{part.then}[end]"
        if isinstance(part, ByVisit)
        else f"[if {part.yaml}]{part.yes}[else]{part.no}[end]"
        for part in text
    )


def in_ink(text: Text) -> str:
    """A paragraph in ink."""
    return "".join(
        part
        if isinstance(part, str)
        else f"{{{part.first}|{part.then}}}"
        if isinstance(part, ByVisit)
        else f"{{{part.ink}:{part.yes}|{part.no}}}"
        for part in text
    )


def yaml_scene(scene: Scene) -> Iterator[str]:
    """The lines of a scene in YAML."""
    yield f"  {scene.id}:"
    yield "    passage: |"
    for number, paragraph in enumerate(scene.paragraphs):
        yield from [""] * bool(number)
        yield f"      {in_yaml(paragraph)}"
    if not scene.moves:
        yield "    ending: end"
        return
    yield f"    title: {scene.id.replace('_', ' ').capitalize()}"
    yield f"    meet: {PEOPLE[scene.group % len(PEOPLE)]}"
    yield "    choices:"
    for move in scene.moves:
        yield f"      {move.id}:"
        yield f"        text: {move.text}"
        yield from ["        sticky: yes"] * move.sticky
        yield from [f"        when: {move.when[0]}"] * bool(move.when[0])
        yield from (f"        {effect}" for effect in move.effects)
        yield from [f"        passage: {move.reply}"] * bool(move.reply)
        yield from [f"        goto: {move.goto}"] * bool(move.goto)


def yaml_group(group: int, chance: random.Random) -> Iterator[str]:
    """The lines of a group's evidence, account and facts, by the sections they stand in, each before its colon."""
    moment, other = MOMENTS[group % len(MOMENTS)], MOMENTS[(group + 1) % len(MOMENTS)]
    yield f"facts:  told_{group}: {sentence(chance, 5)}"
    yield f"facts:  lit_{group}: {sentence(chance, 5)}"
    yield f"evidence:  paper_{group}:"
    yield f"evidence:    name: Paper {group}"
    yield f"evidence:    finding: {sentence(chance, 8)}"
    yield f"evidence:    bears on: {moment}"
    yield "evidence:    document: |"
    yield f"evidence:      {sentence(chance, 8)}"
    yield f"accounts:  tale_{group}:"
    yield f"accounts:    teller: {PEOPLE[group % len(PEOPLE)]}"
    yield f"accounts:    title: Tale {group}"
    yield "accounts:    claims:"
    yield f"accounts:      {moment}:"
    yield f"accounts:        says: {sentence(chance, 8)}"
    yield "accounts:        broken by:"
    yield f"accounts:          paper_{group}:"
    yield f"accounts:            asks: {sentence(chance, 6)}"
    yield f"accounts:      {other}:"
    yield f"accounts:        says: {sentence(chance, 8)}"


def write_yaml(folder: Path, count: int) -> None:
    """The mystery as a story's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    people = "\n".join(f"  {name}: {{name: {name.capitalize()}}}" for name in PEOPLE)
    moments = "\n".join(f"  {name}: The {name.replace('_', ' ')}" for name in MOMENTS)
    (folder / "story.yaml").write_text(
        f"story: {{id: synthetic, title: Synthetic, start: hub_0}}\npeople:\n{people}\nmoments:\n{moments}\n"
        "numbers:\n  trust: {name: Trust, to: 9}\n  strain: {name: Strain, to: 9}\nendings:\n  end: The end\n",
        encoding="utf-8",
    )
    chance = random.Random(-count)
    files: dict[int, list[str]] = {}
    for scene in scenes(count):
        files.setdefault(scene.group // GROUPS_OF_A_FILE, []).extend(yaml_scene(scene))
    for number, lines in files.items():
        first = number * GROUPS_OF_A_FILE
        groups = range(first, min(first + GROUPS_OF_A_FILE, count // SCENES_OF_A_GROUP))
        sections: dict[str, list[str]] = {}
        for line in (line for group in groups for line in yaml_group(group, chance)):
            section, _, rest = line.partition(":")
            sections.setdefault(section, []).append(rest)
        sections["scenes"] = lines
        text = "".join(f"{section}:\n" + "\n".join(inside) + "\n" for section, inside in sections.items())
        (folder / f"part_{number:03}.yaml").write_text(text, encoding="utf-8")


def ink_scene(scene: Scene) -> Iterator[str]:
    """The lines of a scene in ink."""
    yield f"=== {scene.id} ==="
    for paragraph in scene.paragraphs:
        yield in_ink(paragraph)
    if not scene.moves:
        yield "-> END"
        return
    yield "- (offered)"
    for move in scene.moves:
        yield f"{'+' if move.sticky else '*'} {f'{{{move.when[1]}}} ' if move.when[1] else ''}[{move.text}]"
        yield from [f"  {move.reply}"] * bool(move.reply)
        yield from (f"  ~ {effect}" for effect in move.ink_effects)
        yield f"  -> {move.goto or 'offered'}"


def write_ink(path: Path, count: int) -> None:
    """The mystery as one file of ink."""
    lines = ["VAR trust = 0", "VAR strain = 0"]
    for group in range(count // SCENES_OF_A_GROUP):
        lines += [f"VAR {name}_{group} = false" for name in ("paper", "tale", "broke", "told", "lit")]
    lines.append("-> hub_0")
    for scene in scenes(count):
        lines.extend(ink_scene(scene))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    where, size = Path(sys.argv[1]), int(sys.argv[2])
    write_yaml(where / f"story-{size}", size)
    write_ink(where / f"story-{size}.ink", size)
