import Hotline

extension CityProfile {
  /// 台北 1999. Reports: four service kinds (咨询, 转接, 申诉, 派工), about 190,000 calls a month (its open data of works has about
  /// 12,500 rows a month, 7 %), the caller's identity mandatory, urgent tickets within 1 hour, spot checks by the 研考會.
  /// Shares of kinds and of urgent tickets are assumed.
  static let taipei = CityProfile(
    name: Phrase("Taipei", "台北", "臺北"), prefix: "tp", ruleSet: "taipei", calendar: "tw",
    isTraditional: true,
    districts: [
      District("daan", "大安區", 120), District("shilin", "士林區", 105),
      District("neihu", "內湖區", 105), District("wenshan", "文山區", 100),
      District("beitou", "北投區", 95), District("zhongshan", "中山區", 95),
      District("xinyi", "信義區", 85), District("songshan", "松山區", 80),
      District("wanhua", "萬華區", 75), District("zhongzheng", "中正區", 65),
      District("datong", "大同區", 50), District("nangang", "南港區", 45),
    ],
    categories: Category.taiwan, groups: UnitGroup.taiwan, streetsPerDistrict: 0,
    habits: [
      ("works-shilin", .late), ("environment-wanhua", .falseReporting), ("transport", .bouncing),
      ("civil-xinyi", .swapping), ("works-beitou", .enteringLate), ("police-daan", .prompt),
    ],
    channels: [
      Share("phone", 9_300), Share("e-mail", 520), Share("letter", 150),
      Share("sign-language-video", 30),
    ],
    kinds: [
      KindShare("consultation", ticket: 0, direct: 7_600),
      KindShare("transfer", ticket: 0, direct: 2_400),
      KindShare("petition", ticket: 2_800, direct: 0),
      KindShare("dispatch-of-works", ticket: 7_200, direct: 0),
    ],
    directPerHundred: 1_400, queues: [Share("general", 1)],
    languages: [Share("cmn", 84), Share("nan", 14), Share("en", 2)],
    bursts: [
      Burst(
        month: 8, day: 7, days: 3, percent: 240, categories: ["fallen-tree", "street-light-out"]),
      Burst(month: 5, day: 2, days: 12, percent: 130, categories: ["tax"]),
    ],
    connectPermyriad: 9_540, hasCallTotalsOnly: false, satisfiedPermyriad: 8_850,
    responsePermyriad: 5_800, callbackPermyriad: 3_500, cardQuota: nil, latePerMillion: 16_000,
    finishedPermyriad: 9_990, urgentPermyriad: 450, difficultPermyriad: 0, jointPermyriad: 700,
    dispatchSeconds: (60, 1_800),
    outreach: Outreach(
      qualityPerMillion: 600, spotChecks: 100, knowledgeItems: 300, knowledgeUpdates: 80))

