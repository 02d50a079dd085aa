"""Topic recognition of our pipeline and of stock Rasa's default one, trained and scored on the same messages.

    make bench-nlu                  trains on nlu/data, scores tests/nlu_held_out (never trained on)
    make bench-nlu DATA=nlu.yml     5-fold cross-validation on another bot's examples (Rasa's format; Finnish unless
                                    its blocks say `metadata: {language: sv}`)

Runs with Rasa's Python. Stock's DIET takes its 100 epochs: on all our examples over two hours on two cores; progress
is shown (`--no-stock` leaves it out; `--model` scores what is trained; `--every 4` trains both on a quarter; `--quick`
takes a few topics, for CI). Writes bench/results/nlu.json.

    right at once     answered, and with the right topic
    clarify           asked which was meant, because unsure (nlu_fallback)
    right or offered  right at once, or the right topic among the three offered
    wrong and sure    answered, with a wrong topic
    two for one       taken for two needs where there is one

`messages` reads and deals them, `runs` trains and scores in processes of their own, `figures` counts.
"""
