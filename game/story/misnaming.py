"""What cannot stand where things are named: reported, with what the author most likely meant.

Nothing of this is asked for in a story without mistakes.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from game.story import tree
from game.story.advice.keys import form_of_mapping, id_meant
from game.story.findings import MOST_SUGGESTIONS, Findings
from game.story.kinds import WORDS, Defines, Reference
from game.story.scalars import instead_of_keys, read_number


def report_id(name: tree.Text, metadata: Defines, findings: Findings) -> None:
    """Reports what cannot be a name."""
    findings.report("bad-id", name.place, name=name.value, suggestion=id_meant(name.value))
    findings.misnamed.add(metadata.section)
    small = name.value.lower()
    findings.perhaps.update((name.value, re.sub(r"\W+", "_", small), *re.findall(r"\w+", small)))


def report_no_names(
    node: tree.Node, metadata: Defines | Reference, read_value: Any, findings: Findings, key: str
) -> None:
    """Reports what stands where names and values should."""
    findings.later.append(partial(_tell_no_names, node, metadata, read_value, findings, key))
    findings.perhaps.update(tree.names_in(node))


def _tell_no_names(
    node: tree.Node, metadata: Defines | Reference, read_value: Any, findings: Findings, key: str
) -> None:
    """Reports it once all names are known: of two that belong together, one may stand there alone."""
    found = instead_of_keys(node, "write each as “name:”, without a dash")
    form = form_of_mapping(node, counts=read_value is read_number)
    are_names = hasattr(read_value, "read_item") and isinstance(metadata, Reference)
    sections = metadata.sections if are_names and isinstance(metadata, Reference) else ()
    is_first = any(name in findings.defined.get(section, ()) for section in sections for name in tree.names_in(node))
    if sections and form and not is_first and isinstance(node, tree.Text):
        form = f"; it is written {{{WORDS[sections[0]]}: {node.value}}}"
    findings.report("wrong-kind", node.place, key=key, expected="keys and values", found=found, suggestion=form)


def above_misplaced(name: str, whole: str, node: tree.Mapping, read_value: Any, findings: Findings) -> list[str]:
    """What lacks a key that stands too far to the left, among the names of things: the thing named before it.

    `whole` is the name with that of the thing around it.
    """
    keys = getattr(read_value, "readers", ())
    names = list(node.entries)
    if name not in keys or len(names) > MOST_SUGGESTIONS:
        return []
    before = [whole.removesuffix(name) + other for other in names[: names.index(name)] if other not in keys][-1:]
    findings.outdented.update((other, name) for other in before)
    return before


def is_outdented(name: str, node: tree.Mapping, read_value: Any, findings: Findings) -> bool:
    """Whether a key that should name something is one of what stands before it; of several, the first is reported."""
    misfits = getattr(read_value, "misfits", None)
    if misfits is None or name not in misfits.readers or isinstance(node.entries[name][1], tree.Mapping):
        return False
    if name == next(one for one in node.entries if one in misfits.readers):
        misfits.report_outdented(name, node.entries[name][0].place, findings)
    findings.perhaps.update(tree.names_in(node.entries[name][1]))
    return True
