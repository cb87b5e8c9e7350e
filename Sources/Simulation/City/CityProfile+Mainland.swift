import Hotline

extension CityProfile {
  /// 佛山 12345. Reports: second half of 2016, 101 yellow and 4 red cards (0.16 % and 0.01 % of tickets); web share of
  /// 2016 56.73 %; first half of 2017: 1.63 million handled, about 120,000 dispatched (7.4 %), satisfaction 99.07 %,
  /// 350 units; 243 enterprise visits with 568 demands; 6,327 sampled calls. Shares of the other channels, the kinds
  /// and the connect rate (above the national 95 %) are assumed.
  static let foshan = CityProfile(
    name: Phrase("Foshan", "佛山", "佛山"), prefix: "fs", ruleSet: "foshan", calendar: "cn",
    isTraditional: false,
    districts: [
      District("nanhai", "南海区", 330), District("shunde", "顺德区", 300),
      District("chancheng", "禅城区", 220), District("sanshui", "三水区", 90),
      District("gaoming", "高明区", 60),
    ],
    categories: Category.mainland, groups: UnitGroup.mainland, streetsPerDistrict: 56,
    habits: [
      ("urban-management-nanhai", .late), ("environment-shunde", .late),
      ("housing-construction", .bouncing), ("housing-construction-chancheng", .bouncing),
      ("market-regulation-nanhai", .falseReporting), ("transport-sanshui", .swapping),
      ("utilities-gaoming", .enteringLate), ("police-nanhai", .prompt),
      ("human-resources", .prompt), ("urban-management-shunde", .enteringLate),
    ],
    channels: [
      Share("web", 5_673), Share("phone", 3_140), Share("wechat", 620), Share("mobile", 290),
      Share("weibo", 130), Share("kiosk", 60), Share("sms", 87),
    ],
    kinds: [
      KindShare("consultation", ticket: 1_800, direct: 8_600),
      KindShare("service-request", ticket: 3_300, direct: 800),
      KindShare("complaint", ticket: 3_100, direct: 150),
      KindShare("report", ticket: 1_000, direct: 50),
      KindShare("suggestion", ticket: 500, direct: 150),
      KindShare("opinion", ticket: 250, direct: 100),
      KindShare("praise", ticket: 50, direct: 150),
    ],
    directPerHundred: 1_258, queues: [Share("general", 1)],
    languages: [Share("cmn", 62), Share("yue", 38)],
    bursts: [
      Burst(month: 1, day: 22, days: 5, percent: 190, categories: ["water-supply", "heating"]),
      Burst(month: 8, day: 22, days: 12, percent: 145, categories: ["education"]),
      Burst(month: 10, day: 8, days: 6, percent: 160, categories: ["housing-fund"]),
    ],
    connectPermyriad: 9_610, hasCallTotalsOnly: false, satisfiedPermyriad: 9_907,
    responsePermyriad: 6_200, callbackPermyriad: 10_000,
    cardQuota: CardQuota(yellow: 101, red: 4, tickets: 63_125), latePerMillion: 0,
    finishedPermyriad: 10_000, urgentPermyriad: 60, difficultPermyriad: 0, jointPermyriad: 250,
    dispatchSeconds: (180, 5_400),
    outreach: Outreach(
      enterpriseVisits: 243, demands: 568, qualityPerMillion: 1_940, knowledgeItems: 1_300,
      knowledgeUpdates: 240))

