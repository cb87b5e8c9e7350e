extension UnitGroup {
  /// Offices that a mainland city has, and each of its districts.
  static let mainland: [UnitGroup] = [
    UnitGroup("urban-management", "城市管理局"), UnitGroup("transport", "交通运输局"),
    UnitGroup("utilities", "水务与能源局"), UnitGroup("human-resources", "人力资源和社会保障局"),
    UnitGroup("housing-fund-centre", "住房公积金管理中心"), UnitGroup("citizen-card-centre", "市民卡服务中心"),
    UnitGroup("police", "公安局"), UnitGroup("education", "教育局"), UnitGroup("health", "卫生健康局"),
    UnitGroup("environment", "生态环境局"), UnitGroup("market-regulation", "市场监督管理局"),
    UnitGroup("housing-construction", "住房和城乡建设局"), UnitGroup("land-resources", "国土资源和规划局"),
  ]
}

extension Category {
  /// What people of mainland cities call about; weights are those of an ordinary city.
  static let mainland: [Category] = works + services + affairs

  private static let works: [Category] = [
    Category(
      "street-light", "路灯故障", "urban-management", 700, seasons: [120, 100, 90, 100],
      ["路灯不亮，夜间出行不便", "多盏路灯损坏已有数日", "路灯忽明忽暗"],
      ["已更换损坏灯具，路灯恢复正常。", "线路故障已排除，夜间复查亮灯正常。"]),
    Category(
      "refuse", "垃圾清运", "urban-management", 750, seasons: [90, 100, 120, 100],
      ["垃圾堆放多日无人清运，气味难闻", "路边有建筑垃圾", "垃圾桶破损外溢"],
      ["已安排清运完毕，并增加巡查频次。", "已清理现场并更换垃圾桶。"]),
    Category(
      "road-damage", "道路破损", "transport", 800,
      ["路面坑洼，雨天积水", "人行道地砖松动", "井盖缺失，存在安全隐患"],
      ["已完成路面修补，恢复通行。", "已补装井盖并设置警示。"]),
    Category(
      "water-supply", "供水故障", "utilities", 500, seasons: [130, 90, 110, 90],
      ["水压低，高楼层无水", "水管爆裂，路面大量漏水", "自来水浑浊"],
      ["已抢修完毕，恢复供水。", "已冲洗管网，水质检测合格。"]),
    Category(
      "power-supply", "供电故障", "utilities", 350, seasons: [100, 80, 150, 80],
      ["小区停电，未见通知", "电表箱外露", "电压不稳"],
      ["已抢修送电。", "已加固电表箱，消除隐患。"]),
    Category(
      "heating", "供暖供气", "utilities", 120, seasons: [320, 60, 20, 80],
      ["室内温度不达标", "燃气压力不足", "暖气管道漏水"],
      ["已上门调节，室温达标。", "已排除管道故障。"]),
  ]

  private static let services: [Category] = [
    Category(
      "labour-and-insurance", "社保咨询", "human-resources", 900,
      ["咨询社保转移如何办理", "询问养老保险补缴条件", "社保卡无法使用"],
      ["已向来电人说明办理条件与所需材料。", "已协助重新激活社保卡。"]),
    Category(
      "wage-arrears", "拖欠工资", "human-resources", 450, seasons: [180, 90, 90, 90],
      ["反映单位拖欠工资两个月", "工程结束后未结清工资", "离职后工资未发"],
      ["经协调，单位已承诺限期支付。", "已立案调查，责令限期支付。"]),
    Category(
      "housing-fund", "住房公积金", "housing-fund-centre", 500,
      ["咨询公积金提取条件", "询问公积金贷款额度", "公积金账户信息有误"],
      ["已告知提取条件与办理渠道。", "已更正账户信息。"]),
    Category(
      "citizen-card", "市民卡", "citizen-card-centre", 320,
      ["市民卡遗失如何补办", "充值未到账", "刷卡机无法识别"],
      ["已说明补办流程。", "已核实并补登余额。"]),
    Category(
      "household-register", "户籍与证照", "police", 520,
      ["咨询落户条件", "询问身份证异地补办", "居住证办理进度"],
      ["已答复落户政策与材料清单。", "证件已制作完成，可领取。"]),
    Category(
      "education", "入学教育", "education", 480, seasons: [80, 100, 200, 110],
      ["咨询积分入学政策", "反映学校周边交通拥堵", "询问学区划分"],
      ["已答复入学政策。", "已协调增派人员疏导。"]),
    Category(
      "medical", "医疗卫生", "health", 430, seasons: [130, 100, 90, 100],
      ["咨询医保报销比例", "反映诊所无证经营", "预约挂号困难"],
      ["已说明报销比例与流程。", "已现场检查，责令整改。"]),
  ]

  private static let affairs: [Category] = [
    Category(
      "noise", "噪声扰民", "environment", 900, seasons: [80, 100, 130, 100],
      ["夜间施工噪声扰民", "楼下店铺音响声音过大", "广场活动噪声大"],
      ["已责令停止夜间施工。", "已要求降低音量，居民表示认可。"]),
    Category(
      "pollution", "环境污染", "environment", 500, seasons: [100, 100, 130, 100],
      ["附近工厂排放刺激性气味", "河涌水体发黑发臭", "餐饮油烟直排"],
      ["已现场检查并责令整改。", "已立案查处，后续加强监测。"]),
    Category(
      "illegal-parking", "违法停车", "police", 820,
      ["消防通道被占用", "人行道长期违停", "路口违停影响视线"],
      ["已到场处理，车辆驶离。", "已增设禁停标线并加强巡逻。"]),
    Category(
      "consumer-rights", "消费纠纷", "market-regulation", 1_050, seasons: [110, 100, 100, 110],
      ["购买商品有质量问题，商家拒绝退货", "预付卡无法退款", "收费与标价不符"],
      ["经调解，商家同意退款。", "已立案调查，依法处理。"]),
    Category(
      "property-management", "物业管理", "housing-construction", 700,
      ["电梯经常故障", "物业乱收费", "小区公共区域被占用"],
      ["电梯已检修完毕。", "已约谈物业公司限期整改。"]),
    Category(
      "unlicensed-building", "违法建设", "urban-management", 380,
      ["楼顶加建房屋", "占用公共用地搭建", "违建拆除后重建"],
      ["已立案并责令限期拆除。", "已拆除违建部分。"]),
    Category(
      "land-and-building", "国土城建", "land-resources", 300,
      ["咨询不动产登记办理流程", "询问征地补偿标准", "反映工地围挡占道"],
      ["已说明登记所需材料。", "已答复补偿标准与依据。"]),
    Category(
      "public-transport", "公共交通", "transport", 430,
      ["公交车班次少，候车时间长", "司机未按站停靠", "希望增设站点"],
      ["已调整发车间隔。", "已纳入线网优化方案研究。"]),
  ]
}
