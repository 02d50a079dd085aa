"""Conversations: the message log (one writer), turns, and the care taken after an emergency."""
