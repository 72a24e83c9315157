"""Stories for the tests of several areas: each small, and with much of one kind of thing in it."""

from __future__ import annotations

MILL = """\
story:
  id: mill
  title: The mill
  start: yard
  note: There is a death in it.
  note details: The miller dies.
endings: {end: The end of it}
episodes: {one: The evening}
places: {yard: The yard}
topics: {death: Death}
facts: {wet: It is wet.}
numbers: {steps: {name: Steps taken, to: 99}}
people:
  anne: {name: Anne Berg, known: Your daughter., patience: 2, wild: [I see nothing., Nothing again.]}
moments: {noon: At noon, night: In the night}
evidence:
  bill:
    name: A bill
    finding: Two ate.
    document: |
      Two   soups
        One beer
    bears on: noon
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon: {says: I ate alone., broken by: {bill: {asks: "Two soups, and alone?", passage: "ANNE: We were two."}}}
      night: {says: I slept.}
  anne_2:
    teller: anne
    title: Second
    revises: anne_1
    keeps: anne_1.night
    claims: {noon: {says: We ate., because: bill}}
leads: {ask: {episode: one, text: Ask at the inn., find: bill}}
glossary: {inn: {term: inn, means: a house for guests}}
hints:
  who:
    question: Who ate?
    solved when: broken(anne_1.noon)
    ready when: found(bill)
    nudge: Think.
    place: Look.
    answer: Set it.
scenes:
  yard:
    title: In the yard
    episode: one
    place: yard
    hour: Noon
    meet: anne
    hear: anne_1
    leads: one
    passage: |
      *It rains* [if wet]hard[else]a little[end].

      ANNE: Good evening. I have been standing here for a long time, long enough that a line of this must be broken.
    choices:
      walk: {text: Walk., sticky: yes, change: {steps: +1}, passage: "{steps} steps."}
      in: {text: Go in., goto: room}
  room:
    confront: {teller: anne, over: yard, guide: One sentence and one thing.}
    passage: {content: death, text: The miller is dead., summary: A death.}
    choices:
      leave: {text: Leave., goto: yard}
      hear: {text: Hear her., when: broken(anne_1.noon), hear: anne_2, goto: over}
  over: {passage: It is over., ending: end}
"""

ACCOUNTS = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people:
  anne: {name: Anne Berg, wild: What.}
  ben: {name: Ben Kraus, wild: What.}
facts: {angry: She is angry., told: He told her.}
moments: {dawn: At dawn, noon: At noon, dusk: At dusk, night: At night}
evidence:
  bill: {name: A bill, finding: Two ate., document: Two soups, bears on: noon}
  photo: {name: A photograph, finding: Two stood there., document: A photograph}
  key: {name: A key, finding: It fits., document: A key, bears on: [noon, night]}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      dawn: {says: I slept., supported by: [photo, key]}
      noon:
        says: I ate alone.
        told as:
          - {when: "shown(anne, photo)", says: I ate with a stranger.}
          - {when: angry, says: I did not eat.}
        broken by: {bill: {passage: Broken.}, photo: {}}
      dusk: {says: I read., broken by: {anne_1.noon: {passage: Broken.}}}
      soup: {moment: noon, later: yes, says: It was soup.}
  anne_2:
    teller: anne
    title: Second
    revises: anne_1
    keeps: [anne_1.dawn]
    claims:
      noon: {says: We ate., because: [bill, anne_1.dusk]}
      night: {says: I went out.}
      after: {moment: night, later: yes, says: I came home.}
  anne_3:
    teller: anne
    title: Third
    revises: anne_2
    keeps: [anne_1.dawn, anne_2.noon]
    claims:
      dusk: {says: I wrote.}
  ben_1:
    teller: ben
    title: What Ben says
    claims:
      noon: {says: She was with me.}
