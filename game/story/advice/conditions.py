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
        return _counted(tokens[at:]) or _turned_round(tokens[at:])
    if _NAME.fullmatch(token) and _NAME.fullmatch(before) and before not in ("and", "or", "not"):
        return f"write {before}({token}), or “and” or “or” between the two"
    return _CURES.get(token, "")


def _turned_round(tokens: Sequence[str]) -> str:
    """What to write where a number is compared with a name, if that is what the tokens do."""
    if len(tokens) < 3 or tokens[1] not in _MIRRORED or not _NAME.fullmatch(tokens[2]):
        return ""
    asked, behind = _asked(tokens[2:])
    upper = len(behind) >= 2 and behind[0] in _MIRRORED
    rest = f" and {asked} {behind[0]} {behind[1]}" if upper else ""
    return f"the name stands first: write {asked} {_MIRRORED[tokens[1]]} {tokens[0]}{rest}"


def _counted(tokens: Sequence[str]) -> str:
    """What to write in place of “2 of found(a, b)”."""
    if len(tokens) < 4 or tokens[1] != "of" or tokens[2] not in ("found", "found_of"):
        return ""
    return f"write {_asked(['found_of', *tokens[3:]])[0]} >= {tokens[0]}"


def _asked(tokens: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The test at the beginning of tokens, with what stands in its brackets, and the tokens behind it."""
    end = 1
    if tokens[1:2] == ["("] and ")" in tokens:
        end = tokens.index(")") + 1
    inside = ", ".join(token for token in tokens[2 : end - 1] if token != ",")
    return f"{tokens[0]}({inside})" if end > 1 else tokens[0], tokens[end:]


def missing_comma(token: str) -> str:
    """That a name in brackets has no comma before it; nothing if the token is no name."""
    is_name = _NAME.fullmatch(token) is not None and token not in ("and", "or", "not")
    return f"a comma is missing before “{token}”" if is_name else ""
