"""For other programs: SDMX-CSV with its structure, CSV that a spreadsheet opens right, the study as one data package."""