scenes:
  hall:
    meet: [anne, ben]
    choices:
      hear_1: {text: One., sticky: yes, hear: anne_1}
      hear_2: {text: Two., hear: anne_2}
      hear_3: {text: Three., hear: anne_3}
      hear_all: {text: All., hear: [anne_1, anne_2]}
      hear_ben: {text: Ben., hear: ben_1}
      hear_noon: {text: Noon., hear: anne_1.noon}
      hear_soup: {text: Soup., hear: anne_1.soup, passage: "[if heard(anne_1)]Heard[end]. {anne_1.soup}"}
      hear_after: {text: After., hear: anne_2.after}
      find_bill: {text: Bill., find: bill}
      find_photo: {text: Photo., find: photo}
      find_key: {text: Key., find: key}
      show_photo: {text: Show., find: photo, show: {anne: photo}}
      anger: {text: Anger., set: angry}
      anger_and_hear: {text: Anger., set: angry, hear: anne_1.noon}
      break: {text: Break., sticky: yes, find: bill, contradict: {anne_1.noon: bill}}
      break_unfound: {text: Break., contradict: {anne_1.noon: bill}}
      break_again: {text: Break., find: photo, contradict: {anne_1.noon: photo}}
      reopen: {text: Reopen., sticky: yes, reopen: anne_1.noon}
      say: {text: Say., sticky: yes, passage: "{anne_1.noon}"}
    next: over
  over: {ending: end}
"""

CONFRONTATIONS = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people:
  anne:
    name: Anne Berg
    patience: 2
    wild: ["First shrug.", "Second shrug, {trust}."]
    gap: [It is not there.]
  ben: {name: Ben Kraus, wild: [Ben shrugs.], patience: 3}
facts: {pressed: You pressed her., late: It is late.}
numbers: {trust: {name: Trust, to: 5, start: 3}}
moments: {dawn: At dawn, noon: At noon, dusk: At dusk, night: At night, after: Afterwards}
evidence:
  bill: {name: A bill, finding: Two ate., document: Two soups, asks: Who was with you?}
  photo: {name: A photograph, finding: Two stood there., document: A photograph}
  key: {name: A key, finding: It fits., document: A key}
accounts:
  anne_1:
    teller: anne
    title: First
    opens when: visited(room)
    claims:
      dawn: {says: I was afraid., protected: yes}
      noon:
        says: I ate alone.
        broken by:
          bill:
            asks: Two soups, and alone?
            set: pressed
            change: {trust: -1}
            hear: anne_1.soup
            passage: "Broken, {trust}[if pressed], pressed[end]."
          anne_1.dusk: {passage: Against yourself.}
          ben_1.noon: {passage: Against Ben.}
        answered:
          photo: {change: {trust: +1}, hear: anne_1.stood, passage: "Explained, {trust}."}
      dusk:
        says: I read.
        broken by:
          key: {when: late, passage: Broken late.}
        answered:
          key: {when: trust >= 4, passage: Explained.}
      night:
        says: I remember nothing.
        gap: yes
        answered: {photo: {passage: Not that either., change: {trust: -1}}}
      soup: {moment: noon, later: yes, says: It was soup.}
      stood: {moment: noon, later: yes, says: We only stood there.}
  anne_2:
    teller: anne
    title: Second
    revises: anne_1
    keeps: [anne_1.dusk, anne_1.dawn]
    opens when: broken_in(anne_1) >= 2
    claims:
      noon: {says: We ate.}
  ben_1:
    teller: ben
    title: What Ben says
    claims:
      noon: {says: She was with me.}
scenes:
  hall:
    meet: [anne, ben]
    choices:
      find_bill: {text: Bill., find: bill}
      find_photo: {text: Photo., find: photo}
      find_key: {text: Key., find: key}
      hear_1: {text: One., hear: anne_1}
      hear_2: {text: Two., hear: anne_2}
      hear_ben: {text: Ben., hear: ben_1}
      dusk: {text: Dusk., set: late}
      shut: {text: Shut., hear: anne_1, goto: closed}
      trust: {text: Trust., change: {trust: +2}}
      go: {text: Go., sticky: yes, goto: room}
  room:
    passage: A room.
    confront:
      teller: anne
      guide: Set one sentence against one thing.
      over: [{scene: yard, when: late}, hall]
    choices:
      leave: {text: Leave., sticky: yes, goto: hall}
      ask: {text: Ask., when: "put(anne_1.noon, bill)", passage: You asked with the bill.}
      told: {text: Told., when: "shown(anne, key)", passage: She has seen the key.}
      ripe: {text: Ripe., when: ready(anne_2), passage: She is ready.}
      first: {text: First., when: ready(anne_1) and broken(anne_1.noon), passage: Broken once.}
      reopen: {text: Reopen., reopen: anne_1.noon}
      stop: {text: Stop., goto: over}
  closed:
    confront: {teller: anne, when: late, over: hall}
    next: hall
  yard: {passage: She has gone., next: hall}
  over: {ending: end}
"""

