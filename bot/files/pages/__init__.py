"""What stands on the pages of a printed report, as plain blocks that a template lays out."""
