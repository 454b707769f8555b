/* On paper a field shows all that stands in it, not only what fits: a copy of the words takes its place. */
var printed = [];
addEventListener("beforeprint", function () {
  if (form) form.querySelectorAll("textarea, input[type=text], input[type=email], input[type=tel]").forEach(function (field) {
    if (!field.value || field.tagName === "INPUT" && field.value.length < 30) return;
    var copy = document.createElement("p");
    copy.className = "printed";
    copy.textContent = field.value;
    field.after(copy);
    field.classList.add("copied");
    printed.push(copy);
  });
});
addEventListener("afterprint", function () {
  printed.forEach(function (copy) { copy.previousElementSibling.classList.remove("copied"); copy.remove(); });
  printed = [];
});
