/* Both numbers of a receipt can be copied at once, where the browser lets a page write to the clipboard. */
document.querySelectorAll("[data-copy]").forEach(function (ticket) {
  if (!navigator.clipboard) return;
  var button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.setAttribute("aria-live", "polite");
  button.textContent = ticket.dataset.copy;
  button.addEventListener("click", function () {
    var numbers = Array.from(ticket.querySelectorAll("output"), function (number) { return number.textContent; });
    navigator.clipboard.writeText(numbers.join("\n")).then(function () { button.textContent = ticket.dataset.copied; });
  });
  ticket.append(button);
});
