"""The clean tables for other programs: SDMX-CSV with its structure, and CSV that a spreadsheet opens right."""
