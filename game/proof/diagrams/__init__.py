"""Decision diagrams, sets of memories as small graphs: our own (`bdd`), or a library in their place (`packages`)."""
