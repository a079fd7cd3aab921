"""The suite itself cannot call out, nor can a program that it starts."""

import socket
import subprocess
import sys

import no_network
import pytest

# Reserved for documentation: nobody answers there.
ELSEWHERE = ("192.0.2.1", 80)


def test_a_connection_to_another_machine_is_an_error():
    with socket.socket() as line, pytest.raises(no_network.NetworkUsedError, match=r"192\.0\.2\.1"):
        line.connect(ELSEWHERE)


def test_a_datagram_to_another_machine_is_an_error():
    with socket.socket(type=socket.SOCK_DGRAM) as line, pytest.raises(no_network.NetworkUsedError):
        line.sendto(b"", ELSEWHERE)


def test_a_name_is_not_looked_up():
    with pytest.raises(no_network.NetworkUsedError):
        socket.getaddrinfo("example.org", 80)


def test_a_connection_within_this_machine_works():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as line:
        assert line.getpeername() == server.getsockname()


def test_a_program_that_a_test_starts_obeys_too():
    program = f"import socket; socket.create_connection({ELSEWHERE}, timeout=1)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "NetworkUsedError" in done.stderr
