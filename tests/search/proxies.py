"""A small proxy between client and server that does on demand what a real network and a busy server do."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

CHUNK = 65_536


class Proxy:
    """Passes bytes on to the server of an address, unless `fault` says otherwise.

    "refuse": hangs up at once. "silent": takes the request and never answers. "cut": ends the answer in its middle.
    A number: answers with this HTTP status.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._server = (parts.hostname or "127.0.0.1", parts.port or 9200)
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        account = f"{parts.username}:{parts.password}@" if parts.username else ""
        self.url = urlunsplit((parts.scheme, f"{account}127.0.0.1:{port}", parts.path, "", ""))
        self.fault: str | int = ""
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._open.append(client)
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError):
            server = socket.create_connection(self._server)
            self._open.append(server)
            threading.Thread(target=self._answer, args=(server, client), daemon=True).start()
            while data := client.recv(CHUNK):
                if self.fault == "refuse":
                    client.shutdown(socket.SHUT_RDWR)
                    return
                if isinstance(self.fault, int):
                    client.sendall(_refusal(self.fault))
                    client.shutdown(socket.SHUT_RDWR)
                    return
                if self.fault != "silent":
                    server.sendall(data)

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(CHUNK):
                if self.fault == "cut":
                    client.sendall(data[: len(data) // 2])
                    time.sleep(0.05)
                    client.shutdown(socket.SHUT_RDWR)
                    return
                client.sendall(data)


def _refusal(status: int) -> bytes:
    body = b'{"error": {"type": "es_rejected_execution_exception"}, "status": %d}' % status
    head = (
        f"HTTP/1.1 {status} Fault\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


@contextmanager
def proxy_to(url: str) -> Iterator[Proxy]:
    """A proxy in front of the server of an address, until the block ends."""
    proxy = Proxy(url)
    try:
        yield proxy
    finally:
        proxy.close()
