/* A page of a draft: a second press of the same button does nothing, and what was typed is kept unfinished, every two
   minutes, and when the page is left by a link or by Back. */
var KEEP = 2 * 60000, sent = false, typed = false, kept = Date.now();
function words() {
  var typedSoFar = new URLSearchParams(new FormData(form));
  typedSoFar.set("go", "save");
  return typedSoFar;
}
function keep() {
  kept = Date.now();
  typed = false;
  fetch(form.action, { method: "POST", body: words(), redirect: "manual" }).then(function (answer) {
    if (answer.status !== 204) throw answer;
    form.elements.version.value = answer.headers.get("Version");
    lasts(answer.headers.get("Left"));
  }).catch(function () { typed = true; });
}
if (form && form.elements.token) form.addEventListener("submit", function (event) {
  if (sent) event.preventDefault();
  sent = true;
  setTimeout(function () { sent = false; }, 10000);
});
if (form && form.elements.version) {
  form.addEventListener("input", function () { typed = true; });
  addEventListener("pagehide", function () {
    if (typed && !sent && !leaving) navigator.sendBeacon(form.action, words());
  });
  setInterval(function () { if (typed && Date.now() - kept > KEEP) keep(); }, 5000);
}