TWICE = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people: {anne: {name: Anne, wild: What.}}
facts: {broke: It broke., explained: She explained.}
moments: {noon: Noon}
evidence:
  bill: {name: A bill, finding: Two ate., document: Two soups}
  key: {name: A key, finding: It fits., document: A key}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon:
        says: I ate alone.
        broken by:
          bill: {when: not found(key), set: broke, passage: Broken.}
          key: {passage: Broken by the key.}
        answered:
          bill: {when: found(key), set: explained, passage: Explained.}
scenes:
  hall:
    meet: anne
    find: bill
    hear: anne_1
    confront: {teller: anne, over: over}
    choices: {find_key: {text: Key., find: key, reopen: anne_1.noon}}
    next: over
  over: {passage: "[if broke]a[end][if explained]b[end]", ending: end}
"""

QUESTIONS = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people: {anne: {name: Anne, wild: What.}}
moments: {noon: Noon}
evidence:
  bill: {name: A bill, finding: Two ate., document: Two soups}
  key: {name: A key, finding: It fits., document: A key}
accounts: {anne_1: {teller: anne, title: First, claims: {noon: {says: I slept.}}}}
reconstruction:
  who:
    text: Who was it?
    answers:
      anne: {text: It was Anne., refuted when: found(bill)}
      ben: It was Ben.
  how:
    text: How was it done?
    when: found(key)
    answers: {door: {text: By the door., refuted when: found(bill)}, roof: By the roof.}
scenes:
  hall:
    meet: anne
    hear: anne_1
    choices:
      find_bill: {text: Bill., find: bill}
      find_key: {text: Key., find: key}
      count: {text: Count., sticky: yes, passage: "{refuted}, [if refuted >= 1]some[else]none[end]."}
      tell:
        text: Tell.
        sticky: yes
        passage: "[if wrote_any(who)]Now {wrote.who} First {wrote_first.who}[else]Nothing.[end]"
      ask: {text: Ask., when: "wrote(who, ben) and not wrote_first(who, ben)", goto: over}
      stop: {text: Stop., goto: over}
  over: {ending: end}
"""

CHANGES = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people:
  anne: {name: Anne Berg, known: [Your daughter., {text: She lied., when: lit}]}
  ben: {name: Ben Kraus, called: Benno}
facts: {lit: The lamp is lit., cold: It is cold.}
numbers:
  trust: {name: Trust, from: -2, to: 3, start: 1}
  years: {name: Years, to: 1000000, start: 999999}
conditions:
  cosy: lit and not cold
  uneasy: not cosy or trust < 0
evidence:
  bill: {name: A bill, finding: Two ate., document: "Two soups\\nOne beer"}
  key: {name: A key, finding: It fits., document: A key}
scenes:
  hall:
    choices:
      up: {text: Up., sticky: yes, change: {trust: +1}, passage: "Trust {trust}."}
      down: {text: Down., sticky: yes, change: {trust: -2}, passage: "Trust {trust}."}
      leap: {text: Leap., sticky: yes, change: {trust: 1000000}}
      age: {text: Age., sticky: yes, change: {years: 1000000}}
      light: {text: Light., sticky: yes, set: lit, passage: "[if lit]Light[else]Dark[end]."}
      chill: {text: Chill., sticky: yes, set: cold, passage: "[if cosy]Cosy[else if lit]Cold[else]Dark[end]."}
      snuff: {text: Snuff., sticky: yes, clear: [lit, cold], passage: "[if uneasy]Uneasy[else]Cosy[end]."}
      meet: {text: Meet., meet: [anne, ben]}
      find: {text: Find., find: bill, passage: "[if found(bill)]You have it[end]."}
      find_both: {text: Find., find: [bill, key]}
      leave: {text: Leave., set: lit, passage: "[if visited(street)]Arrived[else]Not yet[end].", goto: street}
  street:
    clear: lit
    change: {trust: +1}
    passage: "[if lit]Light[else]Dark[end]."
    choices: {back: {text: Back., goto: hall}, stop: {text: Stop., goto: over}}
  over: {ending: end}
"""

CHOICES = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
facts: {dark: It is dark., wet: It is wet.}
scenes:
  hall:
    title: The hall
    passage: You stand in the hall.
    choices:
      look: {text: Look., passage: You see nothing.}
      call: {text: Call., sticky: yes, passage: Nobody answers.}
      hide: {text: Hide., when: dark, passage: You hide.}
      dig: {text: Dig., when: wet, locked: The ground is hard., passage: You dig.}
      rain: {text: Rain., set: wet}
      dusk: {text: Dusk., set: dark}
      dawn: {text: Dawn., sticky: yes, when: dark, clear: dark}
      leave: {text: Leave., goto: street}
  street: {passage: "The street.", ending: end}
"""

