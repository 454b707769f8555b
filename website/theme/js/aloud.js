/* Reads aloud what the voice of the practice call says, with a voice of this device: a button, and nothing by itself. */
(function () {
  var place = document.getElementById("voice"), speech = window.speechSynthesis;
  if (!place || !speech || !window.SpeechSynthesisUtterance) return;
  var button = document.createElement("button"), reading = 0;
  function name() { button.textContent = reading ? place.dataset.stop : place.dataset.aloud; }
  function say(line) {
    var said = new SpeechSynthesisUtterance(line.textContent), language = line.lang;
    said.lang = language;
    said.rate = 0.9;
    var own = speech.getVoices().filter(function (voice) {
      return voice.localService && voice.lang.slice(0, language.length) === language;
    });
    if (own.length) said.voice = own[0];
    said.onend = said.onerror = function () { reading = Math.max(0, reading - 1); name(); };
    reading += 1;
    speech.speak(said);
  }
  button.type = "button";
  button.className = "link";
  button.addEventListener("click", function () {
    var was = reading;
    speech.cancel();
    reading = 0;
    if (!was) place.querySelectorAll("p[lang]").forEach(say);
    name();
  });
  addEventListener("pagehide", function () { speech.cancel(); });
  name();
  place.append(button);
}());
