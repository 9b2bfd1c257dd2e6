"""Which port the web server takes, and what is said about it."""

import socket

import pytest

from launcher import ports
from launcher.say import Problem


@pytest.fixture
def taken():
    with ports.listen("127.0.0.1", 0) as sock:
        yield sock.getsockname()[1]


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80.5", "８０８０x"])
def test_a_port_that_is_no_number_is_refused_with_an_example(text):
    with pytest.raises(Problem) as told:
        ports.parse(text)
    assert text in told.value.what
    assert "PORT=8080" in told.value.way_out


@pytest.mark.parametrize("text", ["", "  "])
def test_no_port_chosen_leaves_the_choice_to_us(text):
    assert ports.parse(text) is None


def test_a_chosen_port_is_taken_as_it_is():
    free = ports.free_port()
    sock, remark = ports.listen_for_web("127.0.0.1", str(free))
    with sock:
        assert sock.getsockname()[1] == free
        assert remark == ""


def test_a_chosen_port_that_is_taken_is_a_sentence_with_a_way_out(taken):
    with pytest.raises(Problem, match=str(taken)) as told:
        ports.listen_for_web("127.0.0.1", str(taken))
    assert f"PORT={taken + 1}" in told.value.way_out


def test_the_next_free_port_is_used_and_said_when_the_default_is_taken(taken, monkeypatch):
    monkeypatch.setattr(ports, "DEFAULT_PORT", taken)
    sock, remark = ports.listen_for_web("127.0.0.1", "")
    with sock:
        port = sock.getsockname()[1]
        assert taken < port < taken + ports.TRIES
        assert str(taken) in remark
        assert str(port) in remark


def test_no_free_port_at_all_is_a_sentence(taken, monkeypatch):
    monkeypatch.setattr(ports, "DEFAULT_PORT", taken)
    monkeypatch.setattr(ports, "TRIES", 1)
    with pytest.raises(Problem, match="全被占用"):
        ports.listen_for_web("127.0.0.1", "")


def test_the_socket_is_listening_already_so_nobody_can_take_its_port():
    sock, _ = ports.listen_for_web("127.0.0.1", str(ports.free_port()))
    with sock, socket.create_connection(sock.getsockname(), timeout=2) as visitor:
        assert visitor.getpeername() == sock.getsockname()


def test_a_usual_port_that_is_taken_gives_way_to_a_free_one(taken):
    given = ports.free_or(taken)
    assert given != taken
    assert ports.free_or(given) == given
