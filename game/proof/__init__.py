"""The proof: what can and cannot happen in a story, for every play of it and not for a sample.

A story is made into a graph of points with edges between them (`model`), read from the very transitions that are
played. Of everything that somebody should be able to come to it is asked whether anybody can (`questions`). What a play
comes to needs no further proof (`trials`). Of what is left it is proved that no play comes there, in as rough a story
as will do (`search`), with sets of memories held as decision diagrams (`diagrams`). What else is found out, and why, is
said in the words of authors (`answers`). All of it is asked by `investigate`, one stage after the other; docs/proof.md
tells how it works.
"""
