"""Saves: from a session to a file and back. A save is whole or it is not there."""

from game.saves.shelf import Restored, SavedGame, Shelf

__all__ = ["Restored", "SavedGame", "Shelf"]
