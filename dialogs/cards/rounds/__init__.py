"""The cards of coordinators, and of those who are invited."""
