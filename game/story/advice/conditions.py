"""What an author most likely meant by a condition that cannot be read: what other languages write, or plain English."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)?", re.ASCII)
_NUMBER = re.compile(r"-?\d+", re.ASCII)
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ASKING = ("if", "when")
_CURES = {
    "=": "to compare, write “==”",
    "&": "write “and”",
    "|": "write “or”",
    "!": "write “not”",
    ":": "leave out the colon",
}


def cure_at(tokens: Sequence[str], at: int) -> str:
    """What to do about a token where it does not belong; nothing if that is hard to say."""
    token, before, after = tokens[at], "".join(tokens[max(at - 1, 0) : at]), "".join(tokens[at + 1 : at + 2])
    if before in _ASKING and at == 1:
        return f"leave out “{before}”"
    if token == "=" and after in ("<", ">"):
        return f"to compare, write “{after}=”"
    if _NUMBER.fullmatch(token):
        return _turned_round(tokens[at : at + 5])
    if _NAME.fullmatch(token) and _NAME.fullmatch(before) and before not in ("and", "or", "not"):
        return f"write {before}({token}), or “and” or “or” between the two"
    return _CURES.get(token, "")


def _turned_round(tokens: Sequence[str]) -> str:
    """What to write where a number is compared with a name, if that is what the tokens do."""
    if len(tokens) < 3 or tokens[1] not in _MIRRORED or not _NAME.fullmatch(tokens[2]):
        return ""
    rest = f" and {tokens[2]} {tokens[3]} {tokens[4]}" if len(tokens) == 5 and tokens[3] in _MIRRORED else ""
    return f"the name stands first: write {tokens[2]} {_MIRRORED[tokens[1]]} {tokens[0]}{rest}"
