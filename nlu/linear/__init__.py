"""Topics of what a resident writes, by a linear model: for the catalogue's search.

The dialogue's classifier (nlu/classification) needs Rasa's environment to run. This one is trained there, on the same
examples with the same features, and runs on numpy alone: a millisecond and some 30 MB in the web process.
"""

from nlu.linear.model import LinearTopics, Weights, load, save

__all__ = ["LinearTopics", "Weights", "load", "save"]
