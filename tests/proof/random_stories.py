"""Small stories for hypothesis: hubs, loops, choices that go and stay, numbers, chance, denials and confrontations."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from game.play.rules import Rules
from tests.stories import loading

SCENES = ("hall", "yard", "loft")
FACTS = ("lit", "open")
EVIDENCE = ("bill", "key")
CLAIMS = ("ann_1.noon", "ann_1.night", "ann_2.noon")
DRAWS = {"weather": ("rain", "fog", "sun"), "coin": ("heads", "tails")}
PAIRS = (("ann_1.noon", "bill"), ("ann_1.night", "key"), ("ann_2.noon", "ann_1.night"))

Entry = dict[str, Any]

tests = st.one_of(
    st.sampled_from(FACTS),
    st.sampled_from([f"found({name})" for name in EVIDENCE]),
    st.sampled_from([f"visited({name})" for name in SCENES]),
    st.sampled_from([f"heard({name})" for name in (*CLAIMS, "ann_2")]),
    st.sampled_from([f"broken({name})" for name in CLAIMS]),
    st.sampled_from([f"put({claim}, {exhibit})" for claim, exhibit in PAIRS]),
    st.sampled_from(["shown(ann, bill)", "ready(ann_2)", "followed(ask)"]),
    st.sampled_from([f"drawn({name}, {value})" for name, values in DRAWS.items() for value in values]),
    st.builds("trust {} {}".format, st.sampled_from(["==", "!=", "<", ">=", ">", "<="]), st.integers(-2, 5)),
    st.builds("visits(hall) {} {}".format, st.sampled_from(["==", ">=", "<"]), st.integers(0, 3)),
    st.builds("broken_in(ann_1) {} {}".format, st.sampled_from(["==", ">=", "<"]), st.integers(0, 2)),
)
openings = tests.filter(lambda test: not test.startswith("ready"))


def joined(plain: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """Conditions of at most so many plain ones."""
    return st.recursive(
        plain,
        lambda inside: st.one_of(
            st.builds("not ({})".format, inside),
            st.builds("({}) and ({})".format, inside, inside),
            st.builds("({}) or ({})".format, inside, inside),
        ),
        max_leaves=most,
    )


conditions = joined(tests, 3)
demands = joined(
    st.sampled_from([
        "lit", "found(key)", "visited(yard)", "wrote(who, anne)", "wrote(who, ben)", "wrote(why, anne)",
        "wrote_any(why)",
    ]),
    4,
)  # fmt: skip
"""Conditions of stories that ask two questions, `who` and `why`."""


@st.composite
def some(draw: st.DrawFn, /, **keys: st.SearchStrategy[Any]) -> Entry:
    """Some of the keys, with values."""
    return {name: draw(value) for name, value in keys.items() if draw(st.integers(0, 2)) == 0}


def effects() -> st.SearchStrategy[Entry]:
    return some(
        set=st.sampled_from(FACTS),
        clear=st.sampled_from(FACTS),
        change=st.builds(lambda by: {"trust": by}, st.sampled_from([-2, -1, 1])),
        find=st.sampled_from(EVIDENCE),
        hear=st.sampled_from(["ann_1", "ann_2", "ann_1.late", "ann_2.noon"]),
        contradict=st.sampled_from(PAIRS).map(lambda pair: dict([pair])),
        reopen=st.sampled_from(["ann_1.noon", "ann_1.night"]),
        show=st.just({"ann": "bill"}),
    )


ways = st.lists(
    st.one_of(st.sampled_from(SCENES), st.builds(lambda scene, when: {"scene": scene, "when": when},
                                                 st.sampled_from([*SCENES, "over"]), conditions)),
    min_size=1, max_size=2,
)  # fmt: skip


@st.composite
def choices(draw: st.DrawFn) -> Entry:
    rest = draw(
        some(
            when=conditions,
            locked=st.just("Not yet."),
            sticky=st.just("yes"),
            fallback=st.just("yes"),
            goto=ways,
            passage=st.just("[if lit]A[end]"),
        )
    )
    return {"text": "Do", **draw(effects()), **rest}


@st.composite
def scenes(draw: st.DrawFn, number: int) -> Entry:
    own = draw(st.lists(choices(), min_size=1, max_size=3))
    rest = draw(some(next=ways, passage=st.builds("[if {}]A[else]B[end]".format, conditions), leads=st.just("one")))
    confront = draw(some(when=conditions))
    found: Entry = {**draw(effects()), **rest, "choices": {f"c{number}_{at}": choice for at, choice in enumerate(own)}}
    if number == 0 or draw(st.booleans()):
        over = draw(st.one_of(st.sampled_from(SCENES).map(lambda scene: [scene]), ways))
        guide = draw(some(guide=st.builds("[if {}]U%d[else]U%d[end]".format, conditions)))
        numbered = {key: value % (number, number + 5) for key, value in guide.items()}
        found["confront"] = {"teller": "ann", "over": over, **numbered, **confront}
    return found


@st.composite
def answers(draw: st.DrawFn) -> Entry:
    return {"passage": "Well.", **draw(effects()), **draw(some(when=conditions))}


@st.composite
def people(draw: st.DrawFn) -> Entry:
    """Somebody who answers in words that all differ to what does not fit."""
    wild = [f"[if {draw(conditions)}]W1[else]W2[end]", "W3[if lit] W4[end]"]
    gap = draw(some(gap=st.builds("[if {}]G1[else]G2[end]".format, conditions).map(lambda text: [text])))
    return {"name": "Ann", "patience": str(draw(st.integers(1, 2))), "wild": wild, **gap}


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A story, as the text of its only file."""
    claims: dict[str, Entry] = {
        name: {"says": "I was.", "moment": "then", **draw(some(gap=st.just("yes"))), **told}
        for name, told in (("noon", {}), ("night", {}), ("late", {"later": "yes"}))
    }
    claims["night"]["told as"] = [{"when": draw(conditions), "says": "I was not."}]
    second: dict[str, Entry] = {"noon": {"says": "I lied.", "moment": "then"}}
    for (account, _, own), exhibit in (((*claim.partition("."),), exhibit) for claim, exhibit in PAIRS):
        told = (claims if account == "ann_1" else second)[own]
        told.pop("gap", None)
        told["broken by"] = {exhibit: draw(answers())}
    claims["night"].setdefault("answered", {})["bill"] = draw(answers())
    story: Entry = {
        "story": {"id": "s", "title": "S", "start": "hall"},
        "facts": dict.fromkeys(FACTS, "It is."),
        "numbers": {"trust": {"name": "Trust", "from": -1, "to": draw(st.integers(1, 4))}},
        "episodes": {"one": "One"},
        "moments": {"then": "Then"},
        "evidence": {name: {"name": "It", "finding": "It is.", "document": "It"} for name in EVIDENCE},
        "people": {"ann": draw(people())},
        "accounts": {
            "ann_1": {"teller": "ann", "title": "First", "claims": claims},
            "ann_2": {
                "teller": "ann",
                "title": "Second",
                "revises": "ann_1",
                "opens when": draw(openings),
                "claims": second,
                **draw(some(keeps=st.just(["ann_1.night"]))),
            },
        },
        "leads": {"ask": {"episode": "one", **draw(choices())}},
        "endings": {"end": "End"},
        "recap": f"[first]R1[then]R2[if {draw(conditions)}]R3[end][then]R4[end]",
        "scenes": {**{name: draw(scenes(number)) for number, name in enumerate(SCENES)},
                   "over": {"ending": "end", "passage": "[if trust >= 1]A[else]B[end]"}},
    }  # fmt: skip
    return json.dumps(story, indent=1)


def rules_of(text: str) -> Rules:
    """The rules of a story, which must have no errors; it draws what its conditions ask about."""
    asked = {name: values for name, values in DRAWS.items() if f"drawn({name}" in text}
    draws = {name: {"one of": dict.fromkeys(values, "It is.")} for name, values in asked.items()}
    found = loading(text, json.dumps({"draws": draws}))
    assert found.story is not None, [str(problem) for problem in found.diagnostics]
    return Rules(found.story)


def examples(number: int) -> settings:
    """So many stories, each as it is drawn: one with a fault is small enough."""
    return settings(
        max_examples=number,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )
