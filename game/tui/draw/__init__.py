"""Drawing: pure functions from views to galleys. No widget, no key, no session."""
