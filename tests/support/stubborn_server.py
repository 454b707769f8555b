"""A mail server that answers each step as a test says: with a line, with silence, or by closing the line."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType

SILENCE, HANG_UP = "silence", "hang up"
USUAL = {
    "greeting": "220 post.test",
    "EHLO": "250 post.test",
    "HELO": "250 post.test",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 Go on",
    "end": "250 Taken",
    "QUIT": "221 Bye",
}


class StubbornServer:
    """`said` are the commands that it heard, `mails` what it was handed to the last dot."""

    def __init__(self, **answers: str) -> None:
        self._answers = {**USUAL, **answers}
        self.said: list[str] = []
        self.mails: list[bytes] = []
        self.handed_over = threading.Event()
        self._closed = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> StubbornServer:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _wrong: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._closed.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._closed.is_set():
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as talk, suppress(OSError):
                self._talk(talk)

    def _talk(self, talk: object) -> None:
        step = "greeting"
        while self._answer(talk, step):
            if step == "DATA" and self._answers["DATA"].startswith("354"):
                self.mails.append(b"".join(iter(talk.readline, b".\r\n")))  # type: ignore[attr-defined]
                self.handed_over.set()
                step = "end"
                continue
            heard = talk.readline().decode().strip()  # type: ignore[attr-defined]
            if not heard:
                return
            self.said.append(heard)
            step = heard.split()[0].upper()

    def _answer(self, talk: object, step: str) -> bool:
        answer = self._answers[step]
        if answer == SILENCE:
            self._closed.wait(30)
        if answer in (SILENCE, HANG_UP):
            return False
        talk.write(answer.encode() + b"\r\n")  # type: ignore[attr-defined]
        talk.flush()  # type: ignore[attr-defined]
        return step != "QUIT"
