/* Back or reload onto the answer to a post ends at a warning of the browser's. From here on this place in the history
   is a page that is asked for; unless what was typed stands nowhere but in that post. */
var form = document.getElementById("page") || document.getElementById("dates");
if (!document.querySelector("[data-unsaved]")) history.replaceState(null, "", form && form.dataset.address || location.href);

var summary = document.getElementById("error-summary");
if (summary) summary.focus();

/* A page that comes back out of the browser's memory is asked for again: it may be nobody's any more. */
addEventListener("pageshow", function (event) { if (event.persisted) { wipe(); location.reload(); } });