  /// 上海 12345. Reports of 2016: 3,011,484 requests, consultations 43.83 %, complaints and reports 32.57 %, 140,000
  /// callbacks with a combined satisfaction of 93 %, 139 units. 46 % answered at once is assumed; with it the columns of
  /// kinds give those shares: 0.4595 · 85 % + 0.5405 · 8.83 % = 43.83 %, 0.5405 · 60.26 % = 32.57 %.
  static let shanghai = CityProfile(
    name: Phrase("Shanghai", "上海", "上海"), prefix: "sh", ruleSet: "shanghai", calendar: "cn",
    isTraditional: false,
    districts: [
      District("pudong", "浦东新区", 230), District("minhang", "闵行区", 110),
      District("baoshan", "宝山区", 90), District("xuhui", "徐汇区", 80),
      District("yangpu", "杨浦区", 80), District("putuo", "普陀区", 80),
      District("jingan", "静安区", 80), District("songjiang", "松江区", 80),
      District("jiading", "嘉定区", 70), District("huangpu", "黄浦区", 50),
    ],
    categories: Category.mainland, groups: UnitGroup.mainland, streetsPerDistrict: 0,
    habits: [
      ("housing-construction-pudong", .bouncing), ("environment-baoshan", .late),
      ("market-regulation-minhang", .falseReporting), ("transport-putuo", .swapping),
      ("utilities-songjiang", .enteringLate), ("police", .prompt),
    ],
    channels: [Share("phone", 8_150), Share("web", 900), Share("app", 450), Share("wechat", 500)],
    kinds: [
      KindShare("consultation", ticket: 883, direct: 8_500),
      KindShare("complaint", ticket: 4_526, direct: 0),
      KindShare("report", ticket: 1_500, direct: 0),
      KindShare("service-request", ticket: 2_391, direct: 1_000),
      KindShare("suggestion", ticket: 400, direct: 200),
      KindShare("opinion", ticket: 250, direct: 200),
      KindShare("praise", ticket: 50, direct: 100),
    ],
    directPerHundred: 85, queues: [Share("general", 1)],
    languages: [Share("cmn", 97), Share("en", 3)],
    bursts: [
      Burst(month: 1, day: 23, days: 5, percent: 260, categories: ["water-supply", "heating"]),
      Burst(month: 3, day: 25, days: 7, percent: 150, categories: ["land-and-building"]),
      Burst(month: 7, day: 25, days: 8, percent: 140, categories: ["power-supply"]),
    ],
    connectPermyriad: 9_560, hasCallTotalsOnly: true, satisfiedPermyriad: 9_300,
    responsePermyriad: 7_200, callbackPermyriad: 1_200, cardQuota: nil, latePerMillion: 14_000,
    finishedPermyriad: 9_990, urgentPermyriad: 90, difficultPermyriad: 700, jointPermyriad: 300,
    dispatchSeconds: (300, 7_200),
    outreach: Outreach(qualityPerMillion: 900, knowledgeItems: 900, knowledgeUpdates: 300))

  /// 威海 "大服务": three classes (故障报修, 投诉举报, 一般诉求), repairs dispatched within 2 minutes of hanging up and called back
  /// within 24 hours. No shares are reported; all are assumed.
  static let weihai = CityProfile(
    name: Phrase("Weihai", "威海", "威海"), prefix: "wh", ruleSet: "weihai", calendar: "cn",
    isTraditional: false,
    districts: [
      District("huancui", "环翠区", 380), District("wendeng", "文登区", 250),
      District("rongcheng", "荣成市", 240), District("rushan", "乳山市", 130),
    ],
    categories: Category.mainland, groups: UnitGroup.mainland, streetsPerDistrict: 6,
    habits: [
      ("utilities-huancui", .prompt), ("housing-construction-huancui", .bouncing),
      ("environment-rongcheng", .late), ("market-regulation-wendeng", .falseReporting),
      ("transport-rushan", .swapping), ("urban-management-wendeng", .enteringLate),
    ],
    channels: [Share("phone", 9_000), Share("wechat", 500), Share("web", 350), Share("app", 150)],
    kinds: [
      KindShare("repair", ticket: 3_800, direct: 0),
      KindShare("complaint", ticket: 2_600, direct: 0),
      KindShare("report", ticket: 700, direct: 0),
      KindShare("consultation", ticket: 900, direct: 9_000),
      KindShare("service-request", ticket: 1_500, direct: 600),
      KindShare("suggestion", ticket: 300, direct: 150),
      KindShare("opinion", ticket: 150, direct: 100),
      KindShare("praise", ticket: 50, direct: 150),
    ],
    directPerHundred: 130, queues: [Share("general", 1)], languages: [Share("cmn", 1)],
    bursts: [Burst(month: 11, day: 10, days: 10, percent: 210, categories: ["heating"])],
    connectPermyriad: 9_720, hasCallTotalsOnly: false, satisfiedPermyriad: 9_600,
    responsePermyriad: 7_500, callbackPermyriad: 10_000, cardQuota: nil, latePerMillion: 9_000,
    finishedPermyriad: 9_980, urgentPermyriad: 100, difficultPermyriad: 0, jointPermyriad: 200,
    dispatchSeconds: (25, 118),
    outreach: Outreach(qualityPerMillion: 1_500, knowledgeItems: 400, knowledgeUpdates: 120))

