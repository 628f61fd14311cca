"""The heading: number, form, parties, place and date."""
