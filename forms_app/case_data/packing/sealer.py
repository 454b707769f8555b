"""Seals to one key, and remembers what it sealed if it is given a memory: the same again is then the same bytes.

An envelope is new each time it is made. Without a memory a nightly export would look as if every address had changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from forms_app.case_data.contract import envelopes
from forms_app.case_data.packing.memory import Memory
from forms_app.sealing.seal import SealingKey


@dataclass(frozen=True)
class Sealer:
    """`key` closes envelopes; `memory` is where earlier ones are found again."""

    key: SealingKey
    memory: Memory | None = None

    def seal(self, plain: bytes, context: str) -> bytes:
        if self.memory is None:
            return self.key.seal(plain, context)
        return self.memory.recall(self.key.key_id, plain, context) or self._sealed_anew(self.memory, plain, context)

    def _sealed_anew(self, memory: Memory, plain: bytes, context: str) -> bytes:
        sealed = self.key.seal(plain, context)
        memory.keep(self.key.key_id, plain, context, sealed)
        return sealed

    def sealed_this(self, sealed: bytes) -> bool:
        """Whether an envelope that is there was made with this key; then it stays remembered."""
        if self.memory is not None:
            self.memory.note(sealed)
        return envelopes.key_id(sealed) == self.key.key_id