  /// 新北 1999. Reports: every item has an agency and a limit; disturbance, fallen trees (before and from 18:00) and
  /// animal rescue (day and night). Shares are assumed.
  static let newTaipei = CityProfile(
    name: Phrase("New Taipei", "新北", "新北"), prefix: "nt", ruleSet: "new-taipei", calendar: "tw",
    isTraditional: true,
    districts: [
      District("banqiao", "板橋區", 180), District("xinzhuang", "新莊區", 140),
      District("zhonghe", "中和區", 130), District("sanchong", "三重區", 130),
      District("xindian", "新店區", 110), District("tucheng", "土城區", 90),
      District("yonghe", "永和區", 80), District("xizhi", "汐止區", 80),
      District("luzhou", "蘆洲區", 60),
    ],
    categories: Category.taiwan, groups: UnitGroup.taiwan, streetsPerDistrict: 0,
    habits: [
      ("police", .ordinary), ("works-banqiao", .late), ("environment-sanchong", .falseReporting),
      ("transport-xindian", .bouncing), ("civil-tucheng", .swapping), ("social", .enteringLate),
    ],
    channels: [Share("phone", 9_050), Share("app", 600), Share("e-mail", 350)],
    kinds: [
      KindShare("consultation", ticket: 0, direct: 8_300),
      KindShare("transfer", ticket: 0, direct: 1_700),
      KindShare("petition", ticket: 2_200, direct: 0),
      KindShare("report", ticket: 2_600, direct: 0),
      KindShare("dispatch-of-works", ticket: 5_200, direct: 0),
    ],
    directPerHundred: 450, queues: [Share("general", 1)],
    languages: [Share("cmn", 85), Share("nan", 15)],
    bursts: [
      Burst(month: 8, day: 7, days: 4, percent: 260, categories: ["fallen-tree"]),
      Burst(month: 9, day: 27, days: 3, percent: 220, categories: ["fallen-tree"]),
    ],
    connectPermyriad: 9_530, hasCallTotalsOnly: false, satisfiedPermyriad: 8_700,
    responsePermyriad: 5_500, callbackPermyriad: 3_000, cardQuota: nil, latePerMillion: 30_000,
    finishedPermyriad: 9_990, urgentPermyriad: 200, difficultPermyriad: 0, jointPermyriad: 200,
    dispatchSeconds: (40, 600),
    outreach: Outreach(qualityPerMillion: 500, knowledgeItems: 250, knowledgeUpdates: 60))

  /// 高雄萬事通. Reports: about 77,000 calls a month, 33 bureaus, calls cut off after 12 minutes, outbound care calls in 35
  /// townships, counter service, 發現眼; 20 to 30 % of people answered its survey. Shares are assumed.
  static let kaohsiung = CityProfile(
    name: Phrase("Kaohsiung", "高雄", "高雄"), prefix: "kh", ruleSet: "kaohsiung", calendar: "tw",
    isTraditional: true,
    districts: [
      District("fengshan", "鳳山區", 180), District("sanmin", "三民區", 170),
      District("zuoying", "左營區", 100), District("lingya", "苓雅區", 90),
      District("nanzi", "楠梓區", 90), District("qianzhen", "前鎮區", 90),
      District("gangshan", "岡山區", 60), District("qishan", "旗山區", 30),
    ],
    categories: Category.taiwan, groups: UnitGroup.taiwan, streetsPerDistrict: 0,
    habits: [
      ("works-fengshan", .late), ("environment-sanmin", .falseReporting), ("transport", .bouncing),
      ("civil-zuoying", .swapping), ("works-lingya", .enteringLate), ("health", .prompt),
    ],
    channels: [
      Share("phone", 8_700), Share("mayors-mailbox", 600), Share("app", 400), Share("counter", 250),
      Share("volunteer-patrol", 50),
    ],
    kinds: [
      KindShare("consultation", ticket: 0, direct: 8_000),
      KindShare("transfer", ticket: 0, direct: 2_000),
      KindShare("petition", ticket: 2_500, direct: 0),
      KindShare("complaint", ticket: 2_000, direct: 0),
      KindShare("suggestion", ticket: 600, direct: 0),
      KindShare("dispatch-of-works", ticket: 4_900, direct: 0),
    ],
    directPerHundred: 500, queues: [Share("general", 1)],
    languages: [Share("cmn", 80), Share("en", 2), Share("ja", 1), Share("hak", 17)],
    bursts: [Burst(month: 7, day: 12, days: 5, percent: 200, categories: ["fallen-tree"])],
    connectPermyriad: 9_510, hasCallTotalsOnly: false, satisfiedPermyriad: 8_600,
    responsePermyriad: 2_500, callbackPermyriad: 3_000, cardQuota: nil, latePerMillion: 0,
    finishedPermyriad: 9_950, urgentPermyriad: 150, difficultPermyriad: 0, jointPermyriad: 200,
    dispatchSeconds: (60, 1_200),
    outreach: Outreach(
      careCalls: 4_200, qualityPerMillion: 500, knowledgeItems: 250, knowledgeUpdates: 60))
}
