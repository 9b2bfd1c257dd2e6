"""That the data of the cities do not load."""


class CityFaults(Exception):
    """The data do not load. `sentences`: each fault with its file and line, in Chinese."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))
