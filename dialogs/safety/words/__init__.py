"""Words that are looked for, one file a language; docs/safety.md says how to change them.

How the words for cases are written, in small or capital letters, with or without accents:

- `girl` is that word; `touch*` is every word that begins so; double letters count as one.
- Words in a row follow each other directly; `…` between two leaves room for up to four others.
- `#` is an age, from 1 to 17.

In Arabic, و ف ب ل ك and ال at the front of a word need not be written. Apostrophes and hyphens part words: `don t`.

What tells of a case: anything of ALONE or MINE; NEAR in a sentence without words of MANY; SELF in one without words of
MANY and VIEW; SOMEBODY or HAPPENING in one without words of MANY and SEVERAL, of any language; or two of PRONOUN, NOW
and TOPIC near each other in such a sentence. Some lists also count beside all these words where something of another
list stands near them. The rule itself is in `cases`.
"""
