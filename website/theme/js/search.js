/* Looks through this language's own index; runs only on the search page. Accents don't matter.
   What was asked stays with the tab, for going back; it is in no address and in no list of visited pages. */
"use strict";
(() => {
  /* What a language says so often that it tells nothing, and the endings that its words have; one that is not here is
     searched word by word. */
  const known = {
    en: {
      common: "a about an and are at can do does for get how i if in is it me my not of on or the to want what when where with",
      ending: /(ing|ies|ed|es|s|e|y)$/,
    },
    es: {
      common: "a al como con cual de del donde el en es esta hacer hago la las lo los me mi mis no o para por puedo que quiero se si su sus un una y",
      ending: /(es|s)$/,
    },
  };
  const spoken = known[document.documentElement.lang] || { common: "", ending: /$/ };
  const common = new Set(spoken.common.split(" "));
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const words = (text) => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) || [];
  const stem = (word) => (word.length > 4 ? word.replace(spoken.ending, "") : word);
  let terms = [];
  const telling = (asked) => {
    const all = words(asked);
    const some = all.filter((word) => !common.has(word));
    return (some.length ? some : all).map(stem);
  };
  const hits = (text, term) => words(text).filter((word) => word.startsWith(term)).length;
  const worth = (entry, term) =>
    (entry.heading ? 0 : 20 * Math.min(hits(entry.page, term), 1) + 24 * Math.min(hits(entry.words || "", term), 1)) +
    (entry.heading ? 8 * Math.min(hits(entry.heading, term), 1) + 2 * Math.min(hits(entry.page, term), 1) : 0) +
    Math.min(hits(entry.text, term), 4);

  function rank(entries) {
    const ranked = entries.map((entry) => {
      const worths = terms.map((term) => worth(entry, term));
      return { entry, found: worths.filter(Boolean).length, score: worths.reduce((sum, one) => sum + one, 0) };
    }).filter((one) => one.found);
    const all = ranked.filter((one) => one.found === terms.length);
    const best = (all.length ? all : ranked).sort((one, two) => two.found - one.found || two.score - one.score);
    return { best: best.filter(notTooOften()).slice(0, 12), every: all.length > 0 };
  }

  function notTooOften() {
    const seen = {};
    return ({ entry }) => (seen[entry.page] = (seen[entry.page] || 0) + 1) <= 3;
  }

  function excerpt(text) {
    const pieces = text.split(/(\s+)/);
    const marked = (piece) => words(piece).some((word) => terms.some((term) => word.startsWith(term)));
    const start = Math.max(0, pieces.findIndex(marked) - 16);
    const shown = document.createElement("p");
    if (start) shown.append("… ");
    for (const piece of pieces.slice(start, start + 56)) {
      if (!marked(piece)) { shown.append(piece); continue; }
      const mark = document.createElement("mark");
      mark.textContent = piece;
      shown.append(mark);
    }
    if (pieces.length > start + 56) shown.append(" …");
    return shown;
  }

  function show(entries) {
    const { best, every } = rank(entries);
    const said = document.getElementById("found");
    const count = best.length === 1 ? said.dataset.one : said.dataset.many.replace("#", best.length);
    said.textContent = !best.length ? said.dataset.none : every ? count : said.dataset.any;
    const list = document.getElementById("results");
    list.replaceChildren();
    for (const { entry } of best) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = entry.url;
      link.textContent = entry.heading ? `${entry.page}: ${entry.heading}` : entry.page;
      item.append(link, excerpt(entry.text));
      list.append(item);
    }
  }

  let index = null;
  function look(asked) {
    history.replaceState({ asked }, "", location.pathname);
    field.value = asked;
    terms = telling(asked);
    if (!terms.length) return;
    index = index || fetch(document.getElementById("results").dataset.index).then((answer) => answer.json());
    index.then(show);
  }

  /* What the form of another page put aside; only once, so that the next person at this browser does not find it. */
  function brought() {
    try {
      const asked = sessionStorage.getItem("asked");
      sessionStorage.removeItem("asked");
      return asked;
    } catch (refused) { return null; }
  }

  const field = document.getElementById("find");
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    look(field.value);
  });
  look(brought() || new URLSearchParams(location.search).get("q") || (history.state && history.state.asked) || "");
})();
