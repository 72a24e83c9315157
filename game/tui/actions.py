"""What can be done on each screen, declared once: the bindings, the line of keys and the help are made from it.

An action is an imperative; the screen has a method `action_<name>` for it. Whether it can be done just now, the screen
says in `can`, and what cannot be done is neither bound nor shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """A thing the player can do."""

    name: str
    keys: tuple[str, ...]
    label: str
    """A word or two for the line of keys."""
    words: str
    """A sentence for the help."""
    on_line: bool = True
    """Whether the line of keys shows it."""
    with_key: bool = False
    """Whether the key pressed is handed on: one action for nine digits."""
    face: str = ""
    """How its keys are written, if not as they are named."""

    @property
    def key_words(self) -> str:
        """The keys, as they are written."""
        return self.face or " ".join(_FACES.get(key, key) for key in self.keys)

    @property
    def key_word(self) -> str:
        """The first key, as it is written."""
        return self.face or _FACES.get(self.keys[0], self.keys[0])


_FACES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}

DIGITS = tuple("123456789")

PICK = Action("pick", ("enter",), "choose", "Take what is highlighted.", on_line=False)
MOVE = Action("move", ("up", "down"), "move", "Go to the option before or after.", on_line=False, with_key=True)
NUMBER = Action("number", DIGITS, "choose", "Take the option with that number.", False, True, "1–9")
FORWARD = Action("forward", ("space", "pagedown"), "more", "Read on. Never chooses anything.")
BACKWARD = Action("backward", ("pageup",), "back up", "Read back.", on_line=False)
EDGE = Action("edge", ("home", "end"), "edge", "To the beginning, to the end.", on_line=False, with_key=True)
HELP = Action("help", ("?",), "help", "These keys, and where to find help that is not in a game.")
QUIT = Action("quit", ("q",), "quit", "Leave. The game is saved first, always.")
BACK = Action("back", ("escape", "b"), "back", "Back to where you came from.", face="Esc")

PAN = Action(
    "pan", ("left", "right"), "sideways", "Sideways, where a drawing is wider than the window.", True, True, "← →"
)

READING = (FORWARD, BACKWARD, EDGE)
CHOOSING = (NUMBER, MOVE, PICK)

SCENE = (
    *CHOOSING,
    *READING,
    PAN,
    Action("confront", ("x",), "confront", "Set something you have found against something you were told."),
    Action("reveal", ("p",), "whole passage", "Read the passage that you were warned of as it stands."),
    Action("casebook", ("c",), "casebook", "What you have found, whom you have met, what can be followed up."),
    Action("table", ("t",), "accounts", "The accounts side by side, moment by moment."),
    Action("changes", ("w",), "what changed", "What the last revision kept, changed and dropped."),
    Action("undo", ("u",), "undo", "Take the last turn back; as often as you like."),
    Action("redo", ("U",), "redo", "Make the turn again that was taken back."),
    Action("log", ("l",), "log", "Everything you have read so far."),
    HELP,
    QUIT,
    Action("begin", ("n",), "new game", "Begin again from the first scene.", on_line=False),
)
TITLE = (
    *CHOOSING,
    Action("note", ("n",), "content note", "What the story deals with.", on_line=False),
    HELP,
    QUIT,
)
NOTE = (
    Action("go_on", ("enter",), "begin", "Go on."),
    Action("details", ("d",), "details", "What exactly is shown and told. This gives some of the story away."),
    *READING,
    BACK,
)
CASEBOOK = (
    Action("tab", ("1", "2", "3", "4"), "part", "Evidence, people, accounts, leads.", False, True, "1–4"),
    Action(
        "move",
        ("up", "down", "left", "right"),
        "move",
        "Go through the list, or from cell to cell.",
        True,
        True,
        "Arrows",
    ),
    Action("pick", ("enter",), "open", "Open what is highlighted."),
    Action("jump_tab", ("e", "p", "t"), "part", "Evidence, people, the accounts table.", False, True, "e p t"),
    *READING,
    HELP,
    Action("back", ("escape", "b", "c"), "back", "Back to where you came from.", face="Esc"),
    Action("next_tab", ("tab", "shift+tab"), "next part", "The next part, the one before.", with_key=True, face="Tab"),
    QUIT,
)
CONFRONT = (
    NUMBER,
    MOVE,
    Action("pick", ("enter",), "choose", "Take what is highlighted. Only the last step says anything."),
    PAN,
    Action("look", ("d",), "look at it", "The whole of what is highlighted, before you use it."),
    *READING,
    HELP,
    Action("back", ("escape", "b"), "step back", "One step back. Nothing has been said yet.", face="Esc"),
    QUIT,
)
READ = (*READING, PAN, Action("move", ("up", "down"), "move", "Line by line.", False, True), HELP, BACK, QUIT)
ASK = (*CHOOSING, BACK)

CHAPTERS = (
    ("In a scene", SCENE),
    ("In the casebook", CASEBOOK),
    ("In a confrontation", CONFRONT),
    ("While reading", READ),
)
"""What the help lists."""


def bindings(actions: Iterable[Action]) -> list[Binding]:
    """The bindings that carry out the actions."""
    return [
        Binding(key, f"{action.name}({key!r})" if action.with_key else action.name, action.label, show=False)
        for action in actions
        for key in action.keys
    ]
