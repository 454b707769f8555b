"""The telephone as a process: it listens for an Asterisk on this machine, a thread for each call."""

from __future__ import annotations

import signal
import socketserver
import threading
from types import FrameType

import structlog

from forms_app.errors import CannotStart, report
from forms_app.phone.answering import settings as phone_settings
from forms_app.phone.answering import sounds, starting
from forms_app.phone.answering.agi import Asterisk, Gone
from forms_app.phone.answering.conversation import Answering
from forms_app.phone.answering.our_line import OurLine
from forms_app.phone.behind import taking
from forms_app.processes import logs, ports

SILENT_SECONDS = 120  # Asterisk has been quiet for so long: a prompt, a wait and a ringing desk are each shorter


class AgiServer(socketserver.ThreadingTCPServer):
    """On loopback alone: whoever reaches this port is Asterisk."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, answering: Answering) -> None:
        self.answering = answering
        super().__init__((ports.HOST, port), Caller)


class Caller(socketserver.StreamRequestHandler):
    server: AgiServer
    timeout = SILENT_SECONDS

    def handle(self) -> None:
        """A call from its first line to its last. What goes wrong in it is noted without a word that was said."""
        try:
            self.server.answering.talk(Asterisk(self.rfile, self.wfile))
        except Gone:
            return
        except Exception as error:  # noqa: BLE001 - of any kind: the next call must still be answered
            logs.failure(error, "phone")


def main() -> int:
    logs.configure("phone")
    logs.take_over()
    try:
        phone = phone_settings.read()
        config, cabinet = starting.begin(knows_callers=True)
        line = OurLine(config, phone.extensions, cabinet)
        sounds.expect(line.line, phone.sounds)
        ports.expect_free("AGI_PORT", phone.agi_port)
        server = AgiServer(phone.agi_port, Answering(line.engine, phone.sounds, phone.extensions))
    except CannotStart as wrong:
        return report(wrong)
    signal.signal(signal.SIGTERM, _stop)
    if cabinet:
        taking.start(cabinet, line.notes, threading.Event())
    structlog.get_logger().info("listening")
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
