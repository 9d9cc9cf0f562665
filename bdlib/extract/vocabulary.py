"""Words that Vietnamese and English pages use for one notion, and words that say nothing about an indicator."""

import re


def _table(text: str) -> dict[str, str]:
    """Word -> ours, of "their|words=ours; …"."""
    pairs = (entry.split("=") for entry in text.split("; "))
    return {word: ours for words, ours in pairs for word in words.split("|")}


#: Abbreviation (lower case) -> words; both sides of a comparison are written out.
ABBREVIATIONS = _table(
    "cntt=công nghệ thông tin; tmđt=thương mại điện tử; dnnvv=doanh nghiệp nhỏ và vừa; dn=doanh nghiệp; "
    "cccd=căn cước công dân; cđs=chuyển đổi số; tthc=thủ tục hành chính; dvc=dịch vụ công; "
    "dvctt=dịch vụ công trực tuyến; bhyt=bảo hiểm y tế; tt&tt=thông tin truyền thông; wifi=wi-fi; "
    "kts=kinh tế số; kh-cn|kh&cn=khoa học công nghệ; gdp=grdp; btss=bts; đbscl=đồng bằng sông cửu long; "
    "smes=sme; subscriptions=subscribers; businesses|companies|firms=enterprises; citizens|residents=people; "
    "digitised=digital; fibre=fiber; labor=labour; processed=handled; documents=dossiers; "
    "e-government=e-government; optic=; percentage|proportion|rate|ratio=share; capita=head"
)
#: Words of two and more syllables that must not be taken apart.
WHOLE = (
    "kinh tế số|xã hội số|chính quyền số|chính phủ số|chuyển đổi số|công nghệ số|hạ tầng số|kỹ năng số|"
    "chữ ký số|nền tảng số|dữ liệu số|nhân lực số|thể chế số|nhận thức số|chứng thư số|môi trường số|dân số|"
    "năng suất|điện tử|trực tuyến"
).split("|")
#: Phrases that say nothing about an indicator.
EMPTY = (
    "toàn quốc|cả nước|phần trăm|vị trí|kết quả|cùng kỳ|thành phố|địa phương|đầu năm|cuối năm|tháng đầu năm|"
    "tháng đầu|bảng xếp hạng|trên địa bàn|theo số liệu|tổng cục thống kê|cục thống kê|bình quân chung|"
    "giá trị trung bình|giá trị|điểm số"
).split("|")
#: Spellings of one notion -> the codelist's.
SYNONYMS = _table(
    "vừa và nhỏ=nhỏ và vừa; băng thông rộng=băng rộng; mức độ 2|cấp độ 2=mức 2; "
    "định danh mức 2=định danh điện tử mức 2; dùng tiền mặt=tiền mặt; ký số=chữ ký số; sử dụng=dùng; "
    "dân số trưởng thành=người trưởng thành; người dân trong độ tuổi lao động=lao động; "
    "truy cập internet=dùng internet; "
    "tổng sản phẩm trên địa bàn tỉnh|tổng sản phẩm grdp|tổng sản phẩm trên địa bàn|tổng sản phẩm địa phương|"
    "tổng sản phẩm trong tỉnh|tổng sản phẩm quốc nội|tổng sản phẩm trong nước|gross regional domestic product|"
    "gross domestic product|regional grdp|grdp grdp=grdp; "
    "tăng trưởng kinh tế=tăng trưởng grdp; kinh tế tăng trưởng=grdp tăng trưởng; economic growth=grdp growth; "
    "account for|accounts for|accounted for|accounting for|make up|contribute=share; chiếm|đóng góp=tỷ trọng; "
    "chỉ số cải cách hành chính|cải cách hành chính=par index; đông dân=dân số; rộng=diện tích; "
    "chỉ số năng lực cạnh tranh cấp tỉnh|năng lực cạnh tranh cấp tỉnh=pci; thu ngân sách nhà nước=thu ngân sách; "
    "state budget revenue|state budget revenues|state budget collection=budget revenue; fiber optic=fiber; "
    "online public services=online public services; e commerce=e-commerce"
)
SYNONYMS |= {each: each.replace(" ", "_") for each in WHOLE} | dict.fromkeys(EMPTY, "")
#: Words that say nothing about which indicator a figure is of.
FORMAL = frozenset(
    (
        "tỷ lệ số hạng điểm của có các được trên và trong tại cho với là theo từ đến đã về đạt ước tính năm tháng "
        "quý ngày khoảng gần hơn tỉnh đứng chữ gồm vùng xếp thứ tổng mức này đó nay hiện so triệu đồng nghìn một "
        "hai ba cao thấp nhất lượng the of in and a an to for by with on at as its it is was were has have had "
        "from that this which per cent percent province provinces city cities region country national nationwide "
        "total number share rank ranked ranks ranking first second third place reached reach will year quarter "
        "months up over more than million billion trillion s"
    ).split()
)
GROWTH = re.compile(  # of a text in lower case
    r"(?=[tmsgrieâ])(?:t(?:ốc độ tăng(?: trưởng)?|ăng (?:trưởng|bình quân|thêm))|mức tăng|sụt giảm|âm\s*$"
    r"|\b(?:growth|(?:gr[eo]w|grow(?:s|n|ing)|r[io]se|increase[sd]?|expand(?:s|ed)?|expansion|surged?)\b))"
)
#: Words between two figures that add no topic of their own, so that the second is of the first's indicator.
LINKS = frozenset(
    (
        "và với là còn tiếp theo đó sau đến thì trong khi chỉ đạt khoảng gần hơn trên dưới đứng xếp thứ hai ba tư "
        "vị trí tỉnh thành phố tp tỉnh, cao thấp nhất lần lượt tương ứng tăng giảm ước cũng đều mức con số riêng "
        "của tại ở the and at by then next came followed while was were is with of in to up down rose fell reached "
        "recorded posted growth grew grown expanded expansion trưởng tốc độ âm đà chữ gồm also city province "
        "around about over nearly more than a an lowest highest led took lead gained from"
    ).split()
)
