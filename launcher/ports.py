"""TCP ports on this machine: which are free, and which one the web server takes."""

from __future__ import annotations

import socket

from launcher.say import Problem

DEFAULT_PORT = 8000
TRIES = 50


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, to be handed on so that nobody takes the port in between; OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(128)
    except BaseException:
        sock.close()
        raise
    return sock


def free_port(host: str = "127.0.0.1") -> int:
    with listen(host, 0) as sock:
        return int(sock.getsockname()[1])


def free_or(usual: int, host: str = "127.0.0.1") -> int:
    """The usual port, or a free one where somebody else listens there."""
    try:
        with listen(host, usual):
            return usual
    except OSError:
        return free_port(host)


def parse(chosen: str) -> int | None:
    """The port from PORT=: None when not set; a Problem when it is no port number."""
    if not chosen.strip():
        return None
    if not chosen.strip().isdecimal() or not 1 <= int(chosen) <= 65535:
        raise Problem(f"PORT={chosen} 不是端口号 (not a port number)。", "用 1 到 65535 的数，如 make run PORT=8080")
    return int(chosen)


def listen_for_web(host: str, chosen: str) -> tuple[socket.socket, str]:
    """The web server's socket, and a sentence when it is not the default port because that was taken."""
    wanted = parse(chosen)
    if wanted is not None:
        return _listen_on_chosen(host, wanted), ""
    for port in range(DEFAULT_PORT, DEFAULT_PORT + TRIES):
        try:
            sock = listen(host, port)
        except OSError:
            continue
        return sock, "" if port == DEFAULT_PORT else f"端口 {DEFAULT_PORT} 已被占用，改用 {port} (port taken)。"
    raise Problem(
        f"端口 {DEFAULT_PORT} 到 {DEFAULT_PORT + TRIES - 1} 全被占用，或本机没有地址 {host}。",
        "用 PORT= 指定一个空闲端口，如 make run PORT=9000",
    )


def _listen_on_chosen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except PermissionError as error:
        raise Problem(f"没有权限使用端口 {port} (permission denied)。", "用 1024 以上的端口，如 PORT=8080") from error
    except OSError as error:
        raise Problem(
            f"端口 {port} 已被占用，或本机没有地址 {host} (port taken)。",
            f"换一个，如 make run PORT={port + 1}；或不写 PORT，由程序自己找",
        ) from error
