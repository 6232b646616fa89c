"""The maturity model as content, and what can be computed from answers. Pure: no clock, no input, no output."""
