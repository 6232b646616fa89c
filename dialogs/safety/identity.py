"""Numbers of cards, passports and accounts: by their check digits, by their form, or by the word before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle

from dialogs.safety.patterns import BETWEEN, SMALL_WORDS, Span, any_of, every

_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}")
_IBAN_LENGTHS = {
    code: int(length)
    for length, codes in {
        15: "no", 16: "be", 18: "dk fi fo gl nl fk", 19: "mk si", 20: "at ba ee kz lt lu xk mn so",
        21: "ch cr hr li lv", 22: "bg bh de gb ge ie me rs", 23: "ae gi il iq om tl",
        24: "ad cz dz es md pk ro sa se sk tn vg", 25: "ly pt st", 26: "is tr", 27: "bi dj fr gr it mc mr sm",
        28: "al az by ci cy do gt hu lb pl sn sv", 29: "br eg ps qa ua", 30: "jo kw mu",
        31: "mt sc", 32: "lc", 33: "ru",
    }.items()
    for code in codes.split()
}  # fmt: skip
"""Characters of an account number, by country."""
_CARD = re.compile(r"(?<![\d.,-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{5})(?![\d,-])")
_CARD_BEGINS = re.compile(r"4|5[1-5]|3[47]|6(?:011|5)|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)")
_DNI_LETTERS = "trwagmyfpdxbnjzsqvhlcke"
_NATIONAL = {
    "dni": r"\d{2}\.?\d{3}\.?\d{3}[- ]?[a-z]",
    "nie": r"[xyz][- ]?\d{7}[- ]?[a-z]",
    "nir": r"[12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[ab]) ?\d{3} ?\d{3} ?\d{2}",
    "cpf": r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}",
    "rut": r"\d{1,2}\.?\d{3}\.?\d{3}-[\dk]",
    "curp": r"[a-z]{4}\d{6}[hmx][a-z]{5}[a-z0-9]\d",
    "ssn": r"\d{3}-\d{2}-\d{4}",
    "nino": r"[a-ceghj-prtwxyzq]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]",
    "egypt": r"[23]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:0[1-4]|1[1-9]|2[1-9]|3[1-5]|88)\d{5}",
}
"""Forms of single countries that are told apart by themselves; others need a word beside them."""

_NUMBER = r"(?:[a-z]{1,3}-?)?\d[a-z0-9]{0,24}(?:[ ./-]\d[a-z0-9]{0,24}){0,6}(?: ?[a-z]{2}\d| [b-df-hj-np-xz]\b)?"
_BESIDE_A_WORD = re.compile(rf"{any_of(every('IDENTITY'))}{BETWEEN}({SMALL_WORDS})({_NUMBER})")
_TELEPHONE = re.compile(any_of(every("PHONE")))
_YEARS = re.compile(r"(?:19|20)\d\d[ ./-](?:(?:19|20)\d\d|\d\d)")
_COUNTED = re.compile(rf"\s?{any_of(every('COUNTED'))}")
FEWEST_DIGITS, FEWEST_DIGITS_BEHIND_LETTERS = 6, 5


def certain(text: str) -> Iterator[Span]:
    """Numbers in a folded text whose check digits or form are right."""
    for found in _IBAN.finditer(text):
        if end := _iban_end(found[0]):
            yield found.start(), found.start() + end
    for found in _CARD.finditer(text):
        if _CARD_BEGINS.match(found[0]) and luhn(_digits(found[0])):
            yield found.span()
    for form, right in _FORMS:
        yield from (found.span() for found in form.finditer(text) if right(re.sub(r"[ .-]", "", found[0])))


def likely(text: str) -> Iterator[Span]:
    """Numbers that stand behind a word such as passport or account."""
    for found in _BESIDE_A_WORD.finditer(text):
        number = found[2].rstrip()
        if _TELEPHONE.search(found[1]):
            continue
        enough = FEWEST_DIGITS_BEHIND_LETTERS if number[0].isalpha() else FEWEST_DIGITS
        if len(_digits(number)) >= enough and not _YEARS.fullmatch(number) and not _COUNTED.match(text, found.end(2)):
            yield found.start(2), found.start(2) + len(number)


def _digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))


def luhn(digits: str) -> bool:
    """Whether the last digit is right (ISO/IEC 7812)."""
    doubled = (int(digit) * twice for digit, twice in zip(reversed(digits), cycle((1, 2)), strict=False))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004


def _iban_end(candidate: str) -> int:
    """Where an IBAN ends that begins here (ISO 13616); 0 where none does."""
    length = _IBAN_LENGTHS.get(candidate[:2], 0)
    places = [place for place, character in enumerate(candidate) if character.isalnum()]
    if not length or len(places) < length:
        return 0
    end = places[length - 1] + 1
    bare = re.sub("[ -]", "", candidate[:end])
    turned = "".join(str(int(character, 36)) for character in bare[4:] + bare[:4])
    return end if int(turned) % 97 == 1 else 0


def _dni(number: str) -> bool:
    return number[-1] == _DNI_LETTERS[int(number[:-1]) % 23]


def _nie(number: str) -> bool:
    return _dni(f"{'xyz'.index(number[0])}{number[1:]}")


def _nir(number: str) -> bool:
    born = number[:13].replace("2a", "19").replace("2b", "18")
    return 97 - int(born) % 97 == int(number[13:])


def _cpf(number: str) -> bool:
    def check(digits: str) -> str:
        weighed = sum(int(digit) * weight for digit, weight in zip(reversed(digits), range(2, 12), strict=False))
        return str(weighed * 10 % 11 % 10)

    return len(set(number)) > 1 and number[9:] == check(number[:9]) + check(number[:10])


def _rut(number: str) -> bool:
    weighed = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(number[:-1])))
    return number[-1] == "0k987654321"[weighed % 11]


_CHECKS: dict[str, Callable[[str], bool]] = {"dni": _dni, "nie": _nie, "nir": _nir, "cpf": _cpf, "rut": _rut}
_FORMS = tuple(
    (re.compile(rf"(?<![a-z\d.,-]){form}(?![a-z\d]|[.,-]\d)"), _CHECKS.get(name, bool))
    for name, form in _NATIONAL.items()
)
