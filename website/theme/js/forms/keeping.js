/* A page of a draft: what was typed is kept unfinished, every two minutes, when the page is left by a link or by Back,
   and before any button is let through. So a second press of the same button does nothing, and a connection that is
   gone costs nothing: the page stays and says so. */
var KEEP = 2 * 60000, PATIENCE = 20000, sent = false, typed = false, kept = Date.now();
var lost = document.getElementById("lost"), pressed = null, passing = false, saving = Promise.resolve();
function words() {
  var typedSoFar = new URLSearchParams(new FormData(form));
  typedSoFar.set("go", "save");
  return typedSoFar;
}
/* Asks the server; rejected when it cannot be reached, whatever it answers otherwise. */
function reach(address, how) {
  var patience = new AbortController();
  setTimeout(function () { patience.abort(); }, PATIENCE);
  return fetch(address, Object.assign({ redirect: "manual", cache: "no-store", signal: patience.signal }, how));
}
function save() {
  kept = Date.now();
  typed = false;
  return reach(form.action, { method: "POST", body: words() }).then(function (answer) {
    if (answer.status === 204) {
      form.elements.version.value = answer.headers.get("Version");
      lasts(answer.headers.get("Left"));
    } else typed = true;
    return answer.status;
  }, function (failed) { typed = true; throw failed; });
}
function keep() {
  saving = saving.catch(function () {}).then(save);
  return saving;
}
function stay(why) {
  sent = false;
  lost.querySelector("p").textContent = lost.dataset[why];
  lost.hidden = false;
}
/* On only with the server there; what it says of a post that it does not take stands on the page that then comes. */
function onward(step) {
  lost.hidden = true;
  (typed && form.elements.version ? keep() : reach("/healthz")).then(function (status) {
    if (status === 413) stay("long"); else step();
  }, function () { stay("gone"); });
}
function submitted(event) {
  if (passing) { passing = false; return; }
  if (sent || pressed && lost && window.fetch) event.preventDefault();
  if (sent) return;
  sent = true;
  setTimeout(function () { sent = false; }, PATIENCE);
  var button = pressed;
  if (event.defaultPrevented) onward(function () { passing = true; button.click(); });
}
function followed(event) {
  var link = event.target.closest("a[href]");
  if (!link || !typed || link === exit || event.ctrlKey || event.metaKey || event.shiftKey || link.target
    || link.protocol !== location.protocol || link.pathname === location.pathname && link.hash) return;
  event.preventDefault();
  onward(function () { location.assign(link.href); });
}
if (form && (lost || form.elements.token)) {
  addEventListener("click", function (event) { pressed = event.target.closest("button"); }, true);
  form.addEventListener("submit", submitted);
}
if (lost) lost.querySelector("button").addEventListener("click", function () { lost.hidden = true; });
if (form && form.elements.version) {
  form.addEventListener("input", function () { typed = true; });
  if (lost && window.fetch) document.addEventListener("click", followed);
  addEventListener("pagehide", function () {
    if (typed && !sent && !leaving) navigator.sendBeacon(form.action, words());
  });
  setInterval(function () { if (typed && Date.now() - kept > KEEP) keep().catch(function () {}); }, 5000);
}
