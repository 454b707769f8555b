/* Back or reload onto the answer to a post ends at a warning of the browser's. From here on this place in the history
   is a page that is asked for; unless what was typed stands nowhere but in that post. */
var form = document.getElementById("page");
if (!document.querySelector("[data-unsaved]")) history.replaceState(null, "", form && form.dataset.address || location.href);

var summary = document.getElementById("error-summary");
if (summary) summary.focus();

/* Leaving in a hurry: the link, or Shift three times within two seconds. */
var exit = document.querySelector(".exit"), leaving = false, shifts = [];
function wipe() {
  leaving = true;
  document.documentElement.hidden = true;
  document.querySelectorAll("input:not([type=hidden]), textarea, select").forEach(function (field) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false; else field.value = "";
  });
}
function leave(event) {
  if (event) event.preventDefault();
  wipe();
  location.replace(exit.href);
}
if (exit) {
  exit.addEventListener("click", leave);
  addEventListener("keydown", function (event) {
    if (event.key !== "Shift") { shifts = []; return; }
    if (event.repeat) return;
    var now = Date.now();
    shifts = shifts.filter(function (then) { return now - then < 2000; }).concat(now);
    if (shifts.length === 3) leave();
  });
}
/* A page that comes back out of the browser's memory is asked for again: it may be nobody's any more. */
addEventListener("pageshow", function (event) { if (event.persisted) { wipe(); location.reload(); } });
