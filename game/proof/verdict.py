"""The verdict on a story: what was done, what was found, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from game.proof.model.beginnings import Route
from game.proof.questions.goals import Goal


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be."""

    code: str
    """`never-reached`, `dead-end`, `may-do-nothing`, `said-unheard`, `promise-broken`, `promise-empty` or
    `too-few-routes`."""
    is_error: bool
    words: str
    section: str
    """The section in which that is defined at which it is reported."""
    name: str
    """The name that is defined there."""
    goal: Goal | None = None
    """The goal that nobody comes to, for the place of a text."""
    why: tuple[str, ...] = ()
    """The reason, a sentence each."""
    route: Route | None = None
    """The moves of a play that shows it; to what is never reached, of one that comes near."""
    expects: tuple[str, ...] = ()
    """What is so at the end of that play, each as a playthrough expects it."""
    follows: bool = False
    """Whether it is so only because of what is reported before it."""


@dataclass(slots=True)
class Stage:
    """A part of the work: mostly one question that is asked of the story."""

    name: str
    is_answered: bool = False
    """Whether it is answered for every play."""
    words: str = ""
    """What was found, in a few words."""
    seconds: float = 0.0
    is_question: bool = True
    """Whether something is asked of the story; it is not where the model is made."""


@dataclass(frozen=True, slots=True)
class Concluded:
    """In how many ways a conclusion can be come to that have no evidence in common."""

    wanted: int
    ways: int
    """At least so many; more were not looked for than are wanted."""
    is_free: bool
    """Whether it can be come to without any evidence."""
    evidence: tuple[frozenset[str], ...]
    """For each way, evidence that is enough."""


@dataclass(frozen=True, slots=True)
class Broken:
    """When an account can break, by episodes in their order."""

    earliest: str
    latest: str
    episodes: tuple[str, ...]


class Routes(NamedTuple):
    """How many different routes there are from the first page, of so many moves or fewer; all, if none is longer."""

    number: int
    moves: int
    is_all: bool


class Size(NamedTuple):
    """How much there is of a story; None for what is too much to be counted."""

    states: int | None
    """How many states there are that differ in something which matters for where a play may go."""
    outcomes: int | None
    """How many combinations there are of an ending and of declared facts."""
    routes: Routes
    diagrams: str
    """Which package of diagrams they were counted with; see `packages`."""


@dataclass(slots=True)
class Verdict:
    """What is known of a story when the work is done, or stopped."""

    stages: list[Stage] = field(default_factory=list)
    """What was asked, in the order in which it was."""
    stopped: str = ""
    """Why the work was stopped, if it was."""
    turns: int = 0
    """How many turns of plays were made."""
    explored: int = 0
    """How many different states these plays came to."""
    size: Size | None = None
    """How large the story is; None if it was not counted."""
    reached: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For each kind of goal, how many were come to, and how many there are."""
    findings: list[Finding] = field(default_factory=list)
    promises: dict[str, str] = field(default_factory=dict)
    """For each promise whether it `holds`, is `broken`, or is `open`."""
    conclusions: dict[str, Concluded] = field(default_factory=dict)
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each piece of evidence, what no play comes to without it: conclusions, or an ending."""
    breaks: dict[str, Broken] = field(default_factory=dict)
    """For each account that can be broken, when."""
    undecided: list[str] = field(default_factory=list)
    """What could not be decided, a sentence each."""
    is_kept: bool = False
    """Whether it was proved earlier, of the very same logic."""

    @property
    def is_proved(self) -> bool:
        """Whether everything that was asked is answered for every play."""
        return (
            bool(self.stages)
            and not self.stopped
            and not self.undecided
            and all(stage.is_answered for stage in self.stages)
        )

    @property
    def outcome(self) -> str:
        """What was done, in one of three words: decided by what was done."""
        if self.is_proved:
            return "proved"
        is_sampled = self.is_sample and self.turns > 0
        return "sampled" if is_sampled else f"explored {self.explored:,} states and stopped"

    @property
    def is_sample(self) -> bool:
        """Whether nothing that was asked is answered for every play."""
        return not any(stage.is_answered for stage in self.stages if stage.is_question)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.is_error for finding in self.findings)
