"""With and without scripts, on which widths: what each way is walked with."""

from __future__ import annotations

from itertools import product as every

from support.person import Setting

SHORT = (
    Setting("en", True, 1280, "light"),
    Setting("es", True, 320, "dark"),
    Setting("en", False, 320, "dark"),
    Setting("es", False, 1280, "light"),
)
WHOLE = tuple(
    Setting(language, scripts, width, scheme)
    for language, scripts, width, scheme in every(("en", "es"), (True, False), (1280, 320), ("light", "dark"))
)
