"""The table of what is a fault in a model file: each case is the garden with one replacement."""

from __future__ import annotations

from dataclasses import dataclass

COMP_ID = "a word of a-z, 0-9 and hyphens that begins with a letter and has at most 24 characters"
ID = "a word of a-z, 0-9 and hyphens that begins with a letter and has at most 32 characters"
HEAP = "              1: Green waste is put on one heap.\n"
RAIN = "            criteria:\n              1: A water butt stands at each shed.\n"
BEARING = "          bearing:\n            gist: Visitors become gardeners.\n"
CHANCE = (
    "            gist: Visitors come by chance.\n            limits:\n              1: The gate is mostly locked.\n"
)


@dataclass(frozen=True)
class Case:
    """The first `old` in the garden becomes `new`; the fault is on the first line that has `at` in it."""

    old: str
    new: str
    at: str
    reason: str


YAML = [
    Case("name: Compost", "name: Compost: heap", "Compost: heap", "this is not valid YAML (mapping values are not "
         "allowed here); put a text that has a colon in it in quotes"),
    Case("  title: Comm", "\ttitle: Comm", "\ttitle", "this is not valid YAML (found character '\\t' that cannot start "
         "any token); indent with spaces, not with tabs"),
    Case('version: "2025"', "version: &v 2025", "&v", "'&v' is an anchor; take it out, or put the text in quotes"),
    Case("name: Watering", "name: *compost", "*compost", "'*compost' points to another place; write the text out, or "
         "put it in quotes"),
    Case("count: 12", "count: !!int 12", "!!int", "a tag ('!') stands here; take it out, or put the text in quotes"),
    Case("\nphases:", "\n---\nphases:", "---", "a second document begins here; a file holds one model, so take it out"),
    Case("name: Rooting", "name: Rooting\n    name: Roots", "name: Roots", "the key 'name' is already on line 18; keep "
         "one of them"),
    Case("  url:", "  [url]: here\n  url:", "[url]", "a key must be a word; put a text that begins with a bracket in "
         "quotes"),
    Case("Gardens differ.", "Gardens\u2028differ.", "caution", "a hidden line break (U+2028) is in this line; take it "
         "out"),
    Case("Gardens differ.", "Gardens\x00differ.", "caution", "the character '\\x00' may not be in a file; take it out"),
    Case('"2025"', '"\\UFFFFFFFF"', "version", "a number after \\U or %YAML is out of range; correct it"),
    Case("\nphases:", "\nsource: " + "[" * 5_000 + "\nphases:", "[[[", "this is nested too deep; check brackets and "
         "indentation"),
]  # fmt: skip

