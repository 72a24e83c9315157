"""The language server: what an editor asks while somebody writes a story.

Everything here reads the story as `check` does, through `game.story`, with the texts of open buffers in place of the
files. Only `server` knows the protocol; the rest works on lines, places and names, and can be tested without it.
"""
