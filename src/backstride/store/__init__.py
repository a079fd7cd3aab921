"""Tables, migrations, repositories, originals, backup and erase."""

__all__: list[str] = []
