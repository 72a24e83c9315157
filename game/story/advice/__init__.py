"""What an author most likely meant, and how to mend it: asked only once something is known to be wrong."""
