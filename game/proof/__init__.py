"""The proof: what can and cannot happen in a story, for every play of it and not for a sample.

A story is made into a graph of places with moves between them (`model`), read from the very transitions that are
played. The states in which a play can be at each place are held as decision diagrams (`diagrams`) and found by running
all moves on all states at once until nothing is new (`reach`). Every question about the story (`questions`) is then one
intersection of two diagrams.
"""
