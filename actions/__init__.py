"""Opastin's Rasa custom actions and the assessment engine behind them."""
