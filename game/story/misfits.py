"""What does not fit a class of the model where one is read: reported, with what the author most likely meant.

Nothing of this is asked for in a story without mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from game.story import tree
from game.story.advice.conditions import is_condition
from game.story.advice.keys import (
    form_of,
    form_under,
    home_of,
    instead_of_effect,
    instead_of_key,
    instead_of_quotes,
    meant_key,
    own_first,
    takes_hour,
    takes_name,
    takes_number,
    takes_words,
    unseen_in,
    visible,
)
from game.story.diagnostics import meant, nearest
from game.story.findings import MOST_SUGGESTIONS, Findings
from game.story.scalars import (
    instead_of_keys,
    read_clock,
    read_line,
    read_number,
    read_prose,
    read_verbatim,
    several_instead,
    shape,
)
from game.story.source import Place

_NEXT = 2
"""How many lines further down a key belongs to the same slip as the one before it."""

Read = Callable[[tree.Node, Findings, str, str], Any]
"""Reads a node. The strings are the key it stands under, for messages, and the name of the thing around it."""

_TAKES: dict[Any, Callable[[str], bool]] = {
    read_number: takes_number,
    read_clock: takes_hour,
    read_line: takes_words,
    read_prose: takes_words,
    read_verbatim: takes_words,
}


def takes_text(read_value: Any) -> bool:
    """Whether what is read may be words for players, in one line."""
    item = getattr(read_value, "read_item", read_value)
    return getattr(item, "readers", {}).get(getattr(item, "short_key", ""), item) in (read_line, read_prose)


def is_nothing(node: tree.Node) -> bool:
    """Whether nothing stands where a value should."""
    return isinstance(node, tree.Text) and node.style in (None, "") and node.value == ""


def report_cut(whole: tree.CutText, rest: tree.Text, findings: Findings, keys: Collection[str] = ()) -> None:
    """Reports a text that commas divide, at what stands behind the first of them; `keys` may follow it."""
    if rest is whole.rest[0]:
        cure = instead_of_quotes(whole.key.value, [one.value for one in whole.rest], keys)
        findings.report("cut-by-comma", rest.place, cure=cure)


class Misfits:
    """What can be wrong where one class of the model is read."""

    def __init__(self, model: type[Struct], readers: Mapping[str, Read], needed: Collection[str]) -> None:
        """`readers` are what reads the fields, by their keys; the keys that are `needed` come in their order."""
        self.model, self.readers, self.needed = model, readers, needed
        self.shorthand: str | None = getattr(model, "shorthand", None)

    @property
    def noun(self) -> str:
        """What one of these is called in a message."""
        return re.sub(r"(?<!^)(?=[A-Z])", " ", self.model.__name__).lower()

    def within(self, key: str, owner: str) -> str:
        """What has or lacks a key: a thing by its name, or what stands under a key of the format."""
        if key and key != owner.rpartition(".")[2]:
            return f"“{key}”"
        return f"the {self.noun} “{key}”" if key else "a story file"

    def no_mapping(self, node: tree.Node, findings: Findings, key: str, owner: str) -> None:
        """Reports what stands where keys and values should."""
        if self.is_out_of_place(node, findings, key, owner):
            return
        expected = "text, or keys and values" if self.shorthand else "keys and values"
        if is_nothing(node):
            findings.report("empty", node.place, key=key or "a story file", expected=expected)
            return
        several = several_instead(node, key)
        under = self._under(list(tree.names_in(node)), node) if isinstance(node, tree.Sequence) else ""
        needed = {name: _takes(self.readers[name]) for name in self.needed}
        found = shape(node) if several else instead_of_keys(node, "leave out the dashes")
        form = several or form_under(node, under) or form_of(node, needed)
        findings.report(
            "wrong-kind", node.place, key=key or "a story file", expected=expected, found=found, suggestion=form
        )
        if under:
            findings.perhaps.update(tree.names_in(node))

    def is_out_of_place(self, node: tree.Node, findings: Findings, key: str, owner: str) -> bool:
        """Whether what is read belongs into what stands before it, or into another section; if so, it is reported."""
        if not key or key != owner.rpartition(".")[2]:
            return False
        given = node.entries if isinstance(node, tree.Mapping) else {}
        if key in self.readers and given.keys().isdisjoint(self.readers):
            places = [names[owner] for names in findings.defined.values() if owner in names]
            here = max((place for place in places if place < node.place), default=node.place)
            self.report_outdented(key, here, findings)
            findings.perhaps.update(tree.names_in(node))
            return True
        unknown = [name for name in given if name not in self.readers]
        home = home_of(given, self.model) if len(unknown) > 1 else None
        if home is None:
            return False
        place, within = given[unknown[0]][0].place, self.within(key, owner)
        looks = f"; it looks like {_a(home.noun)}, which stands under “{home.section}”"
        findings.report("unknown-key", place, key=unknown[0], within=within, suggestion=looks)
        findings.perhaps.add(key)
        return True

    def tell_at_once(self, node: tree.Mapping, findings: Findings, key: str, owner: str) -> None:
        """Reports keys that are not even near those that there are, if one message can be about them all.

        They either belong under the one key that is missing, or are no keys, but names or the beginnings of texts.
        """
        is_text = self.shorthand is not None and len(node.entries) > 1 and node.entries.keys().isdisjoint(self.readers)
        if not (is_text or self._lacks_names(node.entries)) or len(node.entries) > MOST_SUGGESTIONS:
            return
        unknown = [name for name in node.entries if name not in self.readers]
        strange = [name for name in unknown if instead_of_key(name) or meant_key(name, self.readers) is None]
        within, under = self.within(key, owner), self._under(strange, node)
        if not strange or not (under or (is_text and len(strange) == len(node.entries))):
            return
        findings.told.update(id(node.entries[name][0]) for name in strange)
        findings.flawed.add(owner)
        findings.perhaps.update(name for own in strange for name in (own, *tree.names_in(node.entries[own][1])))
        if under:
            more = f": “{strange[0]}” belongs under it"
            findings.report("missing-key", node.place, key=under, within=within, suggestion=more)
            findings.outdented.add((owner, under))
        else:
            several = f"; several stand in a list, without names: a dash before each {self.noun}"
            told, place = instead_of_key(strange[0]) or several, node.entries[strange[0]][0].place
            findings.report("unknown-key", place, key=strange[0], within=within, suggestion=told)

    def _lacks_names(self, given: Collection[str]) -> str:
        """The one key that is needed and not given, if it takes names and values."""
        missing = [name for name in self.needed if name not in given]
        takes_names = len(missing) == 1 and getattr(self.readers[missing[0]], "__name__", "") == "read_mapping"
        return missing[0] if takes_names else ""

    def _under(self, strange: Collection[str], node: tree.Node) -> str:
        """The same if what is strange, or the names in a list, can belong under that key."""
        given = node.entries if isinstance(node, tree.Mapping) else {}
        # A single text is more likely a key that the format does not have.
        are_things = len(strange) > 1 or any(isinstance(given[name][1], tree.Mapping) for name in given)
        return self._lacks_names(given) if are_things and all(map(takes_name, strange)) else ""

    def report_outdented(self, key: str, place: Place, findings: Findings) -> None:
        """Reports a key that stands where things are named; of several on lines that follow one another, the first."""
        last = findings.last_outdented
        findings.last_outdented = place
        if last is None or last.path != place.path or not 0 < place.line - last.line <= _NEXT:
            why = f"; it is a key of {_a(self.noun)}: indent it more, so that it belongs to the one above"
            findings.report("unknown-key", place, key=key, within="this section", suggestion=why)

    def unknown_key(
        self,
        name: tree.Text,
        node: tree.Mapping,
        cut: Mapping[str, tree.CutText],
        findings: Findings,
        key: str,
        owner: str,
    ) -> None:
        """Reports a key that is not known, and what it most likely is."""
        value = node.entries[name.value][1]
        if id(name) in findings.told:
            return
        findings.flawed.add(owner)
        findings.perhaps.update(tree.names_in(value))
        if name.value in cut:
            report_cut(cut[name.value], name, findings, self.readers)
        # Half a condition that a comma cut in two: the other half is reported as a condition.
        elif not (")" in name.value and findings.conditions and name.is_cut_off(findings.conditions[-1][1])):
            if is_nothing(value) and len(findings.headings) < MOST_SUGGESTIONS:
                findings.headings.append(name)
            if is_nothing(value) or not isinstance(value, tree.Text):
                findings.perhaps.add(name.value)
            if not self._is_below_empty_block(name.value, node):
                findings.later.append(partial(self._tell_unknown, name, node, findings, key, owner))

    def _tell_unknown(self, name: tree.Text, node: tree.Mapping, findings: Findings, key: str, owner: str) -> None:
        """Reports a key that is not known, once all names are."""
        value = node.entries[name.value][1]
        told = instead_of_effect(name.value, value, self.readers, findings.defined)
        if (seen := visible(name.value)) != name.value:
            told = unseen_in(name.value, seen)
        if not told and isinstance(value, tree.Mapping) and self._is_one(value):
            told = f"; if it is {_a(self.noun)} of its own, indent it less"
        if not told:
            told = instead_of_key(name.value, findings.defined if self.shorthand else {})
        if not told and id(name) in findings.misplaced:
            told = f"; if it is {_a(self.noun)} of its own, indent it less"
        if not told and name.value == "when" and "next" in self.readers and _is_asked(value):
            told = "; whether players come here is asked where they come from: put it on the choice or the way"
        if not told and self._stands_for(node.entries) == name.value:
            missing = next(one for one in self.needed if one not in node.entries)
            is_near = nearest(name.value, self.readers) == missing
            told = "" if is_near else meant([missing], ", which it needs")
        if not told:
            told = findings.meant(name, own_first(self.model, self.readers), is_text=self._is_text(node))
        within = self.within(key, owner)
        findings.report("unknown-key", name.place, key=name.value, within=within, suggestion=told)

    def _is_one(self, value: tree.Mapping) -> bool:
        """Whether a mapping has keys of what is read here, all that are needed and no other."""
        return len(value.entries) > 1 and set(self.needed) <= value.entries.keys() <= self.readers.keys()

    def _is_below_empty_block(self, name: str, node: tree.Mapping) -> bool:
        """Whether an unknown key is text, indented too little, of the empty block before it."""
        before: tree.Node | None = None
        for other, (_, value) in node.entries.items() if len(node.entries) <= MOST_SUGGESTIONS else ():
            if other == name:
                break
            if other in self.readers:
                before = value
        return isinstance(before, tree.Text) and before.style in ("|", ">") and not before.value.strip()

    def _stands_for(self, given: Collection[str]) -> str | None:
        """The one unknown key in the place of the one key that is needed and missing, if they are not alike."""
        unknown = [name for name in given if name not in self.readers]
        missing = [name for name in self.needed if name not in given]
        alone = len(unknown) == len(missing) == 1 and len(given) > 1
        return unknown[0] if alone and meant_key(unknown[0], self.readers) in (None, *missing) else None

    def _is_text(self, node: tree.Node) -> bool:
        """Whether a mapping is most likely a text with a colon in it."""
        return self.shorthand is not None and isinstance(node, tree.Mapping) and len(node.entries) == 1

    def cut_texts(self, node: tree.Mapping) -> dict[str, tree.CutText]:
        """What stands behind the commas of texts. Nothing else that a key takes is written with commas in it."""
        return {
            rest: whole
            for rest, whole in tree.cut_texts(node).items()
            if rest not in self.readers and takes_text(self.readers.get(whole.key.value))
        }

    def incomplete(self, node: tree.Node, given: Collection[str], findings: Findings, key: str, owner: str) -> None:
        """Reports the keys that are missing, but for those in whose place another stands."""
        keys = node.entries.values() if isinstance(node, tree.Mapping) else ()
        if keys and all(id(name) in findings.told for name, _ in keys):
            return
        misspelt = [name for name in given if name not in self.readers]
        meant = {meant_key(name, self.readers) for name in misspelt}
        is_told = bool(misspelt) and (self._is_text(node) or self._stands_for(given) is not None)
        for name in sorted(set(self.needed).difference(given)):
            if nearest(name, misspelt) is None and not is_told and name not in meant:
                findings.later.append(partial(self._tell_missing, name, node.place, findings, key, owner))

    def _tell_missing(self, name: str, place: Place, findings: Findings, key: str, owner: str) -> None:
        """Reports a key that is missing, if it has not been found where it does not belong."""
        if (owner, name) not in findings.outdented:
            findings.report("missing-key", place, key=name, within=self.within(key, owner), suggestion="")


def _takes(read_value: Read) -> Callable[[str], bool]:
    """What says of a text whether it may be what is read."""
    is_reference = getattr(read_value, "__name__", "") == "read_reference"
    return takes_name if is_reference else _TAKES.get(read_value, lambda _: False)


def _is_asked(node: tree.Node) -> bool:
    """Whether a text is most likely a condition, and not words for players."""
    return isinstance(node, tree.Text) and node.value == node.value.lower() and is_condition(node.value)


def _a(noun: str) -> str:
    """One of what is called so."""
    if noun == "evidence":
        return "a piece of evidence"
    return f"{'an' if noun[0] in 'aeiou' or noun == 'hour' else 'a'} {noun}"
