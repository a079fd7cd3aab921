"""``python -m backstride`` does what the ``backstride`` command does."""

import sys

__all__: list[str] = []

if __name__ == "__main__":
    # Imported here so that importing this module never loads the commands.
    from backstride.cli import main

    sys.exit(main())
