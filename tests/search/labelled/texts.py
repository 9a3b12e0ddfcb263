# ruff: noqa: E501 - a sentence is a line
"""Stories of the province in nine languages, for labelled queries: work → language → title, text. The first is the oldest.

Original sentences on real places; figures from the province's published ones.
"""

TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "folk-songs": {
        "vi": (
            "Dân ca Ví, Giặm trên sông Lam",
            "Dân ca Ví, Giặm Nghệ Tĩnh được UNESCO ghi danh ngày 27/11/2014. Các câu lạc bộ ở Thanh Chương và Hưng Nguyên hát mỗi tuần. "
            "Nghệ nhân dạy trẻ em cách lấy hơi, kỹ thuật luyến láy.",
        ),
        "en": (
            "Ví and Giặm folk songs on the Lam River",
            "UNESCO listed the folk songs of Nghệ Tĩnh on 27 November 2014. Singing clubs meet every week and teach children.",
        ),
        "fr": (
            "Les chants populaires ví et giặm du fleuve Lam",
            "L'UNESCO a inscrit ces chants le 27 novembre 2014. Les clubs des communes les enseignent aux enfants.",
        ),
        "ru": (
            "Народные песни ви и зам на реке Лам",
            "ЮНЕСКО внесла народные песни Нгетинь в список 27 ноября 2014 года. Клубы учат детей петь каждую неделю.",
        ),
        "zh-Hans": ("蓝江上的义静民歌", "2014年11月27日，义静喂调、咿调民歌列入联合国教科文组织名录。村里的民歌俱乐部每周教孩子们唱歌。"),
        "ja": ("ラム川に響くゲティン民謡", "2014年11月27日、ゲティンの民謡がユネスコの代表一覧表に記載されました。村のクラブが子どもたちに歌を教えています。"),
        "ko": ("람강의 응에띤 민요", "응에띤 민요는 2014년 11월 27일 유네스코 목록에 올랐습니다. 마을 동호회가 아이들에게 노래를 가르칩니다."),
        "lo": ("ເພງພື້ນເມືອງຂອງແຂວງເງ້ອານ", "ອົງການ UNESCO ໄດ້ຂຶ້ນທະບຽນເພງພື້ນເມືອງໃນວັນທີ 27 ພະຈິກ 2014. ສະໂມສອນໃນໝູ່ບ້ານສອນເດັກນ້ອຍຮ້ອງເພງ."),
        "th": ("เพลงพื้นบ้านริมแม่น้ำลาม", "ยูเนสโกขึ้นทะเบียนเพลงพื้นบ้านเมื่อวันที่ 27 พฤศจิกายน 2014 ชมรมในหมู่บ้านสอนเด็กร้องเพลงทุกสัปดาห์"),
    },
    "pu-mat": {
        "vi": (
            "Đi bộ trong Vườn quốc gia Pù Mát",
            "Vườn quốc gia Pù Mát nằm trong Khu dự trữ sinh quyển miền Tây Nghệ An. Thác Khe Kèm cao nhất vùng. "
            "Kiểm lâm theo dõi sao la và vượn má trắng bằng máy ảnh tự động.",
        ),
        "en": (
            "Walking in Pù Mát National Park",
            "The park lies in the Western Nghe An Biosphere Reserve. Rangers watch the saola and gibbons with camera traps.",
        ),
        "fr": (
            "Randonnée dans le parc national de Pu Mat",
            "Le parc fait partie de la réserve de biosphère de l'ouest du Nghê An. Les gardes forestiers observent le saola.",
        ),
        "ru": (
            "Пешком по национальному парку Пумат",
            "Парк входит в биосферный резерват «Западный Нгеан». Лесники наблюдают за саолой с помощью фотоловушек.",
        ),
        "zh-Hans": ("漫步普玛国家公园", "公园位于义安省西部生物圈保护区。护林员用红外相机观察中南大羚。"),
        "ja": ("プーマット国立公園を歩く", "公園はゲアン西部生物圏保存地域にあります。レンジャーは自動カメラでサオラを見守ります。"),
        "ko": ("뿌맛 국립공원 걷기", "공원은 서부 응에안 생물권보전지역에 있습니다. 산림감시원이 무인 카메라로 사올라를 관찰합니다."),
        "lo": ("ຍ່າງຊົມສວນແຫ່ງຊາດປູມັດ", "ສວນແຫ່ງຊາດນີ້ຢູ່ພາກຕາເວັນຕົກຂອງແຂວງເງ້ອານ. ເຈົ້າໜ້າທີ່ປ່າໄມ້ຕິດຕາມເສົາຫຼາດ້ວຍກ້ອງຖ່າຍຮູບ."),
        "th": ("เดินป่าในอุทยานแห่งชาติปู่หมาด", "อุทยานอยู่ทางตะวันตกของจังหวัดเหงะอาน เจ้าหน้าที่ป่าไม้เฝ้าดูซาวลาด้วยกล้องดักถ่าย"),
    },
    "eel": {
        "vi": (
            "Cháo lươn, súp lươn và một buổi sáng ở Vinh",
            "Quán mở từ năm giờ. Lươn đồng, hành tăm, nghệ tươi; bát súp cay ăn với bánh mì. Khách Nhật Bản gọi thêm cam Vinh.",
        ),
        "en": (
            "Eel porridge and a morning in Vinh",
            "The stalls open at five. Field eels, shallots and fresh turmeric make a spicy soup, eaten with bread.",
        ),
        "fr": (
            "La soupe d'anguille, un matin à Vinh",
            "Les échoppes ouvrent à cinq heures. Anguilles des rizières, échalotes et curcuma frais : une soupe épicée.",
        ),
        "ru": ("Суп из угря и утро в Вине", "Лавки открываются в пять часов. Угри с рисовых полей, лук-шалот и куркума делают суп острым."),
        "zh-Hans": ("荣市早晨的一碗鳝鱼粥", "小店五点开门。田鳝、香葱和鲜姜黄，辣汤配面包。"),
        "ja": ("ビンの朝とうなぎ粥", "店は五時に開きます。田うなぎとエシャロット、生ウコンの辛いスープをパンと食べます。"),
        "ko": ("빈의 아침과 장어죽", "가게는 다섯 시에 문을 엽니다. 논장어와 샬롯, 생강황으로 끓인 매운 국을 빵과 먹습니다."),
    },
    "nam-can": {
        "vi": (
            "Cửa khẩu quốc tế Nậm Cắn những ngày giáp Tết",
            "Hàng nông sản từ Xiêng Khoảng qua cửa khẩu Nậm Cắn theo Quốc lộ 7. Bộ đội biên phòng hai nước tuần tra chung.",
        ),
        "en": (
            "Nam Can International Border Gate before Tet",
            "Farm produce from Xiengkhouang crosses on National Road 7. Border guards of both countries patrol together.",
        ),
        "fr": (
            "La porte frontalière internationale de Nam Can avant le Têt",
            "Les produits agricoles de Xieng Khouang passent par la route nationale 7. Les gardes-frontières patrouillent ensemble.",
        ),
        "ru": (
            "Международный пограничный переход Намкан перед Тетом",
            "Овощи и кукуруза из провинции Сиангкхуанг идут по дороге номер 7. Пограничники двух стран патрулируют вместе.",
        ),
        "zh-Hans": ("春节前的南干国际口岸", "川圹省的农产品经7号国道入境。两国边防部队联合巡逻。"),
        "lo": ("ດ່ານສາກົນນ້ຳກັນກ່ອນບຸນປີໃໝ່", "ສິນຄ້າກະສິກຳຈາກແຂວງຊຽງຂວາງຜ່ານດ່ານນ້ຳກັນຕາມທາງຫຼວງເລກ 7. ທະຫານຊາຍແດນສອງປະເທດລາດຕະເວນຮ່ວມກັນ."),
        "th": ("ด่านสากลน้ำกันก่อนปีใหม่", "สินค้าเกษตรจากแขวงเชียงขวางผ่านด่านน้ำกันตามทางหลวงหมายเลข 7"),
    },
    "lao-students": {
        "vi": (
            "Lưu học sinh Lào ở Trường Đại học Vinh",
            "36 lưu học sinh từ Hủa Phăn nhận học bổng của tỉnh năm học 2023–2024. Các em học tiếng Việt một năm rồi vào chuyên ngành kĩ sư, sư phạm.",
        ),
        "en": (
            "Lao students at Vinh University",
            "Thirty-six students from Houaphanh hold provincial scholarships. They learn Vietnamese for a year before engineering or teaching.",
        ),
        "fr": (
            "Étudiants laotiens à l'université de Vinh",
            "Trente-six étudiants de Houaphan ont reçu une bourse provinciale. Ils apprennent le vietnamien pendant un an.",
        ),
        "zh-Hans": ("荣市大学的老挝留学生", "来自华潘省的36名学生获得省奖学金，先学一年越南语。"),
        "ko": ("빈대학교의 라오스 유학생", "후아판주에서 온 학생 36명이 성 장학금을 받았습니다. 먼저 1년 동안 베트남어를 배웁니다."),
        "lo": ("ນັກສຶກສາລາວທີ່ມະຫາວິທະຍາໄລວິງ", "ນັກສຶກສາ 36 ຄົນຈາກແຂວງຫົວພັນໄດ້ຮັບທຶນການສຶກສາ. ພວກເຂົາຮຽນພາສາຫວຽດນາມໜຶ່ງປີກ່ອນ."),
        "th": ("นักศึกษาลาวที่มหาวิทยาลัยวินห์", "นักศึกษา 36 คนจากแขวงหัวพันได้รับทุนการศึกษา และเรียนภาษาเวียดนามหนึ่งปีก่อน"),
    },
    "gyeonggi": {
        "vi": (
            "Nghệ An và tỉnh Gyeonggi trao đổi kinh nghiệm nông nghiệp",
            "Đoàn cán bộ Hàn Quốc thăm mô hình trồng dưa lưới ở Nghĩa Đàn. Hai bên bàn việc đưa lao động thời vụ và dạy nghề.",
        ),
        "en": (
            "Nghe An and Gyeonggi Province exchange farming experience",
            "A Korean delegation visited melon greenhouses in Nghia Dan and discussed seasonal workers and vocational training.",
        ),
        "ko": ("응에안성과 경기도, 농업 경험을 나누다", "한국 대표단이 응이어단의 멜론 온실을 방문했습니다. 양측은 계절근로자와 직업훈련을 논의했습니다."),
        "zh-Hans": ("义安省与京畿道交流农业经验", "韩国代表团参观了义坛的甜瓜大棚，双方讨论了季节工和职业培训。"),
        "ja": ("ゲアン省と京畿道、農業の経験を交流", "韓国の代表団がギアダンのメロン温室を訪れ、季節労働者と職業訓練について話し合いました。"),
    },
    "ulyanovsk": {
        "vi": (
            "Ulyanovsk và Vinh: hai thành phố kết nghĩa",
            "Tượng Lê-nin được dựng ở Vinh tháng 4 năm 2024. Thỏa thuận hợp tác mới được ký tháng 5/2025 giữa Nghệ An và tỉnh Ulyanovsk.",
        ),
        "en": (
            "Ulyanovsk and Vinh, twin cities",
            "A statue of Lenin was unveiled in Vinh in April 2024. A new cooperation agreement was signed in May 2025.",
        ),
        "ru": (
            "Ульяновск и Винь: города-побратимы",
            "Памятник Ленину открыли в Вине в апреле 2024 года. Новое соглашение о сотрудничестве подписано в мае 2025 года. Студенты учат русский язык.",
        ),
        "fr": (
            "Oulianovsk et Vinh, villes jumelées",
            "Une statue de Lénine a été inaugurée à Vinh en avril 2024. Un nouvel accord de coopération a été signé en mai 2025.",
        ),
        "zh-Hans": ("乌里扬诺夫斯克与荣市：友好城市", "2024年4月，列宁像在荣市落成。2025年5月签署了新的合作协议。"),
    },
    "tea": {
        "vi": (
            "Đảo chè Thanh Chương mùa sương",
            "Thuyền đi giữa các đồi chè trên hồ Cầu Cau. Xã có tổ hợp tác du lịch cộng đồng, sản phẩm OCOP bốn sao.",
        ),
        "en": (
            "The tea islands of Thanh Chuong in the mist",
            "Boats pass between tea hills on a lake. A community tourism group sells four-star OCOP products.",
        ),
        "fr": (
            "Les îles de thé de Thanh Chuong dans la brume",
            "Les barques passent entre les collines de thé. Un groupe de tourisme communautaire vend ses produits.",
        ),
        "ja": ("霧のタインチュオン茶の島", "湖に浮かぶ茶の丘のあいだを舟が進みます。住民の観光グループが製品を売っています。"),
        "zh-Hans": ("晨雾中的清漳茶岛", "小船在湖上的茶山之间穿行。社区旅游小组出售当地特产。"),
        "ko": ("안개 속 타인쯔엉 차 섬", "배가 호수 위 차 언덕 사이를 지납니다. 주민 관광 모임이 특산품을 팝니다."),
    },
    "soviet": {
        "vi": (
            "Bảo tàng Xô viết Nghệ Tĩnh kể chuyện bằng dữ liệu",
            "Trang báo chí dữ liệu về phong trào 1930–1931 ra mắt tháng 9. Bảo tàng số hóa 15.000 hiện vật, mở cửa miễn phí cho học sinh.",
        ),
        "en": (
            "The Nghe Tinh Soviet Museum tells its story with data",
            "A data-journalism site on the movement of 1930–1931 opened in September. Admission is free for pupils.",
        ),
        "ru": (
            "Музей Советов Нгетинь рассказывает языком данных",
            "Сайт о движении 1930–1931 годов открылся в сентябре. Школьники посещают музей бесплатно.",
        ),
        "fr": (
            "Le musée des Soviets du Nghê Tinh se raconte en données",
            "Un site sur le mouvement de 1930–1931 a ouvert en septembre. L'entrée est gratuite pour les élèves.",
        ),
        "zh-Hans": ("义静苏维埃博物馆用数据讲述历史", "关于1930—1931年运动的数据新闻网站九月上线。学生免费参观。"),
    },
    "lotus": {
        "vi": (
            "Lễ hội Làng Sen và mùa sen Kim Liên",
            "Lễ hội Làng Sen mở ngày 19/5/2025 tại Kim Liên, xã Kim Liên, Nam Đàn cũ. Hơn 40 đoàn nghệ thuật hát về Chủ tịch Hồ Chí Minh.",
        ),
        "en": (
            "The Lang Sen Festival and the lotus season in Kim Lien",
            "The Lotus Village Festival opened on 19 May 2025. More than forty troupes sang of President Ho Chi Minh.",
        ),
        "fr": (
            "Le festival de Lang Sen et la saison des lotus à Kim Lien",
            "Le festival du village du Lotus s'est ouvert le 19 mai 2025. Plus de quarante troupes ont chanté.",
        ),
        "ru": (
            "Фестиваль «Ланг Шен» и сезон лотосов в Кимльене",
            "Праздник открылся 19 мая 2025 года. Более сорока коллективов пели о Президенте Хо Ши Мине. Всё ещё цветут лотосы.",
        ),
        "zh-Hans": ("莲村节与金莲的荷花季", "莲村节于2025年5月19日开幕。四十多个艺术团歌唱胡志明主席。"),
        "ja": ("セン村祭りとキムリエンの蓮の季節", "セン村祭りは2025年5月19日に開幕しました。四十を超える団体がホーチミン主席を歌いました。"),
        "ko": ("센 마을 축제와 낌리엔의 연꽃 철", "센 마을 축제는 2025년 5월 19일에 막을 올렸습니다. 마흔 개가 넘는 예술단이 호찌민 주석을 노래했습니다."),
        "lo": ("ງານບຸນບ້ານເສນ ແລະ ລະດູດອກບົວທີ່ກິມລຽນ", "ງານບຸນບ້ານເສນເປີດຂຶ້ນວັນທີ 19 ພຶດສະພາ 2025. ຄະນະສິລະປິນຫຼາຍກວ່າສີ່ສິບຄະນະຮ້ອງເພງກ່ຽວກັບປະທານໂຮ່ຈິມິນ."),
        "th": ("เทศกาลหมู่บ้านเซนและฤดูดอกบัวที่กิมเลียน", "เทศกาลเปิดเมื่อวันที่ 19 พฤษภาคม 2568 คณะศิลปินกว่าสี่สิบคณะร้องเพลงถึงประธานโฮจิมินห์"),
    },
    "capital": {
        "vi": (
            "Nghệ An và Thủ đô Viêng Chăn ký thoả thuận 2025–2028",
            "Lễ ký diễn ra ngày 12 tháng 5 năm 2025. Uỷ ban nhân dân tỉnh và chính quyền Thủ đô Viêng Chăn hợp tác về giáo dục, y tế, nông nghiệp.",
        ),
        "en": (
            "Nghe An and Vientiane Capital sign an agreement for 2025–2028",
            "The ceremony took place on 12 May 2025. The Provincial People's Committee and the capital work together on education and health.",
        ),
        "lo": (
            "ແຂວງເງ້ອານ ແລະ ນະຄອນຫຼວງວຽງຈັນ ເຊັນຂໍ້ຕົກລົງ",
            "ພິທີເຊັນຂໍ້ຕົກລົງຮ່ວມມືມີຂຶ້ນວັນທີ 12 ພຶດສະພາ 2025. ສອງຝ່າຍຮ່ວມມືດ້ານການສຶກສາ ແລະ ສາທາລະນະສຸກ.",
        ),
        "zh-Hans": ("义安省与万象市签署2025—2028年合作协议", "签字仪式于2025年5月12日举行。双方在教育、卫生、农业领域合作。"),
        "ja": ("ゲアン省とビエンチャン首都が協定に署名", "調印式は2025年5月12日に行われました。教育、医療、農業で協力します。"),
        "th": ("จังหวัดเหงะอานและนครหลวงเวียงจันทน์ลงนามข้อตกลง", "พิธีลงนามจัดขึ้นวันที่ 12 พฤษภาคม 2025 สองฝ่ายร่วมมือด้านการศึกษาและสาธารณสุข"),
    },
    "investors": {
        "vi": (
            "Nhà đầu tư nước ngoài ở Khu kinh tế Đông Nam",
            "169 dự án FDI, hơn 5,6 tỷ USD: Luxshare, Goertek, Foxconn. Quyết định số 123/QĐ-UBND ngày 05/02/2025 giao Sở Ngoại vụ đầu mối; "
            "thu ngân sách 29.211 tỉ đồng.",
        ),
        "en": (
            "Foreign investors in the Southeast Economic Zone",
            "There are 169 FDI projects worth more than USD 5.6 billion. The Department of Foreign Affairs helps companies with visas.",
        ),
        "ja": ("東南経済区の外国投資家", "169件の外国直接投資があり、総額は56億ドルを超えます。工業団地は広がり、外務局が企業を助けます。"),
        "ko": ("동남경제구역의 외국인 투자자", "외국인 직접투자 사업은 169개, 56억 달러가 넘습니다. 인민위원회는 기업의 비자를 돕습니다."),
        "zh-Hans": ("东南经济区的外国投资者", "外商直接投资项目169个，超过56亿美元。外务厅协助企业办理签证，工业园区不断扩大。"),
        "ru": (
            "Иностранные инвесторы в Юго-Восточной экономической зоне",
            "Всего 169 проектов прямых иностранных инвестиций на сумму более 5,6 млрд долларов. Департамент помогает компаниям с визами.",
        ),
        "fr": (
            "Les investisseurs étrangers dans la zone économique du Sud-Est",
            "On compte 169 projets d'investissements directs étrangers. Le Service des affaires étrangères aide les entreprises.",
        ),
    },
    "beach": {
        "vi": (
            "Cửa Lò vào hè",
            "Bãi biển Cửa Lò đón khách từ tháng tư. Mực nháy câu trong đêm, đảo Ngư gần bờ. Phường Cửa Lò lắp thêm đèn đường.",
        ),
        "en": (
            "Summer begins in Cua Lo",
            "Cua Lo beach receives visitors from April. Squid is caught at night; Ngu Island is close to the shore.",
        ),
        "fr": ("L'été commence à Cua Lo", "La plage de Cua Lo accueille les visiteurs dès avril. L'île de Ngu est proche du rivage."),
        "ru": ("Лето начинается в Куало", "Пляж Куало принимает гостей с апреля. Кальмаров ловят ночью, остров Нгы близко к берегу."),
        "zh-Hans": ("炉门的夏天", "炉门海滩四月起接待游客。夜里可以钓鱿鱼，鱼岛离岸不远。"),
        "ja": ("クアローに夏が来る", "クアローのビーチは四月から客を迎えます。夜はイカ釣りができます。"),
        "ko": ("끄어로의 여름", "끄어로 해변은 4월부터 손님을 맞습니다. 밤에는 오징어를 잡습니다."),
        "lo": ("ລະດູຮ້ອນທີ່ຫາດເກື່ອລໍ່", "ຫາດຊາຍເກື່ອລໍ່ຕ້ອນຮັບນັກທ່ອງທ່ຽວຕັ້ງແຕ່ເດືອນເມສາ. ກາງຄືນມີການຕຶກປາມຶກ."),
        "th": ("ฤดูร้อนที่หาดเกื่อหล่อ", "ชายหาดเกื่อหล่อต้อนรับนักท่องเที่ยวตั้งแต่เดือนเมษายน กลางคืนมีการตกปลาหมึก"),
    },
    "bay": {
        "vi": ("Những vịnh nhỏ của miền Trung", "Từ các vịnh kín gió, nghề nuôi ngao đem lại việc làm. Người lao động trở về quê."),
        "en": ("Small bays of the central coast", "In sheltered bays clam farming brings work; labourers return to their villages."),
    },
    "capital-hanoi": {
        "vi": ("Kỳ họp ở Thủ đô Hà Nội", "Kỳ họp bàn về chuyển đổi số. Đại biểu thăm lăng Chủ tịch Hồ Chí Minh."),
        "en": ("A session in Ha Noi, the capital", "The session discussed digital transformation."),
        "lo": ("ກອງປະຊຸມທີ່ນະຄອນຫຼວງຮ່າໂນ້ຍ", "ກອງປະຊຸມສົນທະນາເລື່ອງການຫັນເປັນດິຈິຕອນ."),
    },
}  # fmt: skip

