/* What JavaScript adds to a form: the summary gets the focus, unsaved words are kept, idle pages warn and wipe,
   leaving in a hurry leaves nothing. Without it everything still works. */
(function () {
  "use strict";
  var MINUTE = 60000, IDLE = 30 * MINUTE, WARN = 25 * MINUTE, KEEP = 2 * MINUTE;
  var form = document.getElementById("page");
  var leaving = false, sent = false, typed = false, touched = Date.now(), kept = Date.now();

  /* Back or reload onto the answer to a post ends at a warning of the browser's. From here on this place in the history
     is a page that is asked for; unless what was typed stands nowhere but in that post. */
  if (!document.querySelector("[data-unsaved]")) history.replaceState(null, "", form && form.dataset.address || location.href);

  var summary = document.getElementById("error-summary");
  if (summary) summary.focus();

  /* Leaving in a hurry: the link, or Shift three times within two seconds. */
  var exit = document.querySelector(".exit");
  function leave(event) {
    if (event) event.preventDefault();
    leaving = true;
    wipe();
    location.replace(exit.href);
  }
  function wipe() {
    document.documentElement.hidden = true;
    document.querySelectorAll("input:not([type=hidden]), textarea, select").forEach(function (field) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = false; else field.value = "";
    });
  }
  if (exit) {
    exit.addEventListener("click", leave);
    var shifts = [];
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

  if (!form || form.method !== "post" || !form.elements.token) return;

  /* A second press of the same button does nothing. */
  form.addEventListener("submit", function (event) {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(function () { sent = false; }, 10000);
  });

  /* What was typed is kept unfinished: every two minutes, and when the page is left by a link or by Back. */
  function words() {
    var typedSoFar = new URLSearchParams(new FormData(form));
    typedSoFar.set("go", "save");
    return typedSoFar;
  }
  function keep() {
    kept = Date.now();
    typed = false;
    fetch(form.action, { method: "POST", body: words(), redirect: "manual" }).then(function (answer) {
      var version = answer.headers.get("Version");
      if (answer.status === 204 && version) form.elements.version.value = version;
    }).catch(function () { typed = true; });
  }
  function alive() { touched = Date.now(); }
  form.addEventListener("input", function () { typed = true; alive(); });
  addEventListener("pagehide", function () {
    if (typed && !sent && !leaving) navigator.sendBeacon(form.action, words());
  });

  /* Idle: a warning that a screen reader says, then the answers are gone from the screen as they are from the server. */
  var warning = document.getElementById("idle");
  if (!warning) return;
  var stay = warning.querySelector("button");
  stay.addEventListener("click", function () { alive(); warning.hidden = true; keep(); });
  setInterval(function () {
    var idle = Date.now() - Math.max(touched, kept);
    if (typed && Date.now() - kept > KEEP) keep();
    if (idle > IDLE) { leaving = true; wipe(); location.replace(warning.dataset.gone); }
    else if (idle > WARN && warning.hidden) { warning.hidden = false; stay.focus(); }
  }, 5000);
})();
