/* Which pages answer what was typed, best first. A page counts as a whole; a part of it is what the result leads to. */
const WORTH = { title: 9, words: 9, about: 3, heading: 3, text: 1 };
const HOUSE = 0.25;  // what a word is worth that stands for all of this site
const ROW = 14;  // what one more word is worth that stands in a row
const AS = { itself: 1, same: 0.75, longer: 0.45, slip: 0.7 };

/* The index as it is looked through: pages with the words of each field, and how many pages have a word. */
function prepared({ entries, same }) {
  const pages = new Map();
  for (const entry of entries) {
    const address = entry.url.split("#")[0];
    if (!pages.has(address)) pages.set(address, { entries: [], fields: {}, phrases: [], rows: [] });
    read(pages.get(address), entry);
  }
  const having = new Map();
  for (const page of pages.values()) {
    page.all = new Set(Object.values(page.fields).flatMap((field) => [...field.keys()]));
    for (const word of page.all) having.set(word, (having.get(word) || 0) + 1);
  }
  const forms = new Map();  // each stem with the whole words that it stands for, for slips
  for (const entry of entries) {
    for (const word of words(`${entry.page} ${entry.words || ""} ${entry.heading || ""} ${entry.text}`)) {
      const short = stem(word);
      if (!forms.has(short)) forms.set(short, new Set());
      forms.get(short).add(word);
    }
  }
  return { pages, having, forms, same: alike(same) };
}

function read(page, entry) {
  page.entries.push(entry);
  count(page, "text", entry.text);
  if (entry.heading) { count(page, "heading", entry.heading); return; }
  page.weight = entry.weight || 1;
  count(page, "title", entry.page);
  count(page, "about", entry.about || "");
  count(page, "words", entry.words || "");
  page.terse = 0.5 + 0.5 / Math.max(1, telling(entry.page).length);  // a title of one word says it most
  const phrases = [entry.page, ...(entry.words || "").split(",")];
  page.phrases = phrases.map((phrase) => words(phrase).map((word) => [word, stem(word)]));
  page.rows = phrases.map((phrase) => row(phrase).map((word) => [word, stem(word)]));
}

function count(page, field, text) {
  const counts = page.fields[field] = page.fields[field] || new Map();
  for (const word of words(text)) {
    const short = stem(word);
    counts.set(short, (counts.get(short) || 0) + 1);
  }
}

/* Stem → the stems that mean the same to whoever searches. */
function alike(groups) {
  const found = new Map();
  for (const group of groups) {
    const stems = words(group).map(stem);
    for (const one of stems) found.set(one, [...new Set([...(found.get(one) || []), ...stems])]);
  }
  return found;
}

/* What a typed word can stand for in this index: stem → how sure that is. */
function meanings(index, word) {
  const short = stem(word);
  const found = new Map();
  const add = (one, sure) => { if (index.having.has(one) && !found.has(one)) found.set(one, sure); };
  add(short, AS.itself);
  for (const other of index.same.get(short) || []) add(other, AS.same);
  if (short.length > 2) for (const one of index.having.keys()) if (one.startsWith(short)) add(one, AS.longer);
  if (!found.size && word.length > 3) {
    for (const [one, whole] of index.forms) {
      for (const written of whole) {
        if (written.length > 3 && (oneSlip(word, written) || heard(word) === heard(written))) {
          add(one, AS.slip);
          for (const other of index.same.get(one) || []) add(other, AS.slip * AS.same);
        }
      }
    }
  }
  return found;
}

function worth(index, page, found) {
  let best = 0;
  for (const [one, sure] of found) {
    if (!page.all.has(one)) continue;
    const rare = Math.log(1 + index.pages.size / index.having.get(one));
    let sum = 0;
    for (const [field, each] of Object.entries(WORTH)) {
      const times = (page.fields[field] && page.fields[field].get(one)) || 0;
      const most = field === "text" ? 3 : 1;
      sum += each * Math.min(times, most) * (field === "title" ? page.terse : 1);
    }
    best = Math.max(best, sure * rare * sum);
  }
  return best;
}

