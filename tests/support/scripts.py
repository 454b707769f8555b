"""What people write in the scripts of the world, and how it is printed."""

from __future__ import annotations

from forms_app.forms.questions import Story
from support.answers import most
from support.public_forms import FORMS

PRINTED_AS_WRITTEN = [
    '<img src="file:///etc/passwd"/><link rel=attachment href="file:///etc/hostname">',
    "<b>unclosed & <para>",
    "{{7*7}} ${x} #{7*7} %s%n {0.__class__}",
    '#read("/etc/passwd") *strong* _emph_ = heading $x^2$ <label> @ref',
    "\\u{1F600} \\ // /* ``` // https://example.org",
    '"quoted" \\" \\n {"a":1}',
    "María de los Ángeles Núñez-García y Peña",
    "O’Brien Kaʻahumanu Null ¿Sí? — “no”…",
    "Nguyễn Văn Đặng Hữu",
    "Ελένη Жанна Їжак",
    "Հայկ Պետրոսյան",
    "สมชาย ใจดี",
    "王小明 游錫堃 陈怡君",
    "김민준 설믜",
    "あおい 山田太郎",
    "გიორგი ბერიძე",
    "አበበ ቢቂላ",
    "a" * 200,
    "á" * 100 + " " + "Ñ" * 99,
]
FROM_THE_RIGHT = ["محمد عبد الله", "שלום רב", "فاطمه زهرا نی\u200cنوا"]
# Built of joined pieces: what is read out stands beside them, where only some readers look.
JOINED = {
    "Khmer": "ក្រុង សុខា ស្រីមុំ",
    "Lao": "ສົມຊາຍ ວົງສະຫວັນ",
    "Myanmar": "အောင်ဆန်းစုကြည်",
    "": "प्रिया शर्मा",
    "Bengali": "রহিম উদ্দিন",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Gujarati": "પ્રિયંકા પટેલ",
    "Tamil": "முத்துக்குமார்",
    "Telugu": "శ్రీనివాస్",
    "Kannada": "ಮಂಜುನಾಥ್",
    "Malayalam": "ശ്രീകുമാർ",
    "Sinhala": "ශ්\u200dරී කුමාර",
}
WITH_A_NOTE = ["𠮷田", "ᏣᎳᎩ", "👩\u200d👧\u200d👦 Ana", "😀" * 200, "x\u20dd\u0489"]


def written_in(form: str, text: str) -> dict[str, object]:
    """The fullest answers to a form, with this text in every question answered in words."""
    plain = most(FORMS[form]).values
    words = {q.name: text for page in FORMS[form].pages for q in page.of() if q.macro == "line" or isinstance(q, Story)}
    return {**plain, **{name: words[name] for name in words.keys() & plain.keys()}}
