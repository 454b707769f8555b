/* Takes what was typed to the search page without putting it into an address: a browser keeps addresses. */
"use strict";
for (const form of document.querySelectorAll(".head .find")) {
  form.addEventListener("submit", (event) => {
    try { sessionStorage.setItem("asked", form.elements.q.value); } catch (refused) { return; }
    event.preventDefault();
    location.assign(form.action);
  });
}
