"""How the threads of a server are shared out, beside those that may be at the database (database.admission)."""

from __future__ import annotations

# Posts that a process reads at once. One that comes slowly holds a thread for as long as its sender likes; the others
# of serving.THREADS are never waited for by whoever sends nothing. nginx in front hands on only what it has whole.
BODIES = 8
SHORT = 0.25  # seconds for which one more may wait for a place among them
