"""What can go wrong while a policy file is read."""


class PolicyError(Exception):
    """A policy file does not load. Its text is one Chinese sentence naming file, scheme, line and what is wrong."""

    def __init__(self, what: str, *, file: str = "", scheme: str = "", line: int = 0) -> None:
        self.what, self.file, self.scheme, self.line = what, file, scheme, line
        super().__init__(self.sentence())

    def sentence(self) -> str:
        places = [self.file, f"第{self.line}行" if self.line else "", self.scheme]
        return " ".join(place for place in places if place) + f"：{self.what}" if any(places) else self.what


class FormulaError(Exception):
    """A formula is not of the language, mixes units, or names something unknown; the text says what, in Chinese."""
