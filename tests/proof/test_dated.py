"""In which episode an account breaks where scenes belong to none: in that of the scene before them in play."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.play.rules import Rules
from game.play.step import begin, moves, step
from game.proof.investigate import investigate
from game.proof.model.dated import dated
from tests.proof.random_stories import examples
from tests.stories import story

STORY = """\
story: {id: s, title: S, start: START}
endings: {end: End}
episodes: {one: One, two: Two, three: Three}
facts: {told: Told., far: Far.}
people: {ann: {name: Ann, patience: 1, wild: What?}}
moments: {noon: Noon}
evidence: {bill: {name: Bill, finding: F., document: D.}}
accounts: {ann_1: {teller: ann, title: First, claims: {noon: {says: I slept., broken by: {bill: {passage: Oh.}}}}}}
scenes:
  monday:
    episode: one
    meet: ann
    hear: ann_1
    find: bill
    choices: {on: {text: On, goto: hub}, up: {text: Up, sticky: yes, goto: attic}}
  hub:
    choices:
      tell: {text: Tell, when: "TELL", contradict: {ann_1.noon: bill}, set: told, passage: Oh.}
      on: {text: On, when: "ON", set: far, goto: [{scene: wednesday, when: told}, tuesday]}
      back: {text: Back, when: "BACK", sticky: yes, goto: monday}
      out: {text: Out, goto: out}
  tuesday: {episode: two, choices: {back: {text: Back, sticky: yes, goto: hub}, up: {text: Up, goto: attic}}}
  wednesday: {episode: three, choices: {back: {text: Back, sticky: yes, goto: hub}}}
  attic:
    choices: {down: {text: Down, sticky: yes, goto: hub}}
    confront: {teller: ann, when: "ATTIC", over: hub}
  out: {ending: end}
"""

conditions = st.sampled_from(
    ["told", "far", "not far", "visited(tuesday)", "not visited(tuesday)", "visits(attic) >= 2", "broken(ann_1.noon)"]
)
words = st.fixed_dictionaries(
    {"START": st.sampled_from(["monday", "hub"]), **dict.fromkeys(("TELL", "ON", "BACK", "ATTIC"), conditions)}
)


def episodes_of_plays(rules: Rules) -> set[str | None]:
    """The episodes in which some play contradicts the claim, state by state."""
    scenes, broken = rules.story.scenes, rules.layout.mask("broken(ann_1.noon)")
    first = begin(rules).state
    waiting = [(first, scenes[first.scene].episode)]
    seen, found = set(waiting), set[str | None]()
    for state, episode in waiting:
        for move in moves(rules, state):
            after = step(rules, state, move).state
            if after.memory & ~state.memory & broken:
                found.add(episode)
            if (then := (after, scenes[after.scene].episode or episode)) not in seen:
                seen.add(then)
                waiting.append(then)
    return found


@examples(60)
@given(words)
def test_an_account_breaks_in_the_episodes_of_plays(words: dict[str, str]) -> None:
    text = STORY
    for name, value in words.items():
        text = text.replace(name, value)
    rules = Rules(story(text))
    verdict = investigate(rules)
    assert not verdict.undecided
    found = set(verdict.breaks["ann_1"].episodes) if "ann_1" in verdict.breaks else set()
    assert found == episodes_of_plays(rules) - {None}


def test_nothing_is_remembered_where_each_scene_has_one_episode() -> None:
    rules = Rules(story(STORY.replace("START", "monday").replace("  hub:\n", "  hub:\n    episode: one\n")
                        .replace("attic:\n", "attic:\n    episode: one\n")
                        .replace('"TELL"', "told").replace('"ON"', "told").replace('"BACK"', "told")
                        .replace('"ATTIC"', "told")))  # fmt: skip
    assert dated(rules) is rules
