/// Mappings that are found by name, without a file; equal to the files in `fixtures/mappings`.
enum BuiltInMappings {
  /// Names and texts, sorted by name.
  static let all: [(name: String, yaml: String)] = [("taipei-1999", taipei1999)]

  /// `fixtures/mappings/taipei-1999.yaml`.
  static let taipei1999 = #"""
    # Calls to the Taipei citizen hotline 1999 (台北市民當家熱線): open data, one CSV file a month.
    # Every line of a file becomes one IntakeRecorded (受理).
    name: taipei-1999
    event: IntakeRecorded

    source:
      format: csv
      columns: [案件編號, 派工項目, 案件地址, 立案日期, 立案時間]

    # What makes two rows the same row. Raise the version only when this list changes:
    # rows imported under another version are not recognised.
    identity:
      version: 1
      columns: [案件編號, 派工項目, 案件地址, 立案日期, 立案時間]

    # A case's stream is tpe-<local day>-<13 characters of the row's keyed digest>.
    stream:
      prefix: tpe

    # The number begins with the day. Some months lost its last digits, some went through Excel.
    id:
      column: 案件編號
      forms:
        - { pattern: "YYYYMMDD#####" }
        - { pattern: "YYYYMMDD#", mark: idTruncated }
        - { pattern: "#.#####E+##", mark: idDamagedByExcel }

    occurred:
      offset: "+08:00"
      date: { column: 立案日期, patterns: [YYYYMMDD] }
      time:
        column: 立案時間
        patterns:
          - { pattern: HHMMSS }
          - { pattern: "HHMMSS.0", mark: timeWasFloat }

    # An unquoted comma in the address pushes the columns after it to the right. The day then stands
    # in the time column, or in the number only; the time of day is lost.
    recovery:
      absorb: 案件地址

    category: { column: 派工項目, table: categories }
    district: { column: 案件地址, characters: 3, table: districts, otherwise: other }

    constants:
      channel: ""
      kind: ""

    # Personal values: kept in the vault, never in a record.
    disclosures:
      - { path: address, column: 案件地址 }

    tables:
      categories:
        bulky-waste-collection: [大型廢棄物清運聯繫]
        noise-report: [場所與設施噪音舉發]
        pollution-report: [污染舉發]
        street-light-fault: [路燈故障或設施損壞]
        street-light-out: [路燈不亮或損壞]
        neighbourhood-refuse: [鄰里無主垃圾清運]
        road-debris-or-oil: [道路散落物或油漬處理]
        traffic-signal-fault: [交通號誌異常]
        traffic-signal-cable: [交通號誌電纜線垂落及設施損壞]
        traffic-sign-damage: [交通標誌及設施物損壞(含汙損)、傾斜]
        road-pothole: [市區道路坑洞處理]
        road-subsidence: [道路掏空]
        road-flooding: [路面積淹水]
        road-slope-collapse: [道路邊坡坍方]
        underpass-flooding: [橋梁、隧道、車(人)行地下道及涵洞積淹水]
        water-supply: [用戶無水、漏水報修]
        street-tree: [路樹處理]
        gutter-cover: [道路側溝溝蓋(含周邊)損壞遺失]
        gutter-wall: [道路側溝內溝牆(底)破損]
        storm-sewer-dredging: [雨水下水道側溝清淤]
        manhole-cover: [人孔蓋(含周邊)破損、遺失處理]
        animal-rescue: [動物救援]
        animal-abuse: [動物虐待傷害]
        riverside-bikeway: [河濱自行車道破損]
        riverside-park-bikeway: [河濱公園自行車道破損、油漬及樹倒]
        riverside-park-path:
          - 河濱公園自行車道及堤外便道破損、散落物、油漬及樹倒
          # The same words in CJK compatibility ideographs, as Big5 conversions write them.
          - "河濱公園自\uFA08\uF902道及堤外\uF965道破損、散\uF918物、油漬及樹倒"
          - { text: "河濱公園自??道及堤外?道破損、散?物、油漬及樹倒", mark: textDamaged }
      districts:
        songshan: [松山區]
        xinyi: [信義區]
        daan: [大安區]
        zhongshan: [中山區]
        zhongzheng: [中正區]
        datong: [大同區]
        wanhua: [萬華區]
        wenshan: [文山區]
        nangang: [南港區]
        neihu: [內湖區]
        shilin: [士林區]
        beitou: [北投區]

    """#
}
