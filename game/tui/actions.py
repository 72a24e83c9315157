"""What can be done on each screen, declared once: bindings, line of keys, menu and help are made from it.

An action is an imperative; the screen has a method `action_<name>` for it. Whether it can be done just now, the screen
says in `can`, and what cannot be done is neither bound nor shown. The letters of a scene mean the same in plain mode,
where there is a command for it; on another screen a letter may mean what belongs there, as `n` and `y` do in the log.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace
from textual.binding import Binding

from game.words import say, to_say


class Action(Struct, frozen=True):
    """A thing the player can do."""

    name: str
    keys: tuple[str, ...]
    label: str
    """A word or two for the line of keys, in English."""
    words: str
    """A sentence for the help, in English."""
    on_line: bool = True
    """Whether the line of keys shows it."""
    with_key: bool = False
    """Whether the key pressed is handed on: one action for nine digits."""
    face: str = ""
    """How its keys are written, if not as they are named."""
    opens: bool = False
    """Whether all it does is open the screen that has its name."""

    def command(self, key: str = "") -> str:
        """What a screen is told to do."""
        if self.opens:
            return f"open({self.name!r})"
        return f"{self.name}({(key or self.keys[0])!r})" if self.with_key else self.name

    @property
    def key_words(self) -> str:
        """The keys, as they are written."""
        return say(self.face) or " ".join(say(_FACES.get(key, key)) for key in self.keys)

    @property
    def key_word(self) -> str:
        """The first key, as it is written; nothing for what only the menu has."""
        return say(self.face) or "".join(say(_FACES.get(key, key)) for key in self.keys[:1])


class MenuRow(Struct, frozen=True):
    """A row in a body that carries out an action of the screen: the target is the row itself."""

    action: str
    key: str
    text: str


_FACES = {
    "escape": "Esc",
    "enter": to_say("Enter"),
    "space": to_say("Space"),
    "pagedown": to_say("PgDn"),
    "pageup": to_say("PgUp"),
    "home": to_say("Home"),
    "end": to_say("End"),
    "tab": "Tab",
    "shift+tab": to_say("Shift-Tab"),
    "backspace": to_say("Backspace"),
    "delete": to_say("Del"),
    "ctrl+p": to_say("Ctrl-P"),
    "ctrl+u": to_say("Ctrl-U"),
    "ctrl+w": to_say("Ctrl-W"),
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
HELP = Action("help", ("?",), "help", "These keys, and help that is not in a game.", opens=True)
QUIT = Action("quit", ("q",), "quit", "Leave. The game is saved first, always.")
BACK = Action("back", ("escape", "b"), "back", "Back to where you came from.", face="Esc")
WRITE = Action("write", ("w",), "write", "Your own account of what happened.", opens=True)

PAN = Action(
    "pan", ("left", "right"), "sideways", "Sideways, where a drawing is wider than the window.", True, True, "← →"
)

LINES = Action("move", ("up", "down"), "move", "Line by line.", False, True)
READING = (FORWARD, BACKWARD, EDGE)
CHOOSING = (NUMBER, MOVE, PICK)


def _tool(name: str, key: str, label: str, words: str) -> Action:
    """An action that opens a screen. The menu and the help list it, the line of keys does not."""
    return Action(name, (key,), label, words, on_line=False, opens=True)


SCENE = (
    *CHOOSING,
    *READING,
    PAN,
    Action("confront", ("x",), "confront", "Set what you have found against what was said."),
    Action("reveal", ("v",), "whole passage", "Read the passage you were warned of as it stands."),
    Action("brief", ("b",), "in brief", "Read the passage you were warned of in brief."),
    Action("casebook", ("c",), "casebook", "All that you have: evidence, people, accounts.", opens=True),
    Action("table", ("t",), "accounts", "The accounts side by side, moment by moment.", opens=True),
    Action("changes", ("d",), "what changed", "What was done to the accounts the last time.", opens=True),
    Action("undo", ("u",), "undo", "Take the last turn back; as often as you like."),
    WRITE,
    Action("hint", ("h",), "hint", "Help with an open question, step by step.", opens=True),
    Action("redo", ("U",), "redo", "Make the turn again that was taken back."),
    Action("skip", ("k",), "skip", "Go on to what is new, or to the next decision."),
    _tool("evidence", "e", "evidence", "What you have found: documents, the floor plan."),
    _tool("people", "p", "people", "Who is who, what you know of them, and since when."),
    _tool("own", "y", "your accounts", "What you have written down, and told others."),
    _tool("night", "n", "the night", "The night hour by hour, as far as it is known."),
    _tool("glossary", "g", "words", "Words that may be new."),
    _tool("log", "l", "log", "Everything you have read so far; / searches it."),
    _tool("recap", "R", "recap", "What has happened so far, in short."),
    _tool("saves", "s", "save and load", "Save under a name, go back to a save, delete one."),
    _tool("episodes", "i", "episodes", "Begin again where an episode began."),
    _tool("endings", "f", "endings found", "The endings that you have found in any play."),
    Action("export", ("z",), "write to a file", "Write everything so far to a file, as Markdown.", on_line=False),
    _tool("settings", "o", "settings", "Looks of the page, sensitive topics, numbers."),
    _tool("note", "N", "content note", "What the story deals with."),
    Action("begin", ("B",), "new game", "Begin again from the first scene.", on_line=False),
    Action("menu", ("m", "ctrl+p"), "menu", "All of this in a list that can be searched.", face="m"),
    HELP,
    QUIT,
)
TITLE = (
    *CHOOSING,
    _tool("saves", "s", "saves", "Go back to a save, delete one."),
    _tool("episodes", "i", "episodes", "Begin where an episode began."),
    _tool("note", "n", "content note", "What the story deals with."),
    _tool("settings", "o", "settings", "Looks of the page, sensitive topics, numbers."),
    HELP,
    QUIT,
)
NOTE = (
    Action("go_on", ("enter",), "begin", "Go on."),
    Action("details", ("d",), "details", "What exactly is shown and told. This gives some of the story away."),
    *READING,
    LINES,
    HELP,
    BACK,
)
RECAP = (Action("go_on", ("enter",), "go on", "Go on."), *READING, LINES, HELP, BACK, QUIT)
CASEBOOK = (
    Action("tab", ("1", "2", "3", "4", "5", "6"), "part", "Evidence, people, accounts, …", False, True, "1–6"),
    Action(
        "move",
        ("up", "down", "left", "right"),
        "move",
        "Go through the list, or from cell to cell.",
        True,
        True,
        to_say("Arrows"),
    ),
    Action("pick", ("enter",), "open", "Open what is highlighted."),
    Action("jump_tab", tuple("eptynl"), "part", "Evidence, people, the table, yours, the night, leads.", False, True),
    WRITE,
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
LISTING = (NUMBER, MOVE, Action("pick", ("enter",), "choose", "Take what is highlighted."), *READING, HELP, BACK, QUIT)
SAVES = (
    NUMBER,
    MOVE,
    Action("pick", ("enter",), "open", "Save, or go back to the save that is highlighted."),
    Action("delete", ("d", "delete"), "delete", "Delete the save that is highlighted; asks first.", face="d"),
    *READING,
    HELP,
    BACK,
    QUIT,
)
SETTINGS = (
    replace(NUMBER, words=to_say("Go to the row with that number; a wrong digit changes nothing.")),
    MOVE,
    Action("turn", ("right", "left"), "change", "The next value, or the one before.", True, True, "← →"),
    Action("pick", ("enter",), "change", "The next value.", on_line=False),
    *READING,
    HELP,
    BACK,
    QUIT,
)
LOG = (
    *READING,
    LINES,
    PAN,
    Action("search", ("/",), "search", "Look for words."),
    Action("next_hit", ("n", "N"), "next", "The next place where they stand, or the one before.", True, True, "n N"),
    Action("copy", ("y",), "copy", "Copy the turn that stands at the top, as far as the terminal lets us."),
    HELP,
    BACK,
    QUIT,
)
READ = (*READING, PAN, LINES, HELP, BACK, QUIT)
ASK = (*CHOOSING, BACK)
TYPING = (
    MOVE,
    Action("pick", ("enter",), "take it", "Take what is highlighted, or what you have typed."),
    Action("erase", ("backspace",), "erase", "Take the last letter back.", on_line=False),
    Action("erase_word", ("ctrl+w",), "erase word", "Take the last word back.", on_line=False),
    Action("clear", ("ctrl+u",), "clear", "Take everything back."),
    Action("back", ("escape",), "back", "Back to where you came from.", face="Esc"),
)

CHAPTERS = (
    (to_say("In a scene"), SCENE),
    (to_say("In the casebook"), CASEBOOK),
    (to_say("In a confrontation"), CONFRONT),
    (to_say("In the log"), LOG),
    (to_say("Among the saves"), SAVES),
    (to_say("In the settings"), SETTINGS),
    (to_say("In lists"), LISTING),
    (to_say("While reading"), READ),
    (to_say("Where you type"), TYPING),
)
"""What the help lists."""

OF_THE_PAGE = {action.name for action in (*CHOOSING, *READING, PAN)} | {"menu"}
"""Actions of a scene that the menu does not list: they are for the page that one sees."""


def bindings(actions: Iterable[Action]) -> list[Binding]:
    """The bindings that carry out the actions."""
    return [Binding(key, action.command(key), action.label, show=False) for action in actions for key in action.keys]
