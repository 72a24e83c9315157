"""Why there is no place in a story for something that it holds: it is defined, and nothing leads to it."""

from __future__ import annotations

from game.proof.questions.goals import Goal
from game.story.story import Story


def why_nowhere(goal: Goal, story: Story) -> str:
    """Why there is no place for a goal, in a sentence."""
    if goal.kind == "answer":
        return _no_confrontation(goal.owner, str(goal.at), story)
    if goal.kind in ("ending", "coda"):
        return f"no scene has “{goal.kind}: {goal.owner}”"
    if goal.kind in ("wild", "gap"):
        return _no_denial(goal, story)
    if goal.kind == "lead":
        return f"no scene offers the leads of “{story.leads[goal.owner].episode}”"
    if goal.within is not None and goal.kind != "way":
        return f"there is no place for {goal.within.words}"
    return "no move leads there"


def why_not_told(goal: Goal, story: Story) -> str:
    """Why a claim is never told in one of its ways, in a sentence."""
    number = int(goal.words.partition(" number ")[2].split()[0])
    when = story.claims[goal.owner].told_as[number - 1].when
    never = f"where it is heard, it never holds that {when.tree}"
    return never if number == 1 else f"{never} while no way before it is told"


def why_not_given(words: str, story: Story) -> str:
    """Why nothing brings about what a condition asks for in these words, if only answers do that nobody can give.

    Empty if it has to do with something else.
    """
    kind, _, name = words.rstrip(")").rpartition("(")
    section = {"": "set", "found": "find", "met": "meet", "heard": "hear"}.get(kind)
    for claim, told in story.claims.items():
        for exhibit, answer in (*told.broken_by.items(), *told.answered.items()):
            given = getattr(answer, section) if section else ()
            is_it = name in given or (kind == "heard" and name.partition(".")[0] in given)
            if is_it or (kind == "broken" and name == claim and exhibit in told.broken_by):
                here = (
                    "" if kind == "broken" else f"only the answer to “{exhibit}” under the claim “{claim}” does, and "
                )
                return f"{here}{_no_confrontation(claim, exhibit, story)}"
    return ""


def _no_confrontation(claim: str, exhibit: str, story: Story) -> str:
    """Why a claim can be set against an exhibit in no scene."""
    teller = story.account_of(claim).teller
    if story.claims[claim].protected:
        return f"the claim “{claim}” is protected, so it is never set against anything"
    if exhibit in story.claims and story.claims[exhibit].protected:
        return f"the claim “{exhibit}” is protected, so nothing is ever set against it"
    scenes = [name for name, scene in story.scenes.items() if scene.confront and scene.confront.teller == teller]
    if not scenes:
        own = ": they are the player" if teller == story.header.player else ""
        return f"no scene confronts “{teller}”{own}"
    if exhibit == claim:
        return "a claim is never set against itself"
    return f"in none of the scenes that confront “{teller}” is this claim still maintained ({', '.join(scenes)})"


def _no_denial(goal: Goal, story: Story) -> str:
    """Why a teller never comes as far as an answer to what does not fit."""
    person = story.people[goal.owner]
    if all(scene.confront is None or scene.confront.teller != goal.owner for scene in story.scenes.values()):
        return f"no scene confronts “{goal.owner}”"
    told = [one for name, one in story.claims.items() if story.account_of(name).teller == goal.owner]
    if not told:
        return f"“{goal.owner}” tells no account, so nothing is set against what they say"
    gaps = [one for one in told if one.gap and not one.protected]
    if goal.kind == "gap" and not gaps:
        return f"no claim of “{goal.owner}” that can be set against anything is a gap"
    if goal.kind == "wild" and person.gap and all(one.gap or one.protected for one in told):
        return f"every claim of “{goal.owner}” that can be set against anything is a gap, which is answered from “gap”"
    if goal.number <= max(person.patience, 1):
        return f"in none of the scenes that confront “{goal.owner}” is anything answered so"
    times = "1 time" if person.patience <= 1 else f"{person.patience} times"
    return f"“{goal.owner}” answers such a thing {times} in a visit: that is the patience that they have"
