extension UnitGroup {
  /// Bureaus that a city of Taiwan has, and offices of each in its districts.
  static let taiwan: [UnitGroup] = [
    UnitGroup("environment", "環境保護局"), UnitGroup("police", "警察局"),
    UnitGroup("works", "工務局"), UnitGroup("transport", "交通局"),
    UnitGroup("water", "自來水處"), UnitGroup("agriculture", "農業局"),
    UnitGroup("fire-brigade", "消防局"), UnitGroup("social", "社會局"),
    UnitGroup("civil", "民政局"), UnitGroup("revenue", "稅捐稽徵處"),
    UnitGroup("health", "衛生局"), UnitGroup("education", "教育局"),
  ]
}

extension Category {
  /// What people of Taiwan's cities call about; weights are those of an ordinary city.
  static let taiwan: [Category] = places + matters

  private static let places: [Category] = [
    Category(
      "bulky-waste-collection", "大型廢棄物清運聯繫", "environment", 1_400,
      ["有舊沙發一張待清運", "床墊與衣櫃各一件，請安排收運", "廢棄家具堆置門口"],
      ["已完成清運。", "已與民眾約定時間並清運完畢。"]),
    Category(
      "pollution-report", "污染舉發", "environment", 700, seasons: [90, 100, 120, 100],
      ["有異味飄散，疑似露天燃燒", "工廠排放黑煙", "水溝有油污"],
      ["已派員稽查並勸導改善。", "已依法告發。"]),
    Category(
      "street-light-out", "路燈不亮或損壞", "works", 750, seasons: [110, 100, 100, 100],
      ["路燈連續多日不亮", "巷內路燈閃爍", "燈桿傾斜"],
      ["已更換燈具，恢復照明。", "線路已修復。"]),
    Category(
      "road-pothole", "市區道路坑洞處理", "works", 800, seasons: [100, 110, 130, 90],
      ["路面坑洞，機車行經危險", "柏油剝落", "路面下陷"],
      ["已派員填補完成。", "已完成路面銑鋪。"]),
    Category(
      "manhole-cover", "人孔蓋破損處理", "works", 300,
      ["人孔蓋鬆動有聲響", "人孔蓋凹陷", "孔蓋破裂"], ["已更換孔蓋。", "已墊高並固定。"]),
    Category(
      "traffic-signal-fault", "交通號誌異常", "transport", 500,
      ["紅綠燈不亮", "號誌秒數異常", "行人號誌故障"], ["號誌已修復。", "已調整時制。"]),
    Category(
      "fallen-tree", "路樹傾倒", "agriculture", 350, seasons: [40, 70, 240, 120],
      ["路樹傾倒占用車道", "大樹枝幹斷裂懸掛", "行道樹倒塌壓到機車"],
      ["已移除倒樹，恢復通行。", "已扶正並加支架。"]),
  ]

  private static let matters: [Category] = [
    Category(
      "disturbance", "噪音與犬吠", "police", 1_100, seasons: [80, 100, 120, 100],
      ["鄰居深夜播放音樂", "犬隻長時間吠叫", "工地清晨施工"],
      ["已派員到場勸導。", "到場查看，已請住戶降低音量。"]),
    Category(
      "illegal-parking", "違規停車", "police", 1_200,
      ["車輛併排停放", "占用消防栓前空間", "騎樓停放汽車"], ["已到場開單。", "車主已移車。"]),
    Category(
      "animal-rescue", "動物救援", "agriculture", 450, seasons: [90, 110, 120, 90],
      ["受傷野鳥落在陽台", "幼貓受困車底", "蛇出現在住家"],
      ["已到場救援並安置。", "已捕捉後野放。"]),
    Category(
      "water-supply", "用戶無水、漏水報修", "water", 500, seasons: [120, 90, 110, 90],
      ["家中無水", "路面冒水", "水壓不足"], ["已修復漏水點。", "已恢復供水。"]),
    Category(
      "social-welfare", "社會福利", "social", 550,
      ["詢問長照補助申請", "詢問低收入戶資格", "托育補助未入帳"],
      ["已說明申請資格與應備文件。", "已協助查詢撥款進度。"]),
    Category(
      "household", "戶政事務", "civil", 450,
      ["詢問遷入登記文件", "身分證遺失補發", "詢問預約時段"], ["已說明辦理方式。", "已協助預約。"]),
    Category(
      "tax", "稅務諮詢", "revenue", 400, seasons: [70, 160, 110, 60],
      ["詢問房屋稅繳納方式", "牌照稅單未收到", "詢問自用住宅稅率"],
      ["已補寄稅單。", "已說明稅率與申請期限。"]),
    Category(
      "public-health", "衛生稽查", "health", 350,
      ["餐廳環境髒亂", "疑似食物中毒", "登革熱孳生源通報"], ["已派員稽查，限期改善。", "已清除孳生源。"]),
    Category(
      "school", "教育事務", "education", 250, seasons: [80, 90, 170, 110],
      ["詢問學區劃分", "校園設施老舊", "營養午餐意見"], ["已轉知學校改善。", "已說明學區範圍。"]),
  ]
}