/* The row of words that stands just so in the title or in a phrase that people type, and tells most: what each word
   tells, less where only its stem is the same. One word alone is no row. */
function run(phrases, typed, complete) {
  let most = 0;
  for (const phrase of phrases) {
    for (let from = 0; from < phrase.length; from += 1) {
      for (let start = 0; start < typed.length; start += 1) {
        let told = 0;
        let length = 0;
        while (from + length < phrase.length && start + length < typed.length) {
          const [word, short] = phrase[from + length];
          const asked = typed[start + length];
          if (!asked.found.has(short)) break;
          told += asked.tells * (word === asked.word ? 1 : 0.75);
          length += 1;
        }
        const whole = length === phrase.length && length === typed.length;
        if (length > 1 || whole) most = Math.max(most, told - 1 + (whole ? complete : 0));
      }
    }
  }
  return most;
}

/* The words of a row: no me paga is no paga, and that is another thing than paga. */
const NOT = ["no", "not", "sin", "without", "never", "nunca"];
const NOTS = new Map(NOT.map((word) => [stem(word), 1]));
const row = (text) => {
  const some = words(text).filter((word) => NOT.includes(word) || !common.has(word));
  return some.length ? some : words(text);
};
const tells = (word) => (NOT.includes(word) ? 0.9 : common.has(word) || house.has(word) ? 0.3 : 1);

/* The words that tell something; all of them, where none does. */
function telling(asked) {
  const all = words(asked);
  const some = all.filter((word) => !common.has(word));
  return some.length ? some : all;
}

/* A typed word in a row: what it can stand for, and how much it tells. */
function meant(index, word) {
  const found = NOT.includes(word) ? NOTS : common.has(word) ? new Map([[stem(word), 1]]) : meanings(index, word);
  return { word, found, tells: tells(word) };
}

function rank(index, asked) {
  const terms = [...new Set(telling(asked))].map((word) => Object.assign(meanings(index, word), { house: house.has(word) }));
  const typed = words(asked).map((word) => meant(index, word));
  if (typed.every((one) => one.tells < 1)) for (const one of typed) one.tells = 0.7;  // how do I get child support
  const bare = row(asked).map((word) => meant(index, word));
  const ranked = [];
  for (const page of index.pages.values()) {
    const worths = terms.map((found) => (found.house ? HOUSE : 1) * worth(index, page, found));
    const found = worths.filter(Boolean).length;
    if (!found) continue;
    const sum = worths.reduce((total, one) => total + one, 0) * (found / terms.length);
    ranked.push({ page, found, score: page.weight * (sum + ROW * Math.max(run(page.phrases, typed, 2), 0.6 * run(page.rows, bare, 0.5))) });
  }
  ranked.sort((one, two) => two.score - one.score);
  const near = ranked.filter((one) => one.score > ranked[0].score / 8);
  return { best: near, every: near.some((one) => one.found === terms.length), terms };
}

/* Of a page the parts that say most of it, best first: two at most, and the second only if it says as much. */
function parts({ page }, terms) {
  const hits = (text, found) => words(text).filter((word) => found.has(stem(word))).length;
  const said = page.entries.map((entry) => {
    const each = terms.map((found) =>
      (entry.heading ? 3 * Math.min(hits(entry.heading, found), 1) : 1) + Math.min(hits(entry.text, found), 3));
    return { entry, score: each.reduce((sum, one) => sum + one, 0) + (entry.heading ? 0 : 2) };
  }).sort((one, two) => two.score - one.score);
  return said.filter((one, place) => place === 0 || (place === 1 && one.score > 3 && one.score >= said[0].score - 1))
    .map((one) => one.entry);
}

/* What the search page asks with: words → the parts of pages to show, best first, and whether each word was found. */
window.searching = (content) => {
  const index = prepared(content);
  return (asked) => {
    const { best, every, terms } = rank(index, asked);
    const marked = (piece) => words(piece).some((word) => terms.some((found) => found.has(stem(word))));
    return { found: best.slice(0, 10).flatMap((one) => parts(one, terms)).slice(0, 12), every, marked };
  };
};
