"""The screens: each turns keys and clicks into moves, and views into galleys. None of them holds game truth."""
