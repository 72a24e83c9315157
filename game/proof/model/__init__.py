"""The model of a story: points, edges between them, and what is known at each, read from the transitions of play."""
