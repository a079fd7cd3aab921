"""The product's own knowledge files, read once for all the tests about them."""

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.loader import load_yaml


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_yaml()
