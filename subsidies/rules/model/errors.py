"""What can go wrong while a policy file is read."""

from core.texts.refusing import TextFault


class PolicyError(TextFault):
    """A policy file does not load. Its text is one Chinese sentence naming file, scheme, line and what is wrong."""

    def __init__(self, what: str, *, file: str = "", scheme: str = "", line: int = 0) -> None:
        self.scheme = scheme
        super().__init__(what, file=file, part=scheme, line=line)


class FormulaError(Exception):
    """A formula is not of the language, mixes units, or names something unknown; the text says what, in Chinese."""
