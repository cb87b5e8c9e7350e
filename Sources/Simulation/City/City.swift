/// The cities that can be simulated, by the name that the command line takes.
public enum City: String, CaseIterable, Sendable {
  /// 佛山 12345.
  case foshan
  /// 上海 12345.
  case shanghai
  /// 威海 12345, "大服务".
  case weihai
  /// 广州 12345.
  case guangzhou
  /// 台北市民當家熱線 1999.
  case taipei
  /// 新北 1999.
  case newTaipei = "new-taipei"
  /// 高雄萬事通 1999.
  case kaohsiung

  /// Its figures and habits.
  public var profile: CityProfile {
    switch self {
    case .foshan: .foshan
    case .shanghai: .shanghai
    case .weihai: .weihai
    case .guangzhou: .guangzhou
    case .taipei: .taipei
    case .newTaipei: .newTaipei
    case .kaohsiung: .kaohsiung
    }
  }
}
