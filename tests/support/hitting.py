"""What is pressed on a page, and whether it can be: asked of any page, also where nobody fills in a form."""

from __future__ import annotations

PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary"
# Whoever taps in the middle of it, wherever it stands on the screen, hits it and nothing that lies over it: only the
# warning that her time runs out may, until she answers it.
COVERED = """pressed => {
  const [x, y] = [scrollX, scrollY];
  const found = [...document.querySelectorAll(pressed)].filter(e => {
    const box = e.getClientRects()[0];
    if (!box || !box.width || !e.checkVisibility() || e.disabled || e.closest('.unseen, .skip')) return false;
    e.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    const now = e.getClientRects()[0];
    const hit = document.elementFromPoint(now.x + now.width / 2, now.y + now.height / 2);
    const label = hit && hit.closest('label');
    return !hit || !(e.contains(hit) || hit.closest('#idle') || label && [...(e.labels || [])].includes(label));
  }).map(e => e.outerHTML.slice(0, 120));
  scrollTo(x, y);
  return found;
}"""
