"""Words that are looked for, one file a language; docs/safety.md says how to change them.

How the words for cases are written, in small or capital letters, with or without accents:

- `girl` is that word; `touch*` is every word that begins so; double letters count as one.
- Words in a row follow each other directly; `…` between two leaves room for up to four others.
- `#` is an age, from 1 to 17.

In Arabic, و ف ب ل ك and ال at the front of a word need not be written. Apostrophes and hyphens part words: `don t`.

What tells of a case: anything of ALONE or MINE; anything of NEAR in a sentence without the words of MANY; of SELF in one
without those of MANY and VIEW; of SOMEBODY or HAPPENING in one without those of MANY and SEVERAL, in any language; or two
of PRONOUN, NOW and TOPIC near each other there. Some lists also count beside the words of MANY where something of another
stands near them. The rule itself is in `cases`.
"""
