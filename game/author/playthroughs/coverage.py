"""`test --coverage`: what no playthrough of a story comes to, apart from what nobody can come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.author.playthroughs.seen import Tally, Thing, Unseen, Watcher, unseen
from game.author.playthroughs.texts import Piece
from game.play.rules import Rules
from game.play.session import Session
from game.proof.questions.goals import Goal
from game.proof.questions.things import goals_of
from game.proof.verdict import Verdict
from game.story.prose import Prose
from game.story.source import Source

_KINDS = {
    "scenes": "scene", "choices": "choice", "leads": "lead", "claims": "claim", "evidence": "evidence",
    "endings": "ending", "codas": "coda",
}  # fmt: skip
"""As which kind of goal the proof asks about things of a kind."""


def covered(
    rules: Rules, sources: Mapping[str, Source], sessions: Iterable[Session], verdict: Verdict | None = None
) -> tuple[Unseen, ...]:
    """What these plays of a story come to, and what they do not, kind by kind.

    With the verdict of a proof, what nobody can come to is told apart.
    """
    watcher, tally = Watcher(rules), Tally()
    for session in sessions:
        for turn in session.turns:
            watcher.watch(turn, tally)
    if verdict is None:
        return unseen(watcher, sources, tally)
    never = Never(rules, verdict)
    return unseen(watcher, sources, tally, lambda kind, thing: never.comes(watcher, kind, thing))


class Never:
    """What nobody can come to, as a finished proof has found."""

    def __init__(self, rules: Rules, verdict: Verdict) -> None:
        self._story = rules.story
        found = [one.goal for one in verdict.findings if one.code == "never-reached" and one.goal is not None]
        self._found = {_key(goal) for goal in found}
        self._things: dict[tuple[str, str], list[Goal]] = {}
        self._answers: dict[tuple[str, str], list[Goal]] = {}
        self._texts: dict[int, list[Goal]] = {}
        """For each prose the goals of its variants, in their order."""
        for goal in goals_of(rules) if found else ():
            self._things.setdefault((goal.kind, goal.owner), []).append(goal)
            if goal.kind == "answer":
                self._answers.setdefault((goal.owner, str(goal.at)), []).append(goal)
            elif isinstance(goal.at, Prose):
                self._texts.setdefault(id(goal.at), []).append(goal)

    def comes(self, watcher: Watcher, kind: str, thing: Thing) -> bool:
        """Whether it is proved that nobody comes to a thing."""
        if not self._found:
            return False
        if isinstance(thing, int):
            return self._is_never_read(watcher.texts.pieces[thing])
        if kind == "confrontations":
            return self._is_never_put(*thing.split(" x "))
        return self._is_never(kind, thing)

    def _is_never_put(self, claim: str, exhibit: str) -> bool:
        """Whether a claim is never set against an exhibit. Where its answers ask for more, it may be set in vain."""
        told = self._story.claims[claim]
        answers = [answers[exhibit] for answers in (told.broken_by, told.answered) if exhibit in answers]
        is_answered = any(answer.when is None for answer in answers)
        return self._is_never("claims", claim) or (is_answered and self._all(self._answers.get((claim, exhibit), ())))

    def _is_never(self, section: str, name: str) -> bool:
        goals = self._things.get((_KINDS.get(section, section), name), ())
        return self._all(goals or (self._things.get(("lead", name), ()) if section == "choices" else ()))

    def _is_never_read(self, piece: Piece) -> bool:
        """Whether nobody reads a piece: what it belongs to never comes up, or the passage or branch never does."""
        if piece.section in _KINDS and self._is_never(piece.section, piece.owner):
            return True
        if piece.section == "claims" and self._all(self._answers_with(piece)):
            return True
        goals = self._texts.get(id(piece.passage.text), [])
        answers = [goal for goal in goals if goal.kind != "text"]
        variants = [goal for goal in goals if goal.kind == "text"]
        first = variants[: piece.passage.when is not None]
        branch = variants[len(first) :][piece.branch - 1 : piece.branch] if piece.branch else []
        return any(self._all(one) for one in (answers, first, branch))

    def _answers_with(self, piece: Piece) -> list[Goal]:
        """The answers under a claim to which the passage of a piece belongs."""
        claim = self._story.claims[piece.owner]
        kinds = (("broken by", claim.broken_by), ("answered", claim.answered))
        return [
            goal
            for kind, answers in kinds
            for exhibit, answer in answers.items()
            for goal in self._answers.get((piece.owner, exhibit), ())
            if any(passage is piece.passage for passage in answer.passage) and goal.words.endswith(f"({kind})")
        ]

    def _all(self, goals: Iterable[Goal]) -> bool:
        """Whether nobody comes to any of some goals, which are at least one."""
        listed = list(goals)
        return bool(listed) and all(map(self._is_found, listed))

    def _is_found(self, goal: Goal) -> bool:
        """Whether nobody comes to a goal; of what is only a part of another, nothing is reported by itself."""
        return _key(goal) in self._found or (goal.within is not None and self._is_found(goal.within))


def _key(goal: Goal) -> tuple[str, object]:
    """What tells a goal from others in two lists of the goals of the same story."""
    return goal.name, id(goal.at) if isinstance(goal.at, Prose) else None
