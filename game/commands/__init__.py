"""The commands: what each is called with, and what it calls, which is imported only then."""
