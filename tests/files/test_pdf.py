"""The PDF: what it says, page by page; that words copied from it come out right; and that it is accessible."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from time import perf_counter

import pypdfium2
import pytest

from bot.catalogues import tongues
from bot.files.pages.letters import BOX, COMMON, _lost
from bot.files.pdf import Paper, report_pdf, summary_pdf
from bot.files.report import Report
from dialogs.cards.joined import counting
from dialogs.tongue import ENGLISH, Tongue
from framework.answers import Answer, Answers, Basis, Depth, Questionnaire
from framework.joined import Remark
from framework.joining import joined
from tests.files import samples

TONGUES = tongues(samples.model().id)
ARABIC = TONGUES["ar"]

_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def pages(made: bytes) -> list[str]:
    """What a reader copies from each page, on one line."""
    with pypdfium2.PdfDocument(made) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(_DIRECTIONS.sub("", text).split()) for text in texts]


def in_any_order(words: str, text: str) -> bool:
    """Whether each word is there: in lines from the right, readers of PDFs put Latin words in an order of their own."""
    return set(_DIRECTIONS.sub("", words).split()) <= set(text.split())


def whole(made: bytes) -> str:
    return " ".join(pages(made))


def bookmarks(made: bytes) -> list[tuple[int, str]]:
    with pypdfium2.PdfDocument(made) as document:
        return [(mark.level, _DIRECTIONS.sub("", mark.get_title())) for mark in document.get_toc()]


def objects(made: bytes) -> str:
    """Everything in the file that is not compressed by itself, and what is, unpacked."""
    return "\n".join([made.decode("latin-1"), *_unpacked(made)])


def _unpacked(made: bytes) -> Iterator[str]:
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            yield zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            continue


def with_note(text: str) -> Report:
    report = samples.realistic()
    spread = replace(report.spreads["legislation"], remarks=(Remark(text, 1, "An office", "building"),))
    return replace(report, spreads={"legislation": spread})


def mine(answers: Answers, t: Tongue = ENGLISH, depth: Depth = Depth.FULL, title: str = "National baseline") -> bytes:
    quest = Questionnaire.whole(samples.model(), depth)
    return summary_pdf(samples.model(), quest, answers, title, date(2026, 12, 7), t)


@pytest.mark.parametrize("t", TONGUES.values(), ids=lambda t: t.code)
@pytest.mark.parametrize("report", [samples.realistic, samples.anonymous, samples.second, samples.empty])
def test_every_report_in_every_language(report: object, t: Tongue) -> None:
    assert callable(report)
    made = report_pdf(report(), t)
    found = pages(made)
    for number, page in enumerate(found, 1):
        assert in_any_order(t.gettext("Page {page} of {pages}", page=number, pages=len(found)), page)
    assert in_any_order(report().setup.title, found[0])


@pytest.mark.parametrize(("code", "language"), [("en", "en"), ("ar", "ar"), ("fr", "fr")])
def test_it_is_made_for_those_who_hear_it(code: str, language: str) -> None:
    """Tags, language, title in the window, and the claim to be PDF/UA-1; Typst refuses to write what breaks it."""
    said = objects(report_pdf(samples.realistic(), TONGUES[code]))
    assert "/StructTreeRoot" in said
    assert "/MarkInfo" in said
    assert re.search(r"/Marked\s+true", said)
    assert re.search(rf"/Lang\s*\({language}", said)
    assert re.search(r"/DisplayDocTitle\s+true", said)
    assert "pdfuaid" in said
    assert re.search(r"/S\s*/TH\b", said)
    assert ("/Direction" in said and "/R2L" in said) is (code == "ar")


def test_title_bookmarks_and_the_day_it_was_made() -> None:
    report = samples.realistic()
    made = report_pdf(report, ENGLISH)
    with pypdfium2.PdfDocument(made) as document:
        facts = document.get_metadata_dict()
    assert facts["Title"] == report.setup.title
    assert facts["CreationDate"].startswith("D:20261207081500")
    found = bookmarks(made)
    assert found[0] == (0, report.setup.title)
    for domain in report.model.domains:
        assert (0, domain.name.source) in found
    for capability in report.model.capabilities.values():
        assert (1, capability.name.source) in found
    assert (0, "Plan") in found
    assert (1, "Source") in found


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_paper_of_both_worlds(paper: Paper, size: tuple[int, int]) -> None:
    with pypdfium2.PdfDocument(report_pdf(samples.realistic(), ENGLISH, paper)) as document:
        assert {(round(width), round(height)) for width, height in (page.get_size() for page in document)} == {size}


def test_the_first_page_says_what_stands_out() -> None:
    report = samples.realistic()
    first = pages(report_pdf(report, ENGLISH))[0]
    for words in (
        "12 people: 1 not begun, 1 in progress, 10 finished",
        "Government 3, Police 3, Civil society 3",
        "20 capabilities asked about: 13 agreed, 2 left open on purpose, 5 not recorded yet",
        "Two or more phases apart: Legislation, End-to-end support,",
        "Left open on purpose: Judiciary and prosecutors and Child helpline",
        report.model.caution.source,
    ):
        assert words in first, words
    assert "Justice 1" not in first


def test_one_criterion_missing_and_opinion_only_are_named() -> None:
    report = samples.realistic()
    spread = next(iter(report.spreads.values()))
    stage = next(s for s in report.model.capabilities[spread.capability].stages[1:] if len(s.attainable) > 1)
    order = [phase.id for phase in report.model.phases]
    phase = order[order.index(stage.phase) - 1]
    voices = tuple(
        replace(
            voice,
            asked=(spread.capability,),
            answers={
                spread.capability: Answer(
                    spread.capability,
                    phase,
                    in_place=frozenset(c.id for c in stage.attainable[1:]),
                    basis=frozenset({Basis.OPINION}),
                )
            },
        )
        for voice in report.voices
    )
    name = report.model.capabilities[spread.capability].name.source
    made = replace(report, spreads=joined(report.model, voices, named=True), voices=voices, agreements={}, plan=())
    first = pages(report_pdf(made, ENGLISH))[0]
    assert f"One criterion away from the next phase: {name}" in first
    assert f"Based on opinion only: {name}" in first


def test_the_plan_and_everything_that_was_agreed() -> None:
    report = samples.realistic()
    text = whole(report_pdf(report, ENGLISH))
    assert "Lead Ministry of Justice" in text
    assert "Target date Wednesday, 30 June 2027" in text
    assert "How Table the amendment before the recess." in text
    assert "Why start here: these build on it:" in text
    for said in report.agreements.values():
        for words in (said.reason, said.dissent):
            if words.isascii():
                assert words in text


def test_counts_of_people_stand_beside_their_phase() -> None:
    report = samples.realistic()
    text = whole(report_pdf(report, ENGLISH))
    for capability, spread in report.spreads.items():
        name = report.model.capabilities[capability].name.source
        question = report.model.capabilities[capability].question.source
        after = text.split(f"{name} {question}")[1][:400]
        for phase, people in spread.phases.items():
            assert f"{counting.phase(report.model, phase, ENGLISH)} {people}" in after


def test_words_copied_in_arabic_come_out_right() -> None:
    """Lam-alif, letters that join, Latin words and figures. Marks on letters: see docs/decisions.md."""
    note = "لا يزال الفريق للأطفال الإبلاغ القيادة اللغة لأن Line 3 رقم 14/2025 ICSE الشركات"
    text = whole(report_pdf(with_note(note), ARABIC))
    for word in note.split():
        assert word in text.split(), word
    name = ARABIC.of(samples.model().capabilities["legislation"].name)
    assert name in text


def test_marks_on_arabic_letters_stand_in_the_file_as_they_were_written() -> None:
    """Readers may turn a letter and its mark round; `/ActualText` has both in order."""
    said = objects(report_pdf(with_note("القانونَ مدرِّس"), ENGLISH))
    for letter in ("نَ", "رِّ"):
        assert f"/ActualText<FEFF{letter.encode('utf-16-be').hex().upper()}>" in said


def test_arabic_within_english_and_english_within_arabic() -> None:
    for t in (ENGLISH, ARABIC):
        text = whole(report_pdf(samples.realistic(), t))
        assert in_any_order("The regulation of 2024 names", text)
        for word in ("الفريق", "ميزانية", "التمويل", "القرار"):
            assert word in text


def test_what_looks_like_markup_stays_text() -> None:
    text = '#import "x" *stars* $sums$ _lines_ \\ <tags> @names `code` // gone? /* or */ #{1+1} [x] ~ -- "q"'
    assert text in whole(report_pdf(with_note(text), ENGLISH))


def test_a_title_that_looks_like_markup_stays_text() -> None:
    report = replace(samples.empty(), setup=samples.setup("#panic() {page} of *all* $x$"))
    found = pages(report_pdf(report, ENGLISH))
    assert "#panic() {page} of *all* $x$" in found[0]
    assert "Page 1 of" in found[0]


def test_long_notes_lines_and_words_stay_whole() -> None:
    text = ("seven words that stand in this line " * 60)[:2000].strip()
    assert text in whole(report_pdf(with_note(text), ENGLISH))
    word = "x" * 400
    assert re.sub(r"[\s\u200b\ufffe]", "", whole(report_pdf(with_note(word), ENGLISH))).count(word) == 1
    address = "https://example.org/registry/annual-report-2025.pdf"
    assert address in whole(report_pdf(with_note(f"first line\n{address}"), ENGLISH))


@pytest.mark.parametrize("text", ["在首都", "👍🏽 thanks", "\ufeffa\x07b\ud800c\ue000", "a\u0903 \u0e33", "क्षि"])
def test_letters_that_no_font_has_are_a_box_and_never_a_failure(text: str) -> None:
    made = whole(report_pdf(with_note(f"before {text} after"), ENGLISH))
    assert "before" in made
    assert "after" in made


def test_a_box_is_explained() -> None:
    assert f"{BOX} stands for letters" in whole(report_pdf(with_note("在首都有专门的小组。"), ENGLISH))
    assert f"{BOX} stands for letters" not in whole(report_pdf(with_note("All is well."), ENGLISH))


def test_all_that_our_languages_are_written_with_can_be_shown() -> None:
    assert not _lost("".join(letter for letter in map(chr, range(0x2100)) if COMMON.fullmatch(letter)))


def test_an_anonymous_report_names_nobody() -> None:
    text = whole(report_pdf(samples.anonymous(), ENGLISH))
    for office, _ in samples.OFFICES:
        if office.isascii():
            assert office not in text
    assert "Respondent 1" not in text
    assert "Anonymous" in text


def test_withheld_spreads_say_why() -> None:
    report = samples.anonymous()
    voices = tuple(replace(v, name="") for v in samples.realistic().voices[:2])
    few = replace(report, spreads=joined(report.model, voices, named=False), agreements={}, plan=())
    text = whole(report_pdf(few, ENGLISH))
    assert "Fewer than three people answered this, so that their answers are not shown." in text
    assert "Asked: 2 people." in text
    assert "What people wrote" not in text


def test_the_round_before_and_why_people_answer_differently() -> None:
    text = whole(report_pdf(samples.second(), ENGLISH))
    assert "Last time: Building." in text
    assert "Why people answer differently:" in text
    assert "The round before National baseline 2026" in text


def test_a_quick_round_has_no_criteria() -> None:
    report = samples.realistic()
    quick = replace(
        report,
        setup=replace(report.setup, depth=Depth.QUICK),
        spreads=joined(report.model, report.voices, named=True, depth=Depth.QUICK),
    )
    text = whole(report_pdf(quick, ENGLISH))
    assert "seen in place" not in text
    assert "What it rests on" not in text
    assert "This was a quick assessment" in text
    assert "the next phase, asks for:" in text


def test_there_is_no_score_and_no_average() -> None:
    text = whole(report_pdf(samples.realistic(), ENGLISH)).lower()
    for word in ("score", "mean ", "median", "rank", "index"):
        assert word not in text, word
    assert not re.search(r"\d\s*%", text)


def test_five_hundred_people_in_time() -> None:
    report = samples.large()
    began = perf_counter()
    made = report_pdf(report, ENGLISH)
    took = perf_counter() - began
    print(f"500 people: {len(pages(made))} pages, {len(made) / 1e6:.1f} MB, {took:.1f} s")
    assert took < 15  # two and a half where nothing else runs


@pytest.mark.parametrize("t", TONGUES.values(), ids=lambda t: t.code)
def test_ones_own_profile_in_every_language(t: Tongue) -> None:
    found = pages(mine(samples.answers(), t))
    assert in_any_order("National baseline", found[0])
    assert t.of(samples.model().capabilities["legislation"].name) in found[0]


def test_ones_own_profile_has_steps_and_notes_and_the_caution() -> None:
    answers = samples.answers()
    text = whole(mine(answers))
    for words in ("Your maturity summary", "Next steps", "What you wrote", samples.model().caution.source):
        assert words in text
    for answer in answers.values():
        if answer.note.isascii() and "http" not in answer.note:
            assert " ".join(answer.note.split()) in text


@pytest.mark.parametrize("depth", list(Depth))
def test_ones_own_profile_without_answers_or_title(depth: Depth) -> None:
    made = mine({}, depth=depth, title="")
    assert "Your maturity summary" in whole(made)
    assert "What you wrote" not in whole(made)
    with pypdfium2.PdfDocument(made) as document:
        assert document.get_metadata_dict()["Title"] == "Your maturity summary"
