"""Summaries of questionnaires that a resident saved: opened by a professional with the resident's code, for a month."""
