"""What a study calls itself, and what it takes where nobody says otherwise: title, languages, area, levels."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Study:
    """Facts about a study that its pages, slides and commands need.

    Attributes
    ----------
    title_vi, title_en : name of the study, as its gallery of pages has it.
    lead_vi, lead_en : what it answers, one sentence.
    languages : of its pages, the first of them first.
    area : what notebooks and pages are about by default.
    levels : kinds of area that have pages of their own, as in `level` of areas.csv.
    """

    title_vi: str = "Số liệu chuyển đổi số của các tỉnh, có đối chiếu"
    title_en: str = "Provincial digital figures, reconciled"
    lead_vi: str = "Các nguồn nói gì, mâu thuẫn ở đâu, giá trị nào đứng vững và còn cách mục tiêu bao xa."
    lead_en: str = (
        "What the sources say, where they contradict each other, which values stand, and how far the targets are."
    )
    languages: tuple[str, ...] = ("vi", "en")
    area: str = "Bình Dương"
    levels: tuple[str, ...] = ("country", "province")

    def said(self, name: str, lang: str) -> str:
        """Give a text of the study in a language, in its first one where it has none.

        Examples
        --------
        >>> Study(title_vi="", title_en="Figures").said("title", "vi")
        'Figures'
        """
        texts = [getattr(self, f"{name}_{one}", "") for one in (lang, *self.languages, "en")]
        return next(filter(None, texts), "")


def load(root: Path | str | None = None) -> Study:
    """Read what the study in a project folder says of itself."""
    return Study()