LEADS = """\
story: {id: s, title: S, start: office}
endings: {end: The end}
episodes: {one: One, two: Two}
evidence:
  bill: {name: A bill, finding: Two ate., document: Two soups}
leads:
  read: {episode: one, text: Read., passage: You read.}
  ask: {episode: one, text: Ask., when: found(bill), locked: You have no bill.}
  find: {episode: one, text: Find., find: bill, goto: cellar}
  later: {episode: two, text: Later.}
scenes:
  office:
    episode: one
    leads: one
    choices:
      leave: {text: Leave., when: leads_followed(one) >= 2, locked: Two of them first., goto: end}
  cellar:
    choices: {back: {text: Back., goto: office}}
  end: {episode: two, leads: two, choices: {stop: {text: Stop., goto: over}}}
  over: {ending: end}
"""

VISITS = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
scenes:
  hall:
    passage: "[first]One[then]Two[then]Three[end]."
    choices:
      again: {text: Again., sticky: yes, passage: "[first]Once[then]Twice[then]Thrice[end].", goto: hall}
      stay: {text: Stay., sticky: yes, passage: "[first]Once[then]Twice[then]Thrice[end]."}
      four: {text: Four., when: visits(hall) >= 4, goto: end}
      three: {text: Three., when: visits(hall) >= 3, goto: end}
  end: {ending: end}
"""

DRAWS = """
story: {id: s, title: S, start: hall}
draws:
  weather: {one of: {rain: It rains., fog: There is fog., sun: The sun is out.}}
  coin: {one of: {heads: Heads., tails: Tails.}}