  /// 广州 12345. Reports to 2015-05-31: 3.4 million calls, connect rate 81.87 %, 270,752 transferred tickets (8 % of the
  /// calls), 96.72 % completed, six queues, inquiries 83.69 %: 0.92 · 90.1 % + 0.08 · 10 % = 83.69 %. Satisfaction and
  /// response are assumed.
  static let guangzhou = CityProfile(
    name: Phrase("Guangzhou", "广州", "廣州"), prefix: "gz", ruleSet: "guangzhou", calendar: "cn",
    isTraditional: false,
    districts: [
      District("tianhe", "天河区", 170), District("baiyun", "白云区", 190),
      District("haizhu", "海珠区", 150), District("yuexiu", "越秀区", 130),
      District("panyu", "番禺区", 150), District("liwan", "荔湾区", 90),
      District("huadu", "花都区", 70), District("zengcheng", "增城区", 50),
    ],
    categories: Category.mainland, groups: UnitGroup.mainland, streetsPerDistrict: 0,
    habits: [
      ("housing-construction", .bouncing), ("land-resources", .bouncing),
      ("urban-management-baiyun", .bouncing), ("environment-panyu", .falseReporting),
      ("transport-tianhe", .swapping), ("utilities-huadu", .enteringLate), ("police", .prompt),
    ],
    channels: [
      Share("phone", 9_200), Share("web", 350), Share("wechat", 300), Share("e-mail", 60),
      Share("line-110", 60), Share("grid", 30),
    ],
    kinds: [
      KindShare("consultation", ticket: 1_000, direct: 9_010),
      KindShare("complaint", ticket: 5_200, direct: 200),
      KindShare("report", ticket: 1_800, direct: 90),
      KindShare("service-request", ticket: 1_500, direct: 400),
      KindShare("suggestion", ticket: 450, direct: 200), KindShare("opinion", ticket: 0, direct: 0),
      KindShare("praise", ticket: 50, direct: 100),
    ],
    directPerHundred: 1_150,
    queues: [
      Share("housing-fund", 90), Share("citizen-card", 60), Share("consumer-rights", 170),
      Share("land-and-building", 80), Share("labour-and-insurance", 220),
      Share("general-business", 380),
    ],
    languages: [Share("cmn", 55), Share("yue", 42), Share("en", 3)],
    bursts: [
      Burst(month: 4, day: 7, days: 6, percent: 170, categories: ["housing-fund"]),
      Burst(month: 7, day: 1, days: 10, percent: 150, categories: ["education"]),
    ],
    connectPermyriad: 8_187, hasCallTotalsOnly: true, satisfiedPermyriad: 8_900,
    responsePermyriad: 5_500, callbackPermyriad: 3_000, cardQuota: nil, latePerMillion: 0,
    finishedPermyriad: 9_672, urgentPermyriad: 80, difficultPermyriad: 0, jointPermyriad: 350,
    dispatchSeconds: (600, 14_400),
    outreach: Outreach(qualityPerMillion: 500, knowledgeItems: 500, knowledgeUpdates: 60))
}
