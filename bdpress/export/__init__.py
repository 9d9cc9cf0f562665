"""For other programs: SDMX-CSV and its structure, CSV that a spreadsheet opens right, the study as one data package."""