SHAPES = [
    Case("format: 1", "format: 2", "format: 2", "'format' must be 1, not '2'"),
    Case("            criteria:", "            cirteria:", "cirteria", "unknown key 'cirteria'; did you mean "
         "'criteria'?"),
    Case("publisher:", "pubisher:", "pubisher", "unknown key 'pubisher'; did you mean 'publisher'?"),
    Case("    means: Leaves", "    colour: green\n    means: Leaves", "colour", "unknown key 'colour'; known here are "
         "id, term, means"),
    Case("        question: How does the garden make its compost?\n", "", "- id: compost", "an entry of 'capabilities' "
         "has no 'question'; add it"),
    Case("publisher: The Garden Network\n", "", "format: 1", "the model has no 'publisher'; add it"),
    Case("name: Seed bank", "name: [Seed bank]", "[Seed bank]", "'name' must be text, not a list"),
    Case("gist: Rain is collected.", "gist: {rain: collected}", "{rain", "'gist' must be text, not a table"),
    Case("terms: [landrace]", "terms: landrace", "terms: landrace", "'terms' must be a list, one '- ' for each entry, "
         "not text"),
    Case(HEAP, "              - Green waste is put on one heap.\n", "- Green waste", "'criteria' must be a table of "
         "numbers and texts, as in '1: text', not a list"),
    Case("  - id: green-waste\n", "  - green-waste\n  - id: green-waste\n", "- green-waste\n", "an entry of 'terms' "
         "must be a table with the keys id, term, means, not text"),
    Case("name: Seed bank", "name:", "name:\n        question: How does the garden keep", "'name' is empty; it must be "
         "text"),
    Case("name: Seed bank", "name: '  '", "name: '  '", "'name' is empty; it must be text"),
    Case("id: community-gardens", "id: Community Gardens", "id: Comm", f"'id' must be {ID}, not 'Community Gardens'"),
    Case("id: census-compost", "id: 2024-compost", "2024-compost", f"'id' must be {ID}, not '2024-compost'"),
    Case(HEAP, HEAP.replace("1", "one"), "one:", "the key 'one' in 'criteria' must be a whole number from 1 to 9999, "
         "without leading zeros"),
    Case(HEAP, HEAP.replace("1", "0"), "0:", "the key '0' in 'criteria' must be a whole number from 1 to 9999, without "
         "leading zeros"),
    Case(HEAP, HEAP.replace("1", "1.5"), "1.5:", "the key '1.5' in 'criteria' must be a whole number from 1 to 9999, "
         "without leading zeros"),
    Case("capabilities: [compost]", "capabilities: []", "[]", "'capabilities' has 0 entries and needs at least 1; add "
         "to it"),
    Case("  title: Community gardens, a maturity model\n  published: May 2025\n  url: https://example.org/gardens\n",
         "  {}\n", "{}", "'source' is empty; it must be a table of words and what belongs to each, as in 'word: …'"),
    Case("among: all", "among: everyone", "everyone", "'among' must be one of all, high-income, "
         "low-and-middle-income, not 'everyone'"),
]  # fmt: skip

TEXTS = [
    Case("name: Rooting", f"name: {'r' * 25}", "rrrr", "'name' is 25 characters long and may have 24; shorten it by 1"),
    Case("gist: Rain is", f"gist: {'r' * 110} is", "rrrr", "'gist' is 124 characters long and may have 110; shorten it "
         "by 14"),
    Case("1: A water butt", f"1: {'w' * 140} butt", "wwww", "'1' in 'criteria' is 166 characters long and may have "
         "140; shorten it by 26"),
    Case("caution: Gardens differ.", f"caution: {'c' * 501}\n#", "cccc", "'caution' is 501 characters long and may "
         "have 500; shorten it by 1"),
    Case("means: Leaves", f"means: {'l' * 200}", "llll", "'means' is 221 characters long and may have 200; shorten it "
         "by 21"),
    Case("Gardens differ. A", '"Gardens\\a differ."\n#', "caution", "'caution' has the invisible character U+0007 in "
         "it; take it out"),
    Case("Gardens differ. A", '"Gardens \\u202E differ."\n#', "caution", "'caution' has the invisible character U+202E "
         "in it; take it out"),
    Case("Gardens differ. A", '"Gardens \\uD800 differ."\n#', "caution", "'caution' has the invisible character U+D800 "
         "in it; take it out"),
    Case("Gardens differ. A", '"Gardens\\ndiffer."\n#', "caution", "'caution' has a line break in it; write it as one "
         "paragraph"),
]  # fmt: skip

