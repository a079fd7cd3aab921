"""From the answers so far to the next question, and why it is asked."""

__all__: list[str] = []
