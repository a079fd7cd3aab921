"""The public face of every package is written down: sorted, complete, importable."""

import importlib
from types import ModuleType

import pytest
from tests.arch.source import package_names

PUBLIC_THOUGH_PRIVATE_LOOKING = {"__version__"}


@pytest.mark.parametrize("name", package_names())
class TestPackage:
    def test_lists_its_names_in_order(self, name: str):
        listed = importlib.import_module(name).__all__
        assert list(listed) == sorted(set(listed))

    def test_lists_all_that_it_offers_and_nothing_else(self, name: str):
        package = importlib.import_module(name)
        listed = set(package.__all__)

        assert {item for item in listed if not hasattr(package, item)} == set()
        assert offered(package) - listed == set()


def offered(package: ModuleType) -> set[str]:
    return {
        name
        for name, value in vars(package).items()
        if (not name.startswith("_") or name in PUBLIC_THOUGH_PRIVATE_LOOKING) and not isinstance(value, ModuleType)
    }


def test_the_version_is_the_one_that_is_installed():
    from importlib.metadata import version

    import backstride

    assert backstride.__version__ == version("backstride")