moments: {noon: Noon}
people: {anne: {name: Anne}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon: {says: I stayed in., told as: {when: "drawn(weather, sun)", says: I went out.}}
scenes:
  hall:
    hear: anne_1
    meet: anne
    passage: "[if drawn(weather, rain)]Rain.[else if drawn(weather, fog)]Fog.[else]Sun.[end]"
    choices:
      toss: {text: Toss, sticky: yes, passage: "[if drawn(coin, heads)]Heads.[else]Tails.[end]"}
      boat: {text: Row, when: "not drawn(weather, fog)", goto: boat}
      wait: {text: Wait, goto: hall}
  boat: {passage: "{anne_1.noon}", ending: end}
endings: {end: End}
"""

NIGHT = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
evidence:
  log:
    name: A log
    finding: Two came in.
    document: Log
    times:
      - {at: 08:10, what: The cleaner comes.}
      - {at: 00:58, what: Two come in.}
  report:
    name: A report
    finding: He died.
    document: Report
    times: {at: 23:30, until: 01:15, what: He died.}
scenes:
  hall:
    choices:
      log: {text: Read the log., find: log}
      report: {text: Read the report., find: report}
      go: {text: Go., goto: out}
  out: {ending: end}
"""

AHEAD = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {ann: {name: Ann, wild: ["ANN: No."]}}
moments: {noon: Noon}
facts: {near: Near, seen: Seen}
evidence: {bill: {name: The bill, finding: It is paid., document: Paid.}}
accounts:
  ann_1:
    teller: ann
    title: First
    claims: {noon: {says: I slept., moment: noon, broken by: {bill: {passage: "ANN: Well."}}}}
  ann_2:
    teller: ann
    title: Second
    revises: ann_1
    opens when: broken(ann_1.noon)
    claims: {noon: {says: I ate., moment: noon}}
hints:
  near: {question: Near?, solved when: near, nudge: n1, place: n2, answer: n3}
  breaks: {question: Breaks?, solved when: broken(ann_1.noon), nudge: b1, place: b2, answer: b3}
  bill: {question: Bill?, solved when: found(bill), nudge: p1, place: p2, answer: p3}
  out: {question: Out?, solved when: visited(out), nudge: o1, place: o2, answer: o3}
scenes:
  hall:
    hear: ann_1
    confront: {teller: ann, over: hall}
    choices:
      take: {text: Take it, sticky: yes, set: near}
      look: {text: Look, set: seen}
      find: {text: Find it, when: seen, find: bill}
      listen: {text: Listen, when: broken(ann_1.noon), hear: ann_2}
      wait: {text: Wait, sticky: yes}
      leave: {text: Leave, when: near and seen and heard(ann_2), goto: out}
  out: {ending: end}
"""

CASE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
episodes: {one: One, two: Two}
people: {ann: {name: Ann}}
facts: {known: It is known., sure: It is certain., free: It was guessed.}
evidence:
  bill: {name: Bill, finding: A bill., document: A bill.}
  key: {name: Key, finding: A key., document: A key.}
  note: {name: Note, finding: A note., document: A note.}
moments: {then: Then}
accounts:
  ann_1:
    teller: ann
    title: First
    claims:
      noon: {says: At noon., moment: then, broken by: {bill: {passage: Well.}, note: {passage: Oh.}}}
scenes:
  hall:
    episode: one
    hear: ann_1
    confront: {teller: ann, when: found(bill), over: [hall]}
    choices:
      bill: {text: Bill, find: bill}
      note: {text: Note, find: note}
      guess: {text: Guess, set: free}
      on: {text: On, goto: yard}
  yard:
    episode: two
    confront: {teller: ann, over: [yard]}
    choices:
      by_bill: {text: By the bill, when: found(bill), set: known}
      by_both: {text: By both, when: found(note) and found(key), set: known}
      key: {text: Key, find: key}
      for_sure: {text: For sure, when: found(bill) and found(note), set: sure}
      out: {text: Out, when: found(key), goto: out}
  out: {ending: end}
conclusions:
  knows: {says: She knows., holds when: known, routes: 2}
  certain: {says: She is certain., holds when: sure, routes: 2}
  guessed: {says: She has guessed., holds when: free, routes: 5}
"""

DENIALS = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
evidence:
  bill: {name: The bill, finding: It is paid., document: Paid.}
  key: {name: The key, finding: It fits., document: A key.}
moments: {noon: Noon, dusk: Dusk, night: Night}
people:
  ann:
    name: Ann
    patience: 2
    wild:
      - |
        You put it down before her.
        [if found(key)]
        ANN: A key.
        [else if visits(hall) >= 2]
        ANN: You again.
        [end]
      - "ANN: Go away."
    gap:
      - |
        [if shown(ann, bill)]
        ANN: I have seen it.
        [else]
        ANN: I do not know.
        [end]
accounts:
  ann_1:
    teller: ann
    title: First
    claims:
      noon: {says: I was here., moment: noon, broken by: {bill: {passage: "ANN: Well."}}}
      dusk: {says: I went out., moment: dusk}
      night: {says: I cannot remember., moment: night, gap: yes}
scenes:
  hall:
    hear: ann_1
    find: bill
    confront: {teller: ann, over: yard}
    choices:
      look: {text: Look, find: key}
      leave: {text: Leave, sticky: yes, goto: yard}
  yard:
    choices:
      back: {text: Go back, sticky: yes, goto: hall}
      out: {text: Go out, goto: out}
  out: {ending: end}
"""

KITCHEN = """\
story: {id: s, title: S, start: kitchen}
endings: {peace: Peace, truth: The truth}
people: {ben: {name: Ben, wild: BEN: Hm.}}
numbers: {trust: {name: Trust, to: 5, start: 2}}
moments: {morning: Before breakfast}
evidence:
  note: {name: A note, finding: Ben was up., document: Dear Ben}
accounts:
  ben_1:
    teller: ben
    title: At breakfast
    claims:
      morning: {says: I slept until nine., broken by: {note: {asks: Until nine?, passage: "BEN: A small slice."}}}
scenes:
  kitchen:
    meet: ben
    passage: The tin is empty. Ben holds a newspaper.
    choices:
      ask: {text: Ask him about the cake, hear: ben_1, change: {trust: -1}, passage: "BEN: What cake?"}
      door: {text: See what is stuck to the door, find: note, passage: A sheet of paper.}
      forgive: {text: Leave him the crumbs, when: broken(ben_1.morning), goto: crumbs}
      leave: {text: Buy another, goto: shop}
    confront: {teller: ben, over: shop}
  crumbs: {passage: He eats them standing. He says nothing., ending: truth}
  shop: {passage: The new one is better., ending: peace}
""".replace("wild: BEN: Hm.", 'wild: "BEN: Hm."')

KITCHEN_PLAY = """\
# The truth
> ask  # Ask him about the cake
expect heard(ben_1) and trust == 1
> door  # See what is stuck to the door
  # he has not seen it yet
> ben_1.morning x note  # Until nine?
expect mark ben_1.morning contradicted  # at last
> forgive  # Leave him the crumbs
expect text He eats them standing.
expect ending truth
"""
