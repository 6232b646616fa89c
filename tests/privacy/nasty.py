"""What somebody may type who means harm, or copies from somewhere strange; and what may be left of it.

The same table is driven through everything that people type, and out through everything that shows it.
"""

from __future__ import annotations

MARKUP = {
    "tags": "<b>bold</b> <script>alert(1)</script>",
    "a tag left open": "</blockquote><a href='tg://user?id=1'>x",
    "entities": "&lt;b&gt; &amp; &#x202e; &nbsp;",
    "quotes": "\"double\" 'single' `back`",
    "markdown": "*stars* _lines_ [a](http://x.example) ~~~",
    "typst code": '#read("/etc/passwd") #import "x" #{1+1}',
    "typst signs": "[box] \\ $x^2$ @ref <label> //no /*no*/ = h",
    "placeholders": "{title} {0} %s %(name)s ${HOME} {{x}}",
    "sql": "'; DROP TABLE answer; --",
    "a path": "../../etc/passwd\\..\\x",
    "json": '{"at": "asking", "x": [1]}',
    "a command": "x /start 2345-6789-ABCD-EFGH",
    "an end of xml": "]]> <![CDATA[ <?xml?> &bogus;",
}
"""Signs that some format reads as its own; all of them are words, and stay as they are."""

FORMULAS = {
    "equals": "=1+1",
    "a link": '=HYPERLINK("http://x.example","y")',
    "plus": "+40 officers",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "old": "=cmd|' /C calc'!A0",
    "wide": "＝1+1",
    "behind a mark": "\u200f=1+1",
}
"""What a spreadsheet may carry out."""

HIDDEN = {
    "a tab before a formula": ("\t=1+1", "=1+1"),
    "a line end before a formula": ("\r=1+1", "=1+1"),
    "nul": ("a\x00b", "ab"),
    "control characters": ("\x1b]0;x\x07\x1b[31mred\x9b2J", "]0;x[31mred2J"),
    "half a pair": ("\ud83dx\ude00", "x"),
    "overrides": ("\u202egpj.exe\u202c", "gpj.exe"),
    "isolates": ("\u2066a\u2069\u2067b\u2069\u2068c\u2069", "abc"),
    "blanks without width": ("p\u200ba\u2060s\ufeffs", "pass"),
    "soft hyphens": ("pass\u00adword", "password"),
    "tags": ("hi\U000e0001\U000e0068\U000e0069\U000e007f", "hi"),
    "invisible operators": ("a\u2061\u2062\u2063\u2064b\u206ac", "abc"),
    "a flood of marks": ("a" + "\u0316" * 500 + "b", "a" + "\u0316" * 6 + "b"),
    "a flood of joiners": ("a" + "\u200d\u200c" * 300 + "b", "a" + "\u200d\u200c" * 3 + "b"),
    "what is no letter": ("a\uffff\ufdd0\U0010ffffb\ufff9\ufffa\ufffb\ufffcc", "abc"),
    "a forged line": ("x\u2028[error] forged\x85and\x0bmore\x0cso", "x\n[error] forged\nand\nmore\nso"),
}
"""What nobody sees or nobody can write, and what is left of it."""

NOTHING = [
    "\x00",
    "\u200b\u2060",
    "\ud800",
    "\u202e\u202c",
    "\u3164\u2800",
    "\U000e0041\U000e0042",
    "\u0301" * 40,
    " \t\r\n",
]
"""What has nothing to be seen in it."""

NEEDED = {
    "Persian": "می\u200cخواهم",
    "Arabic with vowel signs": "مُحَمَّدٌ",
    "a mark of direction": "قانون 12\u200f (2019)",
    "a family": "👩\u200d👩\u200d👧\u200d👦",
    "a red heart": "❤\ufe0f",
    "a flag": "🇺🇬",
    "Vietnamese": "Nguyễn Thị Ánh",
    "Hindi": "क्षेत्रीय",
    "Thai": "ที่นี่",
    "Tibetan": "བསྒྲུབས",
    "Hebrew with points": "שִׁׁמְּ",
    "Japanese": "葛\U000e0100城",
    "signs": "100 % – “yes” … €5 ½",
}
"""What people need, and gets through unchanged."""

LINES = [*MARKUP.values(), *FORMULAS.values(), *NEEDED.values(), *(raw for raw, _ in HIDDEN.values())]
"""All that has anything to be seen in it, as it is typed."""
