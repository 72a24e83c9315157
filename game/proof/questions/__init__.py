"""What is asked of a story: what somebody should be able to come to, what was promised, when accounts break."""
