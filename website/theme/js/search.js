/* The search page: asks this language's own index, and shows what it found. Loaded there only; the index, and the
   script that ranks, are loaded when the first word is asked.
   What was asked stays with the tab, for going back; it is in no address and in no list of visited pages. */
"use strict";
(() => {
  const field = document.getElementById("find");
  const said = document.getElementById("found");
  const list = document.getElementById("results");

  function excerpt(text, marked) {
    const pieces = text.split(/(\s+)/);
    const start = Math.max(0, pieces.findIndex(marked) - 16);
    const shown = document.createElement("p");
    if (start) shown.append("… ");
    for (const piece of pieces.slice(start, start + 56)) {
      if (!marked(piece)) { shown.append(piece); continue; }
      const mark = document.createElement("mark");
      const [, before, word, after] = piece.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
      mark.textContent = word;
      shown.append(before, mark, after);
    }
    if (pieces.length > start + 56) shown.append(" …");
    return shown;
  }

  function item(address, title, text) {
    const result = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    result.append(link, text);
    return result;
  }

  function show(search, asked) {
    const { found, every, marked } = search(asked);
    const count = found.length === 1 ? said.dataset.one : said.dataset.many.replace("#", found.length);
    said.textContent = !found.length ? said.dataset.none : every ? count : said.dataset.any;
    document.getElementById("nothing").hidden = found.length > 0 && every;
    list.replaceChildren(...found.map((entry) =>
      item(entry.url, entry.heading ? `${entry.page}: ${entry.heading}` : entry.page, excerpt(entry.text || entry.about || "", marked))));
  }

  /* Five figures are a ZIP code: the county, and the agency where its name is known. */
  function county(zip, { told, counties }) {
    const name = Object.keys(counties).find((one) => counties[one].zips.includes(zip));
    const text = document.createElement("p");
    text.textContent = (name ? told.zip : told.no_zip).replace("#", zip).replace("%", name)
      .replace("@", name && (counties[name].agency || told.unnamed));
    list.prepend(item(list.dataset.agencies, name || zip, text));
    said.textContent = "";
    document.getElementById("nothing").hidden = false;
  }

  const asking = {};
  function fetched(address) {
    asking[address] = asking[address] || fetch(address).then((answer) => answer.json());
    return asking[address];
  }

  function ranking() {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: list.dataset.ranking, onload: done, onerror: failed });
      document.head.append(script);
    });
  }

  let ready = null;
  function look(asked) {
    history.replaceState({ asked }, "", location.pathname);
    field.value = asked;
    if (!asked.trim()) return;
    ready = ready || Promise.all([fetched(list.dataset.index), ranking()]).then(([index]) => window.searching(index));
    const [zip] = asked.match(/\b9\d{4}\b/) || [];
    const others = asked.replace(/\b9\d{4}(-\d{4})?\b/, " ");
    ready.then((search) => {
      if (!zip || others.trim()) show(search, others); else list.replaceChildren();
      if (zip) fetched(list.dataset.zips).then((counties) => county(zip, counties));
    });
  }

  /* What the form of another page put aside; only once, so that the next person at this browser does not find it. */
  function brought() {
    try {
      const asked = sessionStorage.getItem("asked");
      sessionStorage.removeItem("asked");
      return asked;
    } catch (refused) { return null; }
  }

  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    look(field.value);
  });
  look(brought() || new URLSearchParams(location.search).get("q") || (history.state && history.state.asked) || "");
})();
