"""The language: from YAML to a story, or to all diagnostics. No play and no screen."""
