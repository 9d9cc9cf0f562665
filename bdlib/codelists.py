"""Lists that are the same in every study: what a cell of a closed column may say."""

LANGUAGES = ("vi", "en")  # that sentences and names are written in
SPOKEN = [f"name_{lang}" for lang in LANGUAGES]  # columns of names
# Open lists: what is known so far, for forms; a study may use kinds of its own.
SOURCE_KINDS = "statistics_office ministry provincial_government party newspaper company survey academic law".split()
ROLES = "actual target estimate forecast recommendation".split()
TARGET_ROLES = ["target", "recommendation"]
MEASURED_ROLES = [role for role in ROLES if role not in TARGET_ROLES]
BASES = "stated publication inferred".split()
INDICATOR_KINDS = "share count score rank money rate area length".split()
LOGGED = ("count", "money", "area", "length")  # kinds that change by a factor: compared in logarithms
ACTIONS = "exclude override flag".split()
QUALIFIERS = "exact approx more_than at_least about_over less_than at_most nearly range ordinal".split()
DEFINING = "measure base prices scope".split()  # a difference in one of them makes two figures two things
FACETS = [*DEFINING, "stage"]
FRAMES = "complete most selected".split()
ORIGIN_BASES = "attributed series publisher none".split()
# CL_OBS_STATUS 2.2, https://registry.sdmx.org
OBS_STATUS = "A B D E F G H I J K L M N O P Q S U V W".split()