IDENTIFIERS = [
    Case("- id: watering", "- id: compost", "- id: compost\n        name: Watering", "the id 'compost' is already used "
         "on line 31; choose another"),
    Case("- id: watering", "- id: open-days", "- id: open-days\n        name: Open", "the id 'open-days' is already "
         "used on line 60; choose another"),
    Case("- id: people", "- id: soil", "- id: soil\n    name: People", "the id 'soil' is already used on line 28; "
         "choose another"),
    Case("- id: census-neighbours", "- id: census-compost", "- id: census-compost\n    review: garden-census\n    "
         "capabilities: [seed-bank", "the id 'census-compost' is already used on line 152; choose another"),
    Case("after: open-days", "after: open-day", "open-day\n", "unknown capability 'open-day'; did you mean "
         "'open-days'?"),
    Case("capabilities: [compost]", "capabilities: [compost, bees]", "bees", "unknown capability 'bees'; name one that "
         "stands under 'domains'"),
    Case("[seed-bank, open-days]", "[seed-bank, seed-bank]", "[seed-bank, s", "'seed-bank' stands twice in "
         "'capabilities'; take one out"),
    Case("terms: [water-butt]", "terms: [rain-barrel]", "rain-barrel", "unknown term 'rain-barrel'; add it to the "
         "'terms' at the end of the file or take it out"),
    Case("terms: [landrace]", "terms: [landrace, landrace]", "[landrace, ", "'landrace' stands twice in 'terms'; take "
         "one out"),
    Case("review: garden-census", "review: census", "review: census", "unknown review 'census'; did you mean "
         "'garden-census'?"),
    Case("cell: open-days.growing", "cell: open-days.grown", "cell: open-days.grown", "unknown cell 'open-days.grown'; "
         "did you mean 'open-days.growing'?"),
    Case("cell: open-days.growing", "cell: page 12", "page 12", "unknown cell 'page 12'; write capability.phase, as in "
         "'compost.sprouting'"),
    Case("after: open-days", "after: seed-bank", "after: seed-bank\n    cell: open-days.growing", "'seed-bank' is "
         "linked to itself; name two capabilities"),
    Case("before: open-days", "before: compost", "before: compost\n    after: seed-bank\n    cell: seed-bank.bearing",
         "'compost' and 'seed-bank' are already linked on line 133; keep one of them"),
]  # fmt: skip

STAGES = [
    Case(BEARING, BEARING.replace("bearing", "baering"), "baering", "unknown phase 'baering'; did you mean "
         "'bearing'?"),
    Case(BEARING, "          wilting:\n            gist: No.\n            criteria: {1: No.}\n" + BEARING, "wilting",
         "unknown phase 'wilting'; the phases are 'sprouting', 'rooting', 'growing', 'bearing'"),
    Case("          sprouting:\n" + CHANCE, "", "stages:\n          rooting:\n            gist: There is",
         "'open-days' has no stage for the phase 'sprouting'; add it"),
    Case(RAIN, "", "rooting:\n            gist: Rain", "the stage 'rooting' has neither criteria nor limits; write "
         "some"),
    Case(RAIN, "            criteria: {}\n", "rooting:\n            gist: Rain", "the stage 'rooting' has neither "
         "criteria nor limits; write some"),
    Case(RAIN, RAIN.replace("criteria", "limits"), "rooting:\n            gist: Rain", "the stage 'rooting' has no "
         "criteria; write what the phase before it works towards"),
    Case("              2: There is no dry", "              1: There is no dry", "There is no dry", "the number '1' is "
         "already used by the criterion on line 40; give this limit a number of its own"),
    Case("              2: Green waste is collected", "              1: Green waste is collected", "is collected once",
         "the key '1' is already on line 46; keep one of them"),
]  # fmt: skip

FIGURES = [
    Case("count: 12", "count: 16", "count: 16", "'count' is 16, which is more than the 15 in 'of'; correct one"),
    Case("count: 12", "count: a dozen", "a dozen", "'count' must be a whole number from 0 to 999999, not 'a dozen'"),
    Case("count: 12", "count: -1", "-1", "'count' must be a whole number from 0 to 999999, not '-1'"),
    Case("count: 12", "count: 12.0", "12.0", "'count' must be a whole number from 0 to 999999, not '12.0'"),
    Case("of: 8", "of: 0", "of: 0", "'of' is 0; write how many were counted"),
    Case("found in {count} of", "found in 12 of", "found in 12", "'text' has no {count}; write it where the number "
         "stands"),
    Case("of {of} gardens", "of {all} {of}", "{all}", "'text' has '{all}' in it; only {count} and {of} can be filled "
         "in"),
    Case("of {of} gardens", "of {of} gardens}", "gardens}", "'text' has '}' in it; only {count} and {of} can be filled "
         "in"),
]  # fmt: skip

CASES = (*YAML, *SHAPES, *TEXTS, *IDENTIFIERS, *STAGES, *FIGURES)
