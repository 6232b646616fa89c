"""Assessments of many people: what coordinators set up, whom they invite, and how it goes."""
