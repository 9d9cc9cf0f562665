"""What Vietnamese figures are counted and measured in: unit, and the words that print it ("|" separates them)."""

CURRENCIES = {
    "VND": "đồng|vnđ|vnd|đ|₫|dong|đồng việt nam",
    "USD": "usd|đô la|đô la mỹ|đô-la|đô-la mỹ|đôla|us$|us dollars|dollars|us-dollar|mỹ kim|$",
    "EUR": "euro|euros|eur|€",
    "GBP": "bảng anh|gbp|pounds|pounds sterling|£",
    "INR": "rupees|inr|₹",
    "NGN": "naira|ngn|₦",
    "ZAR": "rand|zar",
    "KES": "kenyan shillings|kes|ksh",
    "BRL": "reais|brl|r$",
    "MYR": "ringgit|myr|rm",
    "PHP": "₱|php",
    "CNY": "nhân dân tệ|ndt",
    "JPY": "yên|yen|jpy",
    "KRW": "won|krw",
    "THB": "baht|bạt|thb",
    "RUB": "rúp|rub",
    "IDR": "rp|rupiah",
}
_MEASURED = (
    "per_mille=‰|%o|phần nghìn|phần ngàn; point=điểm|điẻm|points|point|点|คะแนน; times=lần|times; "
    "tonne=tấn|tonnes|tons|ton|metric tons; quintal=tạ; kg=kg|kilôgam|kilogam; g=gam|gram|g; "
    "mg=mg|miligam|miligram; ounce=ounce|oz; tael=lượng; "
    "ha=ha|héc ta|hecta|héc-ta|héc|hécta|hectares|hectare; m2=m2|m²|mét vuông; "
    "km2=km2|km²|ki lô mét vuông|km vuông|cây số vuông|square kilometres|sq km; "
    "m3=m3|m³|mét khối; litre=lít|l; ml=ml|mililít|mililit; "
    "km=km|ki lô mét|ki-lô-mét|kilômét|kilômet|ki-lô-met|kilo mét|kilomet|cây số|kilometres; m=m|mét; cm=cm; "
    "mm=mm; inch=inch|inches; nautical_mile=hải lý; "
    "kWh=kwh|kilowatt-hours|kilowatt hours; MWh=mwh|megawatt-hours|megawatt hours; "
    "GWh=gwh|gigawatt-hours|gigawatt hours; TWh=twh|terawatt-hours|terawatt hours; "
    "kW=kw|kilowatts; MW=mw|megawatt|megawatts; MWp=mwp; GW=gw|gigawatt|gigawatts; kV=kv; MVA=mva; "
    "Mbps=mbps|mb/s; Gbps=gbps|gb/s; MB=mb; GB=gb; TB=tb; PB=pb; GHz=ghz; MHz=mhz; "
    "degree_celsius=°c|độ c|oc|ºc|° c; degree=độ; "
    "hour=tiếng|hours|giờ đồng hồ|tiếng đồng hồ; minute=phút|minutes; second=giây; "
    "day=days|ngày đêm|ngày làm việc|ngày công"
)
MEASURES = dict(each.split("=") for each in _MEASURED.split("; "))
PEOPLE = {
    "person": (
        "người|dân|nhân khẩu|học sinh|sinh viên|thành viên|lao động|công nhân|cán bộ|công chức|viên chức|đại biểu"
        "|hội viên|đoàn viên|đảng viên|giáo viên|bác sĩ|bệnh nhân|khách|du khách|ứng cử viên|ứng viên|chuyên gia"
        "|cử tri|nông dân|trẻ em|trẻ mẫu giáo|trẻ|phụ nữ|thanh niên|nhân viên|kỹ sư|hành khách|thí sinh|học viên"
        "|công dân|công an|đb|đbqh|cbcc|cccvc|tình nguyện viên|chiến sĩ|cháu|nhân lực|nhân sự|y tá|điều dưỡng|tác giả"
        "|vận động viên|nghệ nhân|hướng dẫn viên|tuyên truyền viên|cộng tác viên|đồng chí|thạc sĩ|tiến sĩ|cá nhân|em"
        "|vị|cảnh sát|bộ đội|binh sĩ|luật sư|nhà báo|phóng viên|giảng viên|chuyên viên|kỹ thuật viên|tổ viên|ủy viên"
        "|cử nhân|nghệ sĩ|nghi phạm|lãnh đạo|đại diện|cổ đông|tỷ phú|tỉ phú|triệu phú|y bác sĩ|y sĩ|dược sĩ|diễn viên"
        "|ca sĩ|nhạc sĩ|thẩm phán|kiểm sát viên|hòa giải viên|báo cáo viên|dân quân|thuyền viên|nghiên cứu sinh"
        "|thủ khoa|phụ huynh|người dân|sv|hs|gv|vđv|tình nguyện|ngư dân|phạm nhân|people|persons|residents|employees"
        "|members|inhabitants|citizens|workers|students|users|adults|children|women|men|patients|pupils|teachers|farmers"
        "|visitors|tourists|passengers|migrants|refugees|jobseekers"
    ),
    "household": "hộ|households|household|homes",
    "enterprise": (
        "doanh nghiệp|dn|công ty|hợp tác xã|htx|tập đoàn|dnnvv|enterprises|businesses|companies|firms"
        "|telecom companies|digital technology enterprises"
    ),
    "rank": "bậc|位|อันดับ|places",
}
#: Nouns that Vietnamese counts, heads only (thủ tục, not thủ tục hành chính): a figure's span ends with one.
COUNTED = (
    "tỉnh|huyện|xã|phường|thị trấn|thị xã|quận|thành phố|địa phương|khu phố|ấp|thôn|bản|làng|xóm|buôn|tổ|tổ dân phố"
    "|đội|nhóm|quốc gia|nước|vùng|thủ tục|dịch vụ|hồ sơ|văn bản|giấy|giấy phép|chứng thư|chữ ký|hóa đơn|biên lai"
    "|hợp đồng|sổ|thẻ|căn cước|tài khoản|thuê bao|trạm|thiết bị|máy|máy tính|máy chủ|camera|điện thoại|website|trang"
    "|ứng dụng|nền tảng|phần mềm|hệ thống|cơ sở dữ liệu|cơ sở|csdl|tên miền|cổng|dữ liệu|bản ghi|trường|trường hợp"
    "|đại học|học viện|lớp|bệnh viện|trung tâm|phòng|phòng khám|chợ|siêu thị|cửa hàng|cây|con|chiếc|cái|căn|căn hộ"
    "|căn nhà|bộ|cuộc|lượt|lượt xem|ca|mũi|liều|vụ|vụ việc|dự án|đề án|công trình|gói thầu|kế hoạch|nhiệm vụ|giải pháp"
    "|mục tiêu|chỉ tiêu|tiêu chí|chỉ số|trụ cột|lĩnh vực|ngành|nghề|sản phẩm|mặt hàng|loại|đơn vị|cơ quan|sở|ban"
    "|bộ, ngành|sở, ngành|sở, ban|tổ chức|hội|đoàn|chi bộ|khu|khu công nghiệp|cụm|nhà máy|nhà|ngôi nhà|xưởng|kho|cảng"
    "|ga|tuyến|tuyến đường|cầu|nút|lô|thửa|giao dịch|đơn|đơn hàng|bài|bài viết|tin|ý kiến|kiến nghị|câu hỏi|cuộc gọi"
    "|tin nhắn|hội nghị|hội thảo|khóa|buổi|đợt|giải|giải thưởng|huy chương|bằng khen|sáng kiến|mô hình|bước|nội dung"
    "|vấn đề|nguyên nhân|phiếu|quyển|cuốn|tờ|mẫu|vé|chuyến|chuyến bay|xe|ô tô|tàu|viện|khoa|giường|thế hệ|đầu mối|suất"
    "|phần quà|nguồn|kênh|gian hàng|sàn|chi nhánh|khẩu|mảnh|bao|thùng|hộp|chai|gói|cột|trận|bàn|điều kiện|quy trình"
    "|chương trình|bị cáo|bị can|đối tượng|nạn nhân|cặp|đôi|đoạn|mối|hạng mục|hộ chiếu|mẻ|gian|triệu chứng|drone|tủ"
    "|biển báo|biển hiệu|trường thông tin|công|công đất|công việc|công cụ|công đoạn|vườn|trang trại|hồ|đập|giếng|đồn"
    "|đảo|nhiệm kỳ|kỳ|tiết|môn|câu|chuyên đề|ấn phẩm|tác phẩm|di tích|lễ hội|điểm cầu|điểm đến|phương tiện|container"
    "|teu|luồng|thị trường|đối tác|nhà đầu tư|nhà thầu|startup|bộ phận|chốt|tổ hợp|lực lượng|cuộc họp|điểm trường"
    "|bưu cục|vị trí việc làm|việc làm|chỗ|biên chế|lời|sào|khách hàng|sự kiện|hoạt động|luật|chính sách|cơ chế"
    "|quy định|tiêu chuẩn|quy chuẩn|yếu tố|nhà văn hóa|hệ sinh thái|giống|loài|thương hiệu|nhãn hiệu|bằng sáng chế"
    "|sáng chế|đề tài|bài báo|công nghệ|ngân hàng|quỹ|tổ hợp tác|làng nghề|điểm bán|hộp thư|thư|đĩa|cơn bão|cuộc thi"
    "|gia đình|họ|dòng họ|dân tộc|tôn giáo|ngôi|ngọn|dãy|bậc học|cấp học|cột mốc|tấm|bức|viên|hạt|quả|trái|bông|cành"
    "|gốc|đàn|lứa|đội tuyển|huấn luyện viên|phương pháp|kỹ năng|khó khăn|thách thức|cơ hội|lợi thế|thành tựu|kết quả"
    "|thay đổi|bên|phía|mặt|khâu|vai|lần|chiều|đầu xe|đầu sách|bản đồ|tài liệu|báo cáo|thông báo|lỗ hổng|mã độc"
    "|địa chỉ|kết nối|cảm biến|robot|accounts|stations|subscribers|services|installations|projects|records|dossiers"
    "|targets|goals|tasks|criteria|provinces|localities|communes|districts|jobs|cases|deaths|infections|doses|vacancies"
    "|subscriptions|countries|cities|villages|schools|hospitals"
    "|transactions|làn|nhịp|tổ máy|công tơ|ổ dịch|chùm ca|đơn thuốc|thư viện"
    "|sân vận động|công viên|khách sạn|nhà hàng|quán|quầy|ki ốt|kiốt|sạp|tiểu thương|lồng|bè|ao|nhà kính|nhà lưới|cống"
    "|bể|xe máy|tàu thuyền|băng nhóm|viên đạn|ngôi trường|điểm thi|môn học|tín chỉ|tiết học|luận án|cúp|kỷ lục|hiệp"
    "|bàn thắng|cầu thủ|khán giả|bình luận|ký tự|dòng|nền|sổ đỏ|cặp vợ chồng|cụ|liệt sĩ|thương binh|tờ khai|phản ánh"
    "|đơn thư|biên bản|kết luận|phiên|phiên họp|phiên tòa|đảng bộ|điển hình|phong trào|danh hiệu|giấy khen|huân chương"
    "|phim|bức ảnh|ảnh|video|clip|triển lãm|gian trưng bày|tác nhân|chuỗi|mắt xích|vùng trồng|bến xe|bến|bãi|trạm dừng"
    "|nút giao|hầm|đường hầm|cầu vượt|vệ tinh|đường bay|hãng|đại lý|nhà cung cấp|nhà mạng|thương nhân|nhà khoa học"
    "|doanh nhân|hội thi|hội chợ|phiên chợ|tiết mục|bài hát|nhạc cụ|món|món ăn|bữa|khẩu phần|chậu|luống|bụi|khóm|bó|mớ"
    "|đống|mâm|cốc|ly|bát|túi|hũ|lọ|phuy|kiện|pallet|toa|chỉ số|cổ phiếu|cp|trái phiếu|gương mặt|hài cốt|hiện vật"
    "|địa điểm|thi thể|đối thủ|phiên bản|ngành nghề|thập kỷ|chứng chỉ|lựa chọn|tội danh|bộ luật|đạo luật|ca khúc"
    "|thời kỳ|mặt trận|loại hình|khóm|tiểu khu|bon|phum|sóc|khối phố|khu dân cư|chi hội|chi đoàn|câu lạc bộ|clb"
    "|công đoàn|nghiệp đoàn|ban ngành|cấp ủy|tthc|dvc|dvctt|bts|atm|pos|mã qr|loa|đài|đài truyền thanh|bản tin|tin bài"
    "|chuyên mục|chuyên trang|trang web|thông tin|fanpage|danh mục|trường dữ liệu|bộ dữ liệu|tập dữ liệu|bệnh án"
    "|học bạ|trụ sở|thiết chế|đầu việc|thao tác|biểu mẫu|tính năng|chức năng|tiện ích|phân hệ|ccn|kcn|khu đô thị"
    "|đô thị|tòa nhà|tòa|chung cư|trạm biến áp|hồ chứa|hành vi|lỗi|sai phạm|sự cố|kỳ thi|bài thi|môn thi|nguyện vọng"
    "|sân bay|cảng biển|đường băng|máy bay|tàu bay|tàu cá|ngôi sao|tài sản|biệt thự|thương vụ|cọc|cửa khẩu|bãi biển"
    "|hang động|buồng|bệnh|vắc xin|vaccine|xét nghiệm|quan điểm|đột phá|định hướng|nguyên tắc|ngôn ngữ|ngoại ngữ"
    "|thứ tiếng|màu|màn hình|đề xuất|khuyến nghị|góp ý|yêu cầu|câu chuyện|bài học|biện pháp|hình thức|phương thức"
    "|cặp đôi|trại|gia trại|bữa ăn|sim|smartphone|laptop|máy ảnh|tập thể|khía cạnh|phương diện|góc độ|đặc khu|sở ngành"
    "|tỉnh thành|bộ ngành|bộ chỉ số|bộ tiêu chí|trục|lớp học|tổ chức, cá nhân"
)
