/* What was typed and what is written, as words that can be compared: without accents, endings and small words. */
/* What a language says so often that it tells nothing (common), what stands for all of this site and tells one page from
   another hardly at all (house), and the endings that its words have. A language that is not here is searched word by
   word. */
const known = {
  en: {
    common: "a about am an and any are as at be been but by can could did do does for from get gets getting go got had has have he her hers him his how i if in into is it its just ll many me much my need no not of on or our out s she should so some t that the their them then there they this to too up us ve want was we were what when where which who why will with would you your",
    house: "child support agency california state father dad mother mom parent parents kid",
    ending: /(?:ments?|ings?|ions?|ies|ied|ed|er|ers|es|s|e|y)$/,
  },
  es: {
    common: "a al algo antes aqui asi aun bien como con cual cuales cuando cuanto cuanta de del desde donde e el ella ellos en es esa ese eso esta estan estar este esto estoy fue ha hace hacer hago han hasta hay he la las le les lo los mas me mi mis mucho muy necesito ni no nos nuestro o os otra otro para pero por porque pueda puede pueden puedo pues que quien quiere quiero saber se sea ser si sin sobre son soy su sus tambien tan te tengo ti tiene todo tu un una uno unos va van voy y ya yo",
    house: "manutencion pension alimenticia menores hijo hijos agencia estado papa padre mama madre persona child support",
    ending: /(?:amientos?|imientos?|aciones|acion|iendo|ando|aron|ieron|aban|aba|arse|arme|arlo|arla|irse|irme|erlo|ase|ese|aste|iste|amos|emos|imos|ados?|adas?|idos?|idas?|ar|er|ir|io|an|en|as|es|os|a|e|i|o|s)$/,
  },
};
const language = document.documentElement.lang;
const spoken = known[language] || { common: "", house: "", ending: /$/ };
const common = new Set(spoken.common.split(" "));
const house = new Set(spoken.house.split(" "));
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const opened = (text) => (language !== "en" ? text : text
  .replace(/\bcannot\b/g, "can not")
  .replace(/\b(do|does|did|is|are|was|has|have|had|would|could|should|ca|wo)n['’]?t\b/g, "$1 not"));
const words = (text) => opened(fold(text)).match(/[\p{L}\p{N}\p{M}]+/gu) || [];

/* The part of a word that its forms share: pagar, paga, pagos; paying, pays. */
const stem = (word) => {
  if (word.length < 4 || /^\d/.test(word)) return word;
  const short = word.replace(spoken.ending, "");
  return short.length < 3 ? word : short.replace(/([^aeiouls])\1$/, "$1");
};

/* In Spanish much is written as it is heard: lisencia, kiero, ayi, avogado. */
const heard = (word) => (language === "es"
  ? word.replace(/ll/g, "y").replace(/qu/g, "k").replace(/c(?=[ei])/g, "s").replace(/c/g, "k").replace(/z/g, "s")
    .replace(/v/g, "b").replace(/g(?=[ei])/g, "j").replace(/h/g, "").replace(/x/g, "ks")
  : word.replace(/ph/g, "f").replace(/ck/g, "k").replace(/c(?=[eiy])/g, "s").replace(/[cq]/g, "k").replace(/x/g, "ks").replace(/(.)\1/g, "$1"));

/* Whether one slip makes one word of the other: a sign too many, too few, wrong, or two that changed places. */
function oneSlip(typed, right) {
  if (Math.abs(typed.length - right.length) > 1) return false;
  let at = 0;
  while (at < typed.length && typed[at] === right[at]) at += 1;
  const rest = (word, from) => word.slice(at + from);
  return rest(typed, 1) === rest(right, 1) || rest(typed, 1) === rest(right, 0) || rest(typed, 0) === rest(right, 1) ||
    (typed[at] === right[at + 1] && typed[at + 1] === right[at] && rest(typed, 2) === rest(right, 2));
}
