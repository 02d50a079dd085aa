"""Handing a conversation to a nurse: queue, claim, presence, wait estimate, call-backs."""