# what says the same: the registry's places and agencies, the term base's concepts
NAMES: dict[str, tuple[str, ...]] = {
    "place:nghe-an": (
        "Nghệ An", "tỉnh Nghệ An", "Nghe An Province", "义安省", "义安", "ゲアン省", "ゲアン", "응에안성", "응에안",
        "province de Nghê An", "провинция Нгеан", "Нгеан", "ແຂວງເງ້ອານ", "จังหวัดเหงะอาน",
    ),
    "place:cua-lo": ("Cửa Lò", "炉门", "クアロー", "끄어로", "Cua Lo", "Куало", "ເກື່ອລໍ່", "เกื่อหล่อ"),
    "place:xieng-khouang": (
        "Xiêng Khoảng", "Xiengkhouang", "Xieng Khouang", "川圹省", "シエンクワーン県", "씨엥쿠앙주", "Сиангкхуанг", "ຊຽງຂວາງ", "เชียงขวาง",
    ),
    "place:pu-mat": (
        "Vườn quốc gia Pù Mát", "Pù Mát National Park", "普玛国家公园", "プーマット国立公園", "뿌맛 국립공원",
        "parc national de Pu Mat", "национальный парк Пумат",
    ),
    "place:nam-can": (
        "cửa khẩu quốc tế Nậm Cắn", "Nam Can International Border Gate", "南干国际口岸", "ナムカン国際国境ゲート",
        "porte frontalière internationale de Nam Can", "ດ່ານສາກົນ ນ້ຳກັນ",
    ),
    "place:vientiane": (
        "Thủ đô Viêng Chăn", "Vientiane Capital", "万象市", "ビエンチャン首都", "Vientiane capitale", "ນະຄອນຫຼວງວຽງຈັນ",
    ),
    "agency:foreign-affairs": (
        "Sở Ngoại vụ", "Department of Foreign Affairs", "外务厅", "外務局", "Service des affaires étrangères", "Департамент иностранных дел",
    ),
    "agency:people-s-committee": (
        "Ủy ban nhân dân tỉnh", "UBND tỉnh", "UBND", "Provincial People's Committee", "省人民委员会", "省人民委員会", "성 인민위원회",
        "Comité populaire de la province", "Народный комитет провинции",
    ),
    "term:folk-songs": (
        "dân ca Ví, Giặm Nghệ Tĩnh", "dân ca Ví, Giặm", "Ví and Giặm folk songs", "义静喂调、咿调民歌", "chants populaires ví et giặm",
        "народные песни ви и зам",
    ),
    "term:lang-sen-festival": (
        "Lễ hội Làng Sen", "Lang Sen Festival", "Lotus Village Festival", "莲村节", "セン村祭り", "센 마을 축제",
        "festival de Lang Sen", "фестиваль «Ланг Шен»", "ງານບຸນບ້ານເສນ",
    ),
    "term:eel-porridge": ("cháo lươn", "eel porridge", "鳝鱼粥"),
    "term:fdi": (
        "đầu tư trực tiếp nước ngoài", "FDI", "foreign direct investment", "外商直接投资", "外国直接投資", "외국인 직접투자",
        "investissements directs étrangers", "прямые иностранные инвестиции",
    ),
}  # fmt: skip
