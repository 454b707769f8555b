/* How many characters are left or too many, while they are typed: seen at once, heard when the typing pauses. Nothing is
   cut off; the server counts in the same way and has the last word. */
var heardCount = null, pause;
function count(field) {
  var most = +field.dataset.most, over = Array.from(field.value.normalize().trim()).length - most;
  var shown = field.parentNode.querySelector(".limit") || over > 0 && document.createElement("p");
  if (!shown) return;
  if (!shown.parentNode) { shown.className = "hint limit only"; field.after(shown); }
  if (over <= 0 && shown.classList.contains("only")) { shown.remove(); return; }
  shown.classList.toggle("over", over > 0);
  shown.textContent = (over > 0 ? form.dataset.over : form.dataset.left) + " " + Math.abs(over);
  clearTimeout(pause);
  pause = setTimeout(function () { heardCount.textContent = over > -most / 10 ? shown.textContent : ""; }, 1000);
}
if (form && form.dataset.over) {
  heardCount = document.createElement("p");
  heardCount.className = "unseen";
  heardCount.setAttribute("role", "status");
  form.append(heardCount);
  form.addEventListener("input", function (event) { if (event.target.dataset.most) count(event.target); });
  form.querySelectorAll("textarea[data-most]").forEach(function (field) { if (field.value) count(field); });
}
