#!/usr/bin/env bash
# Trains what is learnt (the red flags' second net, the search's topics, Rasa's model) when its inputs changed. TRAIN=force: in any case.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib.sh
MODELS="${OPASTIN_MODELS:-$PWD/var/models}"
mkdir -p "$MODELS"
TOPICS=(nlu/data/symptom nlu/data/wellbeing nlu/data/service nlu/data/booking nlu/data/act)

# stale NAME INPUT...: whether the inputs differ from those of the model NAME
stale() {
    local name="$1"; shift
    wanted="$(digest "$@")"
    [ "${TRAIN:-}" = force ] || [ "$(cat "$MODELS/$name.inputs" 2>/dev/null)" != "$wanted" ]
}

if stale redflags nlu/redflags nlu/data/redflags "${TOPICS[@]}" nlu/morphology nlu/data/lexicon; then  # ordinary messages are what must not alarm
    say "Training the second net of the red flags"
    PYTHONPATH="$PWD" PYTHONWARNINGS=ignore "$VENVS/rasa/bin/python" -m nlu.redflags.train_net --out "$MODELS/redflags.npz"
    echo "$wanted" > "$MODELS/redflags.inputs"
fi

if stale search "${TOPICS[@]}" nlu/data/lexicon nlu/morphology nlu/classification/{features,translations}.py nlu/linear; then
    say "Training the model of topics for the catalogue's search (a minute)"
    PYTHONPATH="$PWD" PYTHONWARNINGS=ignore "$VENVS/rasa/bin/python" -m nlu.linear.train --out "$MODELS/search.npz"
    echo "$wanted" > "$MODELS/search.inputs"
fi

if stale opastin "${TOPICS[@]}" nlu/data/lexicon nlu/components nlu/classification nlu/entities nlu/morphology bot/domain bot/rules bot/task_policy.py \
    config.yml requirements/rasa.txt; then
    say "Training the dialogue model (about two minutes on two cores)"
    export RASA_TELEMETRY_ENABLED=false SQLALCHEMY_SILENCE_UBER_WARNING=1 TF_CPP_MIN_LOG_LEVEL=3 PYTHONPATH="$PWD" PYTHONWARNINGS=ignore
    "$VENVS/rasa/bin/python" -m rasa train --data "${TOPICS[@]}" bot/rules --domain bot/domain --config config.yml \
        --out "$MODELS" --fixed-model-name opastin --skip-validation > "$MODELS/training.log" 2>&1 &
    trainer=$!
    # Long work shows progress: the names of the components as they begin.
    tail --pid="$trainer" -n +1 -F "$MODELS/training.log" 2>/dev/null \
        | sed -un "s/.*Starting to train component '\(.*\)'.*/    \1/p" >&2 || true
    wait "$trainer" || { tail -n 40 "$MODELS/training.log" >&2; fail "training failed, see $MODELS/training.log"; }
    echo "$wanted" > "$MODELS/opastin.inputs"
fi
