"""How long this process waits for PostgreSQL (`cms.postgresql.base`)."""

GLANCE = 3.0  # seconds for the question whether a connection still answers
WEB = 20.0  # for a statement of a process that serves people

_statement: float | None = None


def answer_soon() -> None:
    """This process serves people. Lasting commands wait: theirs may be a table's index, and they have nothing else to do."""
    global _statement
    _statement = WEB


def for_a_statement() -> float | None:
    return _statement
