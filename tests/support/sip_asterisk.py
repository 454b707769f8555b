"""An Asterisk of this machine's, set up for the drill alone: its own folders, on loopback, with what the handbook says.

The number that is called is the port of the line that answers it, so that each walk has its own hour.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60
_MODULES = """
res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb res_pjproject res_pjsip res_pjsip_session
res_pjsip_sdp_rtp res_pjsip_endpoint_identifier_ip res_pjsip_caller_id chan_pjsip res_rtp_asterisk codec_ulaw format_wav
bridge_simple bridge_builtin_features res_pjsip_pubsub app_dial res_speech res_agi pbx_config
"""
_TRANSPORT = """[transport]
type=transport
protocol=udp
bind=127.0.0.1:{port}
"""
_ENDPOINT = """
[{name}]
type=endpoint
context=line
disallow=all
allow=ulaw
dtmf_mode=rfc4733
direct_media=no
{more}
"""
_CALLERS = """
[callers]
type=identify
endpoint=callers
match=127.0.0.1
"""
_AGENT = """
[{name}]
type=aor
contact=sip:{name}@127.0.0.1:{port}
"""
KEPT = "kept"  # the log that the handbook lets an operator keep


def _files(folder: Path, port: int, agents_from: int, agents: Sequence[str]) -> dict[str, str]:
    pjsip = _TRANSPORT.format(port=port) + _ENDPOINT.format(name="callers", more="") + _CALLERS
    for name in agents:
        pjsip += _ENDPOINT.format(name=name, more=f"aors={name}")
        pjsip += _AGENT.format(name=name, port=agents_from + int(name))
    places = "\n".join(
        f"{name} => {folder}" for name in ("astetcdir", "astdbdir", "astspooldir", "astrundir", "astlogdir")
    )
    return {
        "asterisk.conf": f"[directories]\n{places}\n[options]\nhideconnect=yes\n",
        "modules.conf": "[modules]\nautoload=no\n" + "".join(f"load={name}.so\n" for name in _MODULES.split()),
        "pjsip.conf": pjsip,
        "extensions.conf": "[line]\nexten => _X.,1,AGI(agi://127.0.0.1:${EXTEN}/)\n",
        "rtp.conf": "[general]\nrtpstart=25000\nrtpend=25999\n",
        "logger.conf": f"[general]\n[logfiles]\n{KEPT} => notice,warning,error\n",
    }


@contextmanager
def running(folder: Path, port: int, agents_from: int, agents: Sequence[str]) -> Iterator[Path]:
    """Its log. As wordy as it can be, so that what is kept out of that log is kept out by its setting alone."""
    home = folder / "asterisk"
    home.mkdir()
    for name, text in _files(home, port, agents_from, agents).items():
        (home / name).write_text(text, "utf-8")
    line = ["asterisk", "-C", str(home / "asterisk.conf")]
    with (home / "output").open("wb") as output:
        process = subprocess.Popen(
            [*line, "-f", "-vvvvv", "-ddd"], stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            _wait_until_up(line, process)
            yield home / KEPT
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_up(line: Sequence[str], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        asked = subprocess.run([*line, "-rx", "core waitfullybooted"], capture_output=True, timeout=START_SECONDS)
        if asked.returncode == 0 and b"fully booted" in asked.stdout:
            return
        time.sleep(0.3)
    raise RuntimeError("Asterisk has not started; try it by hand.")
