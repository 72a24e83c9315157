"""The proof: what can and cannot happen in a story, for every play of it and not for a sample.

A story is made into a graph of points with edges between them (`graph`, `model`), read from the very transitions that
are played. What a play comes to needs no further proof (`plays`). Of what is left it is proved that no play comes
there, in as rough a story as will do (`pursuit`), with sets of memories held as decision diagrams (`diagrams`). All of
it is asked by `investigate`, one stage after the other; docs/proof.md tells how it works.
"""
