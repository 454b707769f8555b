/* Takes what was typed to the search page without putting it into an address: a browser keeps addresses. */
"use strict";
for (const form of document.querySelectorAll(".find[action]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try { sessionStorage.setItem("asked", form.elements.q.value); } catch (refused) { /* asked again there */ }
    location.assign(form.action);
  });
}

/* The menu closes by its own button. It closes too by Escape, and when something else is pressed or reached. */
const menu = document.querySelector(".menu");
if (menu) {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
  for (const kind of ["click", "focusin"]) {
    document.addEventListener(kind, (event) => { if (!menu.contains(event.target)) menu.open = false; });
  }
}
