/* Idle: a warning that a screen reader says, then nothing is on the screen any more. The time is the server's: what
   another tab saved counts, so before warning and before wiping it is asked. Where it keeps nothing, it is the page's. */
var WARN = 5 * 60000, idle = document.getElementById("idle"), more = idle && idle.querySelector("button");
var ends = Infinity, asking = false, heard = false, before = null;
function lasts(seconds) {
  if (leaving) return;
  ends = Date.now() + seconds * 1000;
  document.documentElement.hidden = false;
  if (seconds * 1000 > WARN) release();
}
/* Where the focus was, and back to it. */
function hold() { before = before || document.activeElement; }
function release() {
  idle.hidden = true;
  if (before) before.focus();
  before = null;
}
function warn() {
  if (!idle.hidden || heard) return;
  hold();
  idle.hidden = false;
  more.focus();
}
function judge() {
  asking = false;
  var left = ends - Date.now();
  if (left <= 0) { wipe(); location.replace(idle.dataset.gone); }
  else if (left <= WARN) warn();
}
function ask(how) {
  asking = true;
  fetch(idle.dataset.time, Object.assign({ redirect: "manual" }, how)).then(function (answer) {
    if (answer.status === 204) lasts(answer.headers.get("Left"));
    if (answer.type === "opaqueredirect") ends = 0;
  }).catch(function () {}).then(judge);
}
function look() {
  if (leaving) return;
  var left = ends - Date.now();
  if (left <= 0) { hold(); document.documentElement.hidden = true; }
  if (left > WARN || asking || left > 0 && !idle.hidden) return;
  if (idle.dataset.time) ask(); else judge();
}
if (idle) {
  lasts(idle.dataset.left);
  more.addEventListener("click", function () {
    heard = "fixed" in idle.dataset;
    if (heard) release();
    else if (!idle.dataset.time) lasts(idle.dataset.left);
    else ask({ method: "POST", body: new URLSearchParams([[idle.dataset.field || "token", idle.dataset.token]]) });
  });
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);
}
