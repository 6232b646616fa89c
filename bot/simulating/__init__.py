"""A round of invented people, played on the real program in simulated time: `sounding simulate`."""
