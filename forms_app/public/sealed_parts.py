"""What was worked out for an estimate, locked with its draft's key: who reloads it or comes back to it need not wait.

The key is in the draft's row, wrapped by the visitor's cookie, so of what stands here nobody can read anything; once
the draft is changed, left or too old, neither can she.
"""

from __future__ import annotations

import hashlib
import json
import threading

from markupsafe import Markup

from forms_app.sealing.seal import lock, unlock
from forms_app.storage.drafts import Draft

MOST = 128  # estimates of one process; each takes about 10 KB
Parts = dict[str, Markup]


class SealedParts:
    """Of the latest estimates of this process; the oldest goes first."""

    def __init__(self) -> None:
        self._boxes: dict[bytes, bytes] = {}
        self._mutex = threading.Lock()

    def keep(self, draft: Draft, where: str, parts: Parts) -> None:
        """`where`: whatever else the parts depend on, such as language and day."""
        name = _name(draft, where)
        with self._mutex:
            self._boxes[name] = lock(draft.key, json.dumps(parts, ensure_ascii=False).encode(), name)
            if len(self._boxes) > MOST:
                del self._boxes[next(iter(self._boxes))]

    def read(self, draft: Draft, where: str) -> Parts | None:
        name = _name(draft, where)
        box = self._boxes.get(name)
        if box is None:
            return None
        return {part: Markup(text) for part, text in json.loads(unlock(draft.key, box, name)).items()}  # noqa: S704


def _name(draft: Draft, where: str) -> bytes:
    return hashlib.sha256(draft.key + draft.version.to_bytes(8, "big") + where.encode()).digest()
