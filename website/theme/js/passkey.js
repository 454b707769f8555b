/* Passkeys, the one thing of the account that no page can do without a script: the page's question goes to the browser's
   authenticator, the answer goes with the form. Where a browser has none, no button is shown. */
"use strict";
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) => buffer
  ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") : null;
const PARTS = ["clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"];

function read(options) {
  const question = options.publicKey;
  question.challenge = bytes(question.challenge);
  if (question.user) question.user.id = bytes(question.user.id);
  for (const known of question.excludeCredentials || []) known.id = bytes(known.id);
  return options;
}

function written(credential) {
  const response = {};
  for (const part of PARTS) if (credential.response[part]) response[part] = text(credential.response[part]);
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
}

function ask(place, form, said) {
  const missing = form.querySelector("[required]:not([name=code]):invalid");
  if (missing) { missing.reportValidity(); return; }
  said.textContent = "";
  const options = read(JSON.parse(place.dataset.options));
  const answer = place.dataset.passkey === "make"
    ? navigator.credentials.create(options) : navigator.credentials.get(options);
  answer.then((credential) => {
    form.elements.passkey.value = written(credential);
    form.submit();
  }, (refused) => {
    said.textContent = refused.name === "InvalidStateError" ? place.dataset.known : place.dataset.failed;
  });
}

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential || !navigator.credentials) break;
  const button = place.querySelector("button");
  for (const hidden of [place, place.closest("[data-passkey-offer]")]) if (hidden) hidden.hidden = false;
  button.addEventListener("click", () => ask(place, button.form, place.querySelector("[role=status]")));
}
