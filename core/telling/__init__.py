"""What the codes of the trail are called when they are shown: actions, kinds of records, states, details."""

from core.telling.actions import action, words_of_action
from core.telling.details import change_lines, detail_words, tell_details, tell_values
from core.telling.kinds import kind_of, kind_words, model_of, state_words

__all__ = [
    "action",
    "change_lines",
    "detail_words",
    "kind_of",
    "kind_words",
    "model_of",
    "state_words",
    "tell_details",
    "tell_values",
    "words_of_action",
]
