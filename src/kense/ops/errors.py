"""How a command ends when it cannot do what it was asked."""


class StopError(Exception):
    """The command ends here with a sentence that says what is wrong and what to do next.

    `code` is the exit code: 1 where the answer is no, 2 where the command was given wrongly.
    """

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
