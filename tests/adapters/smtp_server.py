"""A server that takes mail by SMTP and keeps it; it may refuse a recipient."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import NamedTuple


class Taken(NamedTuple):
    sender: str
    recipients: list[str]
    data: bytes


class Server:
    def __init__(self, socket_: socket.socket) -> None:
        self._socket = socket_
        self.taken: list[Taken] = []
        self.connections = 0
        self.address = f"127.0.0.1:{socket_.getsockname()[1]}"
        self.refuses: set[str] = set()

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.connections += 1
                with connection, connection.makefile("rwb", buffering=0) as stream:
                    self._talk(stream)

    def _talk(self, stream) -> None:
        stream.write(b"220 here\r\n")
        sender, recipients = "", []
        while line := stream.readline():
            verb, argument = line[:4].upper(), line.decode().partition("<")[2].partition(">")[0]
            answer = b"250 Ok"
            if verb == b"MAIL":
                sender, recipients = argument, []
            elif verb == b"RCPT":
                if argument in self.refuses:
                    answer = b"550 no such user"
                else:
                    recipients.append(argument)
            elif verb == b"DATA":
                stream.write(b"354 go on\r\n")
                lines = iter(stream.readline, b".\r\n")
                data = b"".join(line[1:] if line[:1] == b"." else line for line in lines)
                self.taken.append(Taken(sender, recipients, data))
            elif verb == b"QUIT":
                answer = b"221 bye"
            stream.write(answer + b"\r\n")


@contextlib.contextmanager
def smtp_server() -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        yield server
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)
