"""What an author most likely meant by a condition that cannot be read: what other languages write, or plain English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.story.conditions import BadCondition, parse_condition

_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)?", re.ASCII)
_NUMBER = re.compile(r"-?\d+", re.ASCII)
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ASKING = ("if", "when")
_TRUTHS = ("true", "false", "yes", "no")
_CURES = {
    "=": "to compare, write “==”",
    "＝": "to compare, write “==”",  # noqa: RUF001 - this is looked for
    "is": "to compare with a number, write “==”; what is true or not stands alone",
    "equals": "to compare, write “==”",
    "≥": "write “>=”",
    "≤": "write “<=”",
    "≠": "write “!=”",
    "&": "write “and”",
    "|": "write “or”",
    "!": "write “not”",
    ":": "leave out the colon",
}
_CONNECTIVES = {
    **dict.fromkeys(("und", "et", "y", "e"), "and"),
    **dict.fromkeys(("oder", "ou", "o"), "or"),
    **dict.fromkeys(("nicht", "kein", "non", "pas", "no"), "not"),
}
"""What joins conditions in the languages of authors, and what it is here."""


def misplaced(tokens: Sequence[str], at: int) -> tuple[int, str]:
    """Which token is the one that does not belong where reading stopped at one, and what to do; nothing if unclear."""
    if told := _connective(tokens[at]):
        return at, told
    told = _connective(tokens[at - 1]) if at else ""
    return (at - 1, told) if "“not”" in told else (at, cure_at(tokens, at))


def _connective(word: str) -> str:
    """How to write a word that joins conditions, if it is written in other letters or in another language."""
    small = word.lower()
    if small in ("and", "or", "not"):
        return f"write “{small}”, in small letters" if small != word else ""
    return f"write “{_CONNECTIVES[small]}”" if small in _CONNECTIVES else ""


def is_condition(text: str) -> bool:
    """Whether a text can be read as a condition."""
    try:
        return bool(parse_condition(text))
    except BadCondition:
        return False


def truth_compared(token: str) -> str:
    """What to do about what is compared with “true” or the like; nothing if the token is none of these."""
    return "; what is true or not stands alone" if token.lower() in _TRUTHS else ""


def cure_at(tokens: Sequence[str], at: int) -> str:
    """What to do about a token where it does not belong; nothing if that is hard to say."""
    token, before, after = tokens[at], "".join(tokens[max(at - 1, 0) : at]), "".join(tokens[at + 1 : at + 2])
    needless = before if before in _ASKING and at == 1 else token if token == "then" and not after else ""
    if needless:
        return f"leave out “{needless}”"
    if token == "=" and after in ("<", ">"):
        return f"to compare, write “{after}=”"
    if _NUMBER.fullmatch(token):
        return _counted(tokens[at:]) or _turned_round(tokens[at:])
    if token in _CURES:
        return _CURES[token]
    if _NAME.fullmatch(token) and _NAME.fullmatch(before) and before not in ("and", "or", "not"):
        return f"write {before}({token}), or “and” or “or” between the two"
    return ""


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
