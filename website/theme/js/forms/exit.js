/* Leaving in a hurry: by the link, or by Shift alone three times within two seconds. The page goes first and waits for
   nobody; then the server is told, and every other tab. What cannot reach the server says so with the next request. */
var exit = document.querySelector(".exit"), leaving = false;
var tabs = exit && window.BroadcastChannel && new BroadcastChannel("leaving");
function wipe() {
  leaving = true;
  document.documentElement.hidden = true;
  document.querySelectorAll("input:not([type=hidden]), textarea, select").forEach(function (field) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false; else field.value = "";
  });
}
function go() {
  wipe();
  location.replace(exit.dataset.away);
}
function leave(event) {
  if (event) event.preventDefault();
  go();
  document.cookie = (location.protocol === "https:" ? "__Host-left=1;secure" : "left=1") + ";path=/;samesite=lax";
  if (tabs) tabs.postMessage("");
  navigator.sendBeacon(exit.href);
}

/* Signed out in one tab: every other one goes where it is said. */
function elsewhere() {
  if (document.getElementById("idle")) location.replace(document.getElementById("idle").dataset.gone);
}
if (tabs && document.querySelector("[data-signed-out]")) tabs.postMessage("signed out");

/* Windows changes the keyboard's language by Alt and Shift, a text is marked by Shift and the mouse: neither leaves. */
var shifts = [], alone = false;
function another() { shifts = []; alone = false; }
if (exit && navigator.sendBeacon) {
  exit.addEventListener("click", leave);
  if (tabs) tabs.onmessage = function (said) { if (said.data) elsewhere(); else go(); };
  addEventListener("keydown", function (event) {
    if (event.repeat && event.key === "Shift") return;
    var bare = event.key === "Shift" && !alone && !event.altKey && !event.ctrlKey && !event.metaKey
      && !event.isComposing && !event.getModifierState("AltGraph");
    if (!bare) another();
    alone = bare;
  }, true);
  addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone || event.altKey || event.ctrlKey || event.metaKey) { another(); return; }
    alone = false;
    var now = Date.now();
    shifts = shifts.filter(function (then) { return now - then < 2000; }).concat(now);
    if (shifts.length === 3) leave();
  }, true);
  ["pointerdown", "wheel", "blur", "beforeinput"].forEach(function (other) { addEventListener(other, another, true); });
}
