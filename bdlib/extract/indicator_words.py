"""Other words for the indicators of the codelist, as articles print them; the codelist's own names come first."""

#: Abbreviation (lower case) -> words; both sides of a comparison are written out.
ABBREVIATIONS = {
    "cntt": "công nghệ thông tin",
    "tmđt": "thương mại điện tử",
    "dnnvv": "doanh nghiệp nhỏ và vừa",
    "dn": "doanh nghiệp",
    "cccd": "căn cước công dân",
    "cđs": "chuyển đổi số",
    "tthc": "thủ tục hành chính",
    "dvc": "dịch vụ công",
    "dvctt": "dịch vụ công trực tuyến",
    "bhyt": "bảo hiểm y tế",
    "tt&tt": "thông tin truyền thông",
    "wifi": "wi-fi",
    "kts": "kinh tế số",
    "kh-cn": "khoa học công nghệ",
    "kh&cn": "khoa học công nghệ",
}

#: Spellings of one notion -> the codelist's.
SYNONYMS = {
    "vừa và nhỏ": "nhỏ và vừa",
    "toàn quốc": "cả nước",
    "băng thông rộng": "băng rộng",
    "cán bộ, công chức": "cán bộ công chức",
    "mức độ 2": "mức 2",
    "cấp độ 2": "mức 2",
    "định danh mức 2": "định danh điện tử mức 2",
    "dùng tiền mặt": "tiền mặt",
    "ký số": "chữ ký số",
    "sử dụng": "dùng",
    "dân số trưởng thành": "người trưởng thành",
    "người dân trong độ tuổi lao động": "lao động",
    "truy cập internet": "dùng internet",
    "tổng sản phẩm trên địa bàn": "grdp",
}

#: indicator -> further phrases that name it.
INDICATOR_WORDS = {
    "enterprises_total": "doanh nghiệp đang hoạt động|doanh nghiệp trên địa bàn",
    "ict_enterprises": (
        "doanh nghiệp công nghệ thông tin"
        "|doanh nghiệp công nghệ số"
        "|doanh nghiệp điện tử, công nghệ thông tin và công nghệ số"
    ),
    "enterprises_using_digital_platforms": "doanh nghiệp dùng nền tảng số|doanh nghiệp ứng dụng giải pháp số",
    "ecommerce_retail_share": "tỷ trọng thương mại điện tử|thương mại điện tử trong tổng mức bán lẻ",
    "digital_economy_rank_national": (
        "đứng thứ cả nước về phát triển kinh tế số|xếp thứ toàn quốc về tỷ trọng kinh tế số"
    ),
    "digital_economy_rank_southeast": "đứng thứ vùng Đông Nam Bộ về phát triển kinh tế số|thứ trong vùng Đông Nam Bộ",
    "fdi_attraction_rank_national": "thu hút đầu tư nước ngoài cả nước",
    "eid_level2_accounts": "kích hoạt tài khoản định danh điện tử mức 2|dân đã kích hoạt tài khoản định danh",
    "smartphone_adult_share": "người trưởng thành có điện thoại thông minh|người dân dùng điện thoại thông minh",
    "broadband_household_share": (
        "hộ gia đình phủ mạng internet băng rộng cáp quang|hộ gia đình kết nối internet băng rộng"
    ),
    "broadband_commune_share": "internet băng rộng cáp quang xã, phường, thị trấn",
    "dedicated_data_network_commune_share": "xã, phường, thị trấn có mạng truyền số liệu chuyên dùng",
    "digital_economy_share_grdp": (
        "kinh tế số chiếm GRDP|tỷ trọng kinh tế số trong GDP|tỷ trọng phát triển kinh tế số|kinh tế số đóng góp"
    ),
    "digital_economy_share_each_sector": "kinh tế số trong từng ngành, lĩnh vực",
    "digital_economy_growth": "kinh tế số tăng trưởng hàng năm|tốc độ tăng trưởng kinh tế số",
    "income_per_capita_usd": "thu nhập bình quân đầu người đô la",
    "mobile_4g_coverage_share": "phát sóng 4G phủ|sóng 4G phủ dân số",
    "mobile_5g_coverage_share": "sóng 5G phủ dân số",
    "bts_4g_stations": "trạm BTS phát sóng 4G",
    "bts_5g_stations": "trạm BTS phát sóng 5G",
    "mobile_subscribers": "thuê bao|thuê bao điện thoại di động",
    "public_wifi_points": "điểm truy cập wi-fi công cộng",
    "platform_visits": "lượt truy cập|lượt truy cập nền tảng",
    "online_service_count": "dịch vụ công trực tuyến|thủ tục hành chính trực tuyến",
    "full_online_service_share": "dịch vụ công trực tuyến toàn trình",
    "ecommerce_platform_enterprises": (
        "doanh nghiệp tham gia website thương mại điện tử|doanh nghiệp tham gia sàn thương mại điện tử"
    ),
    "dx_pillars": "trụ cột chính quyền số, kinh tế số và xã hội số",
    "work_dossiers_processed_online_share": (
        "hồ sơ công việc được xử lý trên môi trường mạng|hồ sơ xử lý trên môi trường mạng"
    ),
    "enterprises_using_econtracts_share": "doanh nghiệp dùng hợp đồng điện tử",
    "sme_using_digital_platforms_share": "doanh nghiệp nhỏ và vừa dùng nền tảng số",
    "cashless_share_ecommerce": "giao dịch không tiền mặt thương mại điện tử",
    "bank_account_15plus_share": (
        "dân số từ 15 tuổi có tài khoản giao dịch thanh toán tại ngân hàng|dân số từ 15 tuổi tài khoản giao dịch"
    ),
    "digital_skills_trained_share": "lao động được đào tạo kỹ năng số cơ bản",
    "social_security_account_payment_share": "đối tượng an sinh xã hội được chi trả qua tài khoản",
    "online_dossier_share": "hồ sơ trực tuyến|hồ sơ nộp trực tuyến",
    "population": "dân số trung bình|người dân",
    "grdp_current": "quy mô kinh tế|quy mô GRDP|tổng sản phẩm trên địa bàn",
    "grdp_growth": "tăng trưởng kinh tế|tăng trưởng GRDP",
    "budget_revenue": "tổng thu ngân sách nhà nước",
    "dti_rank": "xếp hạng chuyển đổi số|hạng DTI cấp tỉnh|chỉ số DTI xếp thứ|mức độ chuyển đổi số xếp hạng",
    "dti_score": "DTI đạt điểm|chỉ số chuyển đổi số đạt điểm",
    "community_digital_teams": "tổ công nghệ số cộng đồng",
    "community_digital_team_members": "thành viên tham gia tổ công nghệ số cộng đồng",
    "digital_signature_share": "dân số trưởng thành có chữ ký số cá nhân",
}
