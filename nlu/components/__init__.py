"""Thin Rasa graph components around nlu.morphology; they run in Rasa's environment only."""
