/* What JavaScript adds to a form: the summary gets the focus, unsaved words are kept, a second press does nothing. */
(function () {
  "use strict";
  var summary = document.getElementById("error-summary");
  if (summary) summary.focus();
  var form = document.getElementById("page");
  if (!form || form.method !== "post") return;
  var sent = false, typed = false;
  form.addEventListener("input", function () { typed = true; });
  form.addEventListener("submit", function (event) {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(function () { sent = false; }, 10000);
  });
  /* Leaving by a link or by Back: what was typed is kept unfinished. Leaving in a hurry keeps nothing. */
  addEventListener("pagehide", function () {
    if (!typed || sent) return;
    var words = new URLSearchParams(new FormData(form));
    words.set("go", "save");
    navigator.sendBeacon(form.action, words);
  });
  document.querySelectorAll(".exit").forEach(function (exit) {
    exit.addEventListener("click", function () { typed = false; form.reset(); document.documentElement.hidden = true; });
  });
})();
