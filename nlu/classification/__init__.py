"""Which topic a message is about, and whether it has two: the heavy half of nlu/components, free of Rasa.

`features`, `translations` and `needs` are plain Python; `vectors`, `network` and `model` need scipy, scikit-learn
and spaCy, which only Rasa's environment has.
"""
