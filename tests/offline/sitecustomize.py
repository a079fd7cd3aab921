"""Loaded by every Python that a test starts (the folder is on PYTHONPATH): no network there either."""

import no_network

no_network.block()
