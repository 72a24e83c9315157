"""From the files of a story to the story: each is read, their sections are joined, and the whole is checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from game.digests import sha256
from game.story import tree
from game.story.checks.accounts import check_accounts, check_circles
from game.story.checks.clashes import check_clashes, check_speakers
from game.story.checks.names import check_names
from game.story.checks.play import check_play
from game.story.checks.promises import check_promises
from game.story.checks.text import check_document, check_text
from game.story.diagnostics import Diagnostic
from game.story.findings import Findings
from game.story.model import Confrontations, Header, Sections
from game.story.reader import MISREAD, read
from game.story.source import Place, Source, Unreadable, decode, read_source, shown_path
from game.story.story import Story, claims_of
from game.story.unread import Misnamed, names_within

MAX_STORY_BYTES = 128 * 1024 * 1024
"""How large the files of a story may be together: ten times the largest that was ever measured."""


class Said(NamedTuple):
    """What one file says by itself."""

    sections: Sections
    header_place: Place | None
    """Where it says what the story is, if it does."""


def digest_of(text: str) -> bytes:
    """The digest of the text of a file."""
    return sha256(text.encode()).digest()


class Loading(Struct, frozen=True):
    """What came of loading a story: the story, if nothing in it is an error, and all diagnostics in order."""

    story: Story | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]
    """The files by their paths as diagnostics name them."""
    defined: dict[str, dict[str, Place]]
    """For each section, the names that it gives, and where; also those of a story with errors."""
    written: Mapping[int, tree.Text]
    """Where each condition, each prose and each name that refers to something is written, by its identity.

    Empty if the story was loaded without advice."""
    files: Mapping[str, Path]
    """Every file of the story by its path as diagnostics name it, those too that cannot be read."""
    findings: Findings
    """What else reading the files brought to light."""
    said: Mapping[str, Said]
    """What each file says by itself, by its path as diagnostics name it."""
    digests: Mapping[str, bytes]
    """The digest of the text of each file, by the same path."""

    def place_of(self, value: object, offset: int = 0) -> Place | None:
        """Where in the files a condition, a prose or a name of the story stands; None for any other value."""
        text = self.written.get(id(value))
        return text.place_at(offset) if text else None

    def file_of(self, place: Place) -> Path:
        """The file on disk in which a place is."""
        return self.files.get(place.path, Path(place.path))

    @property
    def errors(self) -> int:
        """How many of the diagnostics are errors."""
        return sum(diagnostic.is_error for diagnostic in self.diagnostics)


def _sections_with(key: tree.Text, root: tree.Node | None) -> Iterator[str]:
    """The section in which a key gives a name, if it does in one."""
    for section, (_, given) in root.entries.items() if isinstance(root, tree.Mapping) else ():
        if isinstance(given, tree.Mapping) and given.entries.get(key.value, (None,))[0] is key:
            yield section


class Joiner:
    """Takes the files of a story one after the other, and then makes the story of them."""

    def __init__(self, shown: Path, unsaved: Mapping[Path, str], findings: Findings) -> None:
        """`shown` and `unsaved` are as for `load`; what is wrong goes to `findings`."""
        self.shown, self.unsaved, self.findings = shown, unsaved, findings
        self.sources: dict[str, Source] = {}
        self.files: dict[str, Path] = {}
        self.digests: dict[str, bytes] = {}
        self.said: dict[str, Said] = {}
        self.sections: dict[str, Any] = {
            name: () if name == "recap" else {} for name in Sections.__struct_fields__ if name != "story"
        }
        self.header: Header | None = None
        self.header_place: Place | None = None
        self.documents: list[tree.Text] = []
        self.confrontations: list[tuple[str, Confrontations]] = []
        self.misnamed = Misnamed(findings)
        self.bytes_left = MAX_STORY_BYTES

    def source_of(self, path: Path, shown: str, folder: Path) -> Source:
        """The text of a file, or the one that takes its place; raises Unreadable."""
        unsaved = self.unsaved.get(path)
        if unsaved is None:
            return read_source(path, shown, folder)
        return Source(shown, decode(unsaved.encode("utf-8", "surrogatepass"), shown))

    def read_file(self, path: Path, folder: Path) -> None:
        """Takes a file of the story in a folder."""
        shown = shown_path(self.shown / path.relative_to(folder))
        self.files[shown] = path
        self.take_file(path, shown, folder)

    def take_file(self, path: Path, shown: str, folder: Path) -> None:
        """Takes a file that is shown as `shown`."""
        try:
            source = self.source_of(path, shown, folder)
        except Unreadable as error:
            self.findings.report(error.code, error.place, **error.details)
            self.pass_over(error.text)
            return
        self.take_source(source)

    def take_source(self, source: Source) -> None:
        """Takes the text of a file."""
        if not self.has_room(source.path, len(source.text)):
            return
        self.sources[source.path] = source
        self.digests[source.path] = digest_of(source.text)
        try:
            root, repeated = tree.parse(source)
        except tree.NotATree as error:
            self.findings.report(error.code, error.place, **error.details)
            self.pass_over(source.text)
            return
        if root is not None:
            self.add_tree(root)
        for again in repeated:
            self.findings.perhaps.update(tree.names_in(again.value))
            if not self.findings.is_misplaced(again.key, again.first):
                self.findings.misnamed.update(_sections_with(again.first, root))
                self.findings.report("duplicate-key", again.key.place, key=again.key.value, line=again.first.line + 1)

    def has_room(self, shown: str, size: int) -> bool:
        """Whether a file of so many characters is still read; if not, it is reported."""
        self.bytes_left -= size
        if self.bytes_left < 0:
            self.findings.report("story-too-large", Place(shown, 1, 1), limit=f"{MAX_STORY_BYTES // 1024 // 1024} MiB")
            self.pass_over("")
        return self.bytes_left >= 0

    def add_tree(self, root: tree.Node) -> None:
        sections = read(Sections, root, self.findings)
        if sections is MISREAD or not isinstance(root, tree.Mapping):
            self.findings.unread = True
            return
        for name, (_, value) in root.entries.items():
            if name != "story" and name not in self.sections:
                self.findings.perhaps.update(tree.names_in(value))
                self.findings.unread = True
        self.documents += _documents(root)
        place = root.entries["story"][0].place if "story" in root.entries else None
        self.add_sections(root.source.path, sections, place)

    def add_sections(self, shown: str, sections: Sections, header_place: Place | None) -> None:
        """Takes what the file that is shown as `shown` says, and where it says what the story is, if it does."""
        self.said[shown] = Said(sections, header_place)
        for name, joined in self.sections.items():
            more = getattr(sections, name)
            if name == "confrontations":
                self.confrontations += more.items()
            elif isinstance(joined, dict):
                joined.update(more)
            else:
                self.sections[name] = joined + more
        if header_place is not None:
            self.add_header(sections, header_place)

    def pass_over(self, text: str) -> None:
        """Notes that a text cannot be read, and the names that it may hold."""
        self.findings.unread = True
        self.findings.perhaps.update(names_within(text))

    def add_header(self, sections: Sections, place: Place) -> None:
        if self.header_place is not None:
            self.findings.later.append(partial(self.tell_second_story, place, self.header_place))
        else:
            self.header, self.header_place = sections.story, place

    def tell_second_story(self, place: Place, first: Place) -> None:
        """Reports a second section that says what the story is, unless the whole file is a copy."""
        if self.findings.copies.get(place.path) != first.path:
            self.findings.report("two-stories", place, where=first.path)

    def merge_confrontations(self) -> None:
        """Gives the claims the answers that are written apart from them."""
        accounts = self.sections["accounts"]
        for name, more in self.confrontations:
            account_name, _, own = name.partition(".")
            account = accounts.get(account_name)
            claim = account.claims.get(own) if account else None
            if claim is None:
                continue
            for answers, added in ((claim.broken_by, more.broken_by), (claim.answered, more.answered)):
                for exhibit in added:
                    if exhibit in answers:
                        place = self.findings.place_of(exhibit)
                        self.findings.report("answered-twice", place, claim=name, exhibit=exhibit)
            claim = replace(
                claim,
                broken_by={**claim.broken_by, **more.broken_by},
                answered={**claim.answered, **more.answered},
            )
            accounts[account_name] = replace(account, claims={**account.claims, own: claim})

    def finish(self, *, advise: bool) -> Loading:
        """What came of all the files that were taken."""
        findings = self.findings
        findings.settle()
        self.merge_confrontations()
        sections = Sections(story=self.header, **self.sections)
        if self.header_place is None and not findings.unread and not findings.may_stand({"story"}):
            first = next(iter(self.sources), str(self.shown))
            findings.report("no-story", Place(first, 1, 1))
        trees = check_names(sections, findings)
        self.misnamed.report()
        check_clashes(sections, findings)
        check_speakers(sections, findings)
        check_circles(sections, findings)
        check_accounts(sections, findings)
        check_text(sections, findings, advise=advise)
        for document in self.documents if advise else ():
            check_document(document, findings)
        check_promises(sections, findings)
        check_play(sections, findings, trees, advise=advise)
        diagnostics = tuple(sorted(set(findings.diagnostics)))
        story = None
        if self.header is not None and not any(diagnostic.is_error for diagnostic in diagnostics):
            story = self.join(self.header)
        written = self.written() if advise else {}
        return Loading(
            story, diagnostics, self.sources, findings.defined, written, self.files, findings, self.said, self.digests
        )

    def written(self) -> dict[int, tree.Text]:
        """Where each condition, each prose and each name that refers to something is written, by its identity."""
        findings = self.findings
        found = {id(value): text for value, text in (*findings.conditions, *findings.prose)}
        places: dict[int, set[Place]] = {}
        for _, text, _ in findings.references:
            places.setdefault(id(text.value), set()).add(text.place)
        # Of a single letter there is only one string, which is no place if it stands in several.
        return found | {id(text.value): text for _, text, _ in findings.references if len(places[id(text.value)]) == 1}

    def join(self, header: Header) -> Story:
        sections = Sections(story=header, **self.sections)
        digests = b"".join(digest for _, digest in sorted(self.digests.items()))
        return Story(
            story=header,
            header=header,
            fingerprint=sha256(digests).hexdigest()[:16],
            defined=self.findings.defined,
            claims=claims_of(sections),
            **self.sections,
        )


def _documents(root: tree.Mapping) -> list[tree.Text]:
    """The documents of the evidence in a file."""
    found = []
    section = root.entries.get("evidence", (None, None))[1]
    for _, entry in section.entries.values() if isinstance(section, tree.Mapping) else ():
        document = entry.entries.get("document", (None, None))[1] if isinstance(entry, tree.Mapping) else None
        if isinstance(document, tree.Text):
            found.append(document)
    return found
