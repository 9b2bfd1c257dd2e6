"""The worked examples beside the policies, for the tests that reckon them."""

from subsidies.policies.examples import Example, examples


def worked_examples() -> list[Example]:
    """In the order of their numbers, so that those of all documents are one batch."""
    return sorted(examples(), key=lambda example: example.id)
