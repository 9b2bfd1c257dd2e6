"""What is sealed opens under the keys of the day and under no other."""

import pytest

from core.sealing import reseal, seal, unseal
from core.values.verdict import Refused

OLD, NEW = "old-" + "o" * 40, "new-" + "n" * 40


def test_sealed_text_opens_again_and_shows_nothing(settings) -> None:
    settings.SEALING_KEYS = [OLD]
    first, second = seal("140502"), seal("140502")
    assert unseal(first) == unseal(second) == "140502"
    assert first != second and "140502" not in first


def test_a_new_key_opens_what_the_old_one_sealed_until_the_old_one_is_gone(settings) -> None:
    settings.SEALING_KEYS = [OLD]
    sealed = seal("140502")
    settings.SEALING_KEYS = [NEW, OLD]
    under_new = reseal(sealed)
    settings.SEALING_KEYS = [NEW]
    assert unseal(under_new) == "140502"
    with pytest.raises(Refused, match="SEALING_KEYS"):
        unseal(sealed)
    with pytest.raises(Refused):
        reseal(sealed)


def test_a_changed_text_does_not_open(settings) -> None:
    settings.SEALING_KEYS = [OLD]
    sealed = seal("140502")
    middle = len(sealed) // 2
    other = "A" if sealed[middle] != "A" else "B"
    with pytest.raises(Refused):
        unseal(sealed[:middle] + other + sealed[middle + 1 :])
