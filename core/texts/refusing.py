"""What can be wrong with a file that people write."""


class TextFault(Exception):
    """A file does not load. Its text is one Chinese sentence naming file, line, part of the file and what is wrong."""

    def __init__(self, what: str, *, file: str = "", part: str = "", line: int = 0) -> None:
        self.what, self.file, self.part, self.line = what, file, part, line
        super().__init__(self.sentence())

    def sentence(self) -> str:
        places = [self.file, f"第{self.line}行" if self.line else "", self.part]
        return " ".join(place for place in places if place) + f"：{self.what}" if any(places) else self.what
