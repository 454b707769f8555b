/* Takes what was typed to the search page without putting it into an address: a browser keeps addresses. */
"use strict";
for (const form of document.querySelectorAll(".find[action]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try { sessionStorage.setItem("asked", form.elements.q.value); } catch (refused) { /* asked again there */ }
    location.assign(form.action);
  });
}
