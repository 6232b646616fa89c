"""Whatever comes in: thousands of inputs, made up and mangled, for everything that reads what people or others send.

`make fuzz` runs all targets and prints how many inputs each had; `test_fuzz.py` runs a few of each in `make test`.
"""
