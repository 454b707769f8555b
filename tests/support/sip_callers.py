"""Callers and agents of real calls, played by SIPp: tones by RFC 4733, pauses as long as what is said, hang-ups."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

HOST = "127.0.0.1"
EVENTS = 96  # the payload type that SIPp gives to every tone, whatever was agreed
TONE_MS = 400  # one key, with the pause after it
_SDP = f"""Content-Type: application/sdp
Content-Length: [len]

v=0
o=caller 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0 {EVENTS}
a=rtpmap:0 PCMU/8000
a=rtpmap:{EVENTS} telephone-event/8000
a=fmtp:{EVENTS} 0-15
a=sendrecv
"""
_INVITE = f"""INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: <sip:caller@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
{_SDP}"""
_REQUEST = """{method} [next_url] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
[routes]
From: <sip:caller@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: {number} {method}
Max-Forwards: 70
Content-Length: 0
"""
_ANSWER = """SIP/2.0 {status}
[last_Via:]
[last_Record-Route:]
[last_From:]
[last_To:]{tag}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
"""
_EMPTY = "Content-Length: 0\n"
_TAG = ";tag=[pid]-[call_number]"
_AGENT_BYE = """BYE [next_url] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: <sip:agent@[local_ip]:[local_port]>;tag=[pid]-[call_number]
To: [$other]
Call-ID: [call_id]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0
"""
_INVITED = """<recv request="INVITE" rrs="true"><action>
<ereg regexp=".*" search_in="hdr" header="From:" assign_to="other"/>
</action></recv>"""


class Act(NamedTuple):
    """Keys after a pause in milliseconds; without a key the pause alone."""

    pause: int
    keys: str = ""


def caller(acts: Iterable[Act], *, hangs_up: bool) -> str:
    """Rings, does these acts, and hangs up, or stays until the other side does."""
    parts = [
        _send(_INVITE, retrans=True),
        *(f'<recv response="{code}" optional="true"/>' for code in (100, 180, 183)),
        '<recv response="200" rrs="true"/>',
        _send(_REQUEST.format(method="ACK", number=1)),
        *(part for act in acts for part in _act(act)),
    ]
    if hangs_up:
        parts += [_send(_REQUEST.format(method="BYE", number=2), retrans=True), '<recv response="200"/>']
    else:
        parts += ['<recv request="BYE" timeout="60000"/>', _send(_ANSWER.format(status="200 OK", tag="") + _EMPTY)]
    return _scenario(parts)


def agent(*, answers: bool) -> str:
    """Rings for a second; then speaks for two and hangs up, or is busy."""
    parts = [
        _INVITED,
        _send(_ANSWER.format(status="180 Ringing", tag=_TAG) + _EMPTY),
        '<pause milliseconds="1000"/>',
    ]
    if answers:
        parts += [
            _send(_ANSWER.format(status="200 OK", tag=_TAG) + _SDP, retrans=True),
            '<recv request="ACK"/>',
            '<pause milliseconds="2000"/>',
        ]
        parts += [_send(_AGENT_BYE, retrans=True), '<recv response="200"/>']
    else:
        parts += [
            '<Reference variables="other"/>',
            _send(_ANSWER.format(status="486 Busy Here", tag=_TAG) + _EMPTY, retrans=True),
        ]
        parts += ['<recv request="ACK"/>']
    return _scenario(parts)


def _act(act: Act) -> Iterator[str]:
    if act.pause:
        yield f'<pause milliseconds="{act.pause}"/>'
    if act.keys:
        yield f'<nop><action><exec play_dtmf="{act.keys}"/></action></nop>'
        yield f'<pause milliseconds="{TONE_MS * len(act.keys)}"/>'


def _send(message: str, *, retrans: bool = False) -> str:
    again = ' retrans="500"' if retrans else ""
    return f"<send{again}><![CDATA[\n{message}\n]]></send>"


def _scenario(parts: Iterable[str]) -> str:
    body = "\n".join(parts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="a call">\n{body}\n</scenario>\n'


def run(folder: Path, name: str, scenario: str, ports: tuple[int, int], *more: str) -> subprocess.Popen[bytes]:
    """SIPp with this scenario. `ports`: of its SIP and of its audio."""
    (folder / f"{name}.xml").write_text(scenario, "utf-8")
    sip, audio = map(str, ports)
    line = ["sipp", "-sf", f"{name}.xml", "-i", HOST, "-mi", HOST, "-p", sip, "-mp", audio, "-nostdin", *more]
    line += ["-trace_err", "-error_file", f"{name}.errors"]
    return subprocess.Popen(
        line, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
