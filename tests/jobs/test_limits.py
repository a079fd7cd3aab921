"""A worker that takes more than its share is ended, and the app goes on."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limits")


def run(code: str) -> subprocess.CompletedProcess[str]:
    head = "from backstride.jobs.limits import limit_memory, limited_cpu\n"
    return subprocess.run([sys.executable, "-c", head + code], capture_output=True, text=True, check=False, timeout=60)


def test_memory_beyond_the_limit_is_refused():
    said = run("limit_memory(2**30)\ntry:\n    bytearray(2**31)\nexcept MemoryError:\n    print('refused')")

    assert said.stdout == "refused\n"


def test_a_process_that_computes_for_ever_is_ended_by_the_system():
    said = run("with limited_cpu(1):\n    while True: pass")

    assert said.returncode < 0


def test_the_next_job_gets_the_same_time_again():
    said = run(
        "import resource\nbefore = resource.getrlimit(resource.RLIMIT_CPU)\n"
        "with limited_cpu(3600):\n    held = resource.getrlimit(resource.RLIMIT_CPU)[0]\n"
        "print(3600 <= held <= 3660, resource.getrlimit(resource.RLIMIT_CPU) == before)"
    )

    assert said.stdout == "True True\n"
