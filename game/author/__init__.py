"""Tools for authors. Data goes to standard output, words about it to standard error."""
