"""What happens to a holder's news in random orders, with a stop in each: whether anything goes out after it."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from forms_app.bundles.wishes import Kind
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.telling import asking, news, sending
from forms_app.channels import News, NotNow
from forms_app.sealing import keys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.worker.loop import Patience, Postman
from support import news_ground
from support.news_ground import NewsGround

STEPS = ("news", "hand over", "look", "wait", "kinds")


@dataclass
class Slow:
    """A channel that takes its time, and now and then does not take a mail; when each that it took was taken."""

    random: random.Random
    ends: list[float] = field(default_factory=list)

    def send(self, _news: News) -> None:
        time.sleep(self.random.uniform(0, 0.004))
        if self.random.random() < 0.2:
            raise NotNow("later")
        self.ends.append(time.monotonic())


def run(folder: Path, orders: int, seed: int) -> tuple[int, int]:
    """(mails that were taken after a stop was answered, mails taken before)."""
    ground, draw = news_ground.make(folder, 1), random.Random(seed)  # noqa: S311
    late = sent = 0
    for _number in range(orders):
        parts, carrier = ground.parts(), Slow(draw)
        stopped_at = _one(ground, parts, carrier, draw)
        late += sum(end > stopped_at for end in carrier.ends)
        sent += sum(end <= stopped_at for end in carrier.ends)
        parts.close()
    return late, sent


def _one(ground: NewsGround, parts: Parts, carrier: Slow, draw: random.Random) -> float:
    [holder, *_], over = ground.people, threading.Event()
    ground.want(parts, holder)
    postman = _postman(ground, parts, carrier)
    thread = threading.Thread(target=_carry, args=(postman, over))
    thread.start()
    try:
        for step in draw.choices(STEPS, k=draw.randrange(2, 9)):
            _do(ground, parts, step, draw)
        asking.pause(parts, holder, {})
        stopped_at = time.monotonic()
        for step in draw.choices(STEPS[:4], k=4):
            _do(ground, parts, step, draw)
        time.sleep(0.01)
    finally:
        over.set()
        thread.join()
    return stopped_at


def _postman(ground: NewsGround, parts: Parts, carrier: Slow) -> Postman:
    patience = Patience(pause_seconds=0.001, waits=(timedelta(milliseconds=1),))
    return Postman(
        parts.telling.outbox, OpeningKeys(keys.private_pairs(ground.config, "mail")), "mail", carrier, patience
    )


def _carry(postman: Postman, over: threading.Event) -> None:
    while not over.is_set():
        postman.work_off(over)
        time.sleep(0.001)


def _do(ground: NewsGround, parts: Parts, step: str, draw: random.Random) -> None:
    person_id = ground.people[0].person_id
    if step == "news":
        with parts.cases.aside.write() as connection:
            if wishes := parts.telling.wishes.of(connection, person_id):
                news.tell(parts, connection, wishes, draw.choice(list(Kind)), str(draw.random()))
    elif step == "hand over":
        sending.work_off(parts)
    elif step == "look":
        sending.look_after(parts)
    elif step == "kinds":
        asking.choose(parts, ground.people[0], {"kinds": [kind.value for kind in Kind], "wording": "v1"})
    else:
        time.sleep(draw.uniform(0, 0.005))
