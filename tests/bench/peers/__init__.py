"""The same conversation on the libraries a bot like this would be written with, as their documentation teaches it.

Each peer greets, asks for consent and for the depth, and then asks the twenty questions of the model on cards of
Sounding's size; it leaves a record when a section ends and closes with the list of answers. So it makes the same calls
for the same taps. It leaves out what the benchmark does not walk through (languages, notes, other sections, going
back), which is to its advantage, and what it is told is lost with the process.
"""
