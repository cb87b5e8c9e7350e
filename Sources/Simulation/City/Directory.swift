import EventStore
import Hotline
import Wire

/// 单位: a unit of the simulated city.
struct Unit: Sendable {
  let code: String
  let name: String
  let tier: UnitTier
  let parent: String
  let group: String
  let habit: Habit
  /// Labels of its events.
  let tags: [Tag]
  /// How often its citizens are dissatisfied, in a million.
  var dissatisfiedPerMillion = 0

  init(
    code: String, name: String, tier: UnitTier, parent: String, group: String, habit: Habit
  ) {
    self.code = code
    self.name = name
    self.tier = tier
    self.parent = parent
    self.group = group
    self.habit = habit
    tags = [Tag(unchecked: "unit:" + code)]
  }
}

/// The units of a city and who handles what.
struct Directory: Sendable {
  private(set) var units: [Unit] = []
  private var places: [String: Int] = [:]
  /// Candidates by category and district: the city's office, the district's, streets; with weights.
  private var candidates: [[(units: [Int], weights: WeightTable)]] = []
  /// Units that are late by habit, for each category; empty when there is none.
  private var lateUnits: [[Int]] = []

  init(_ profile: CityProfile, rules: RuleBook?) {
    let words = profile.isTraditional ? PhraseBook.traditional : .simplified
    for group in profile.groups {
      add(group.code, words.city + group.name, .city, parent: "", group.code, profile)
      for district in profile.districts {
        add(
          "\(group.code)-\(district.code)", district.name + group.name, .county,
          parent: group.code, group.code, profile)
      }
    }
    for district in profile.districts {
      for number in 0..<profile.streetsPerDistrict {
        add(
          "street-\(district.code)-\(number + 1)",
          "\(district.name)\(words.street)\(number + 1)\(words.streetEnd)", .street, parent: "",
          "street", profile)
      }
    }
    for route in rules?.rules.routes ?? [] {
      for lead in [route.lead] + route.coHandlers where !lead.isEmpty && places[lead] == nil {
        add(lead, words.city + lead, .city, parent: "", lead, profile)
      }
    }
    fillCandidates(profile)
    calibrate(profile)
  }

  private mutating func add(
    _ code: String, _ name: String, _ tier: UnitTier, parent: String, _ group: String,
    _ profile: CityProfile
  ) {
    places[code] = units.count
    units.append(
      Unit(
        code: code, name: name, tier: tier, parent: parent, group: group,
        habit: profile.habits.first { $0.unit == code }?.habit ?? .ordinary))
  }

  private mutating func fillCandidates(_ profile: CityProfile) {
    for category in profile.categories {
      var row: [(units: [Int], weights: WeightTable)] = []
      for district in profile.districts {
        var list: [Int] = []
        var weights: [Int] = []
        if let unit = places["\(category.group)-\(district.code)"] {
          list.append(unit)
          weights.append(600)
        }
        if let unit = places[category.group] {
          list.append(unit)
          weights.append(220)
        }
        for number in 0..<profile.streetsPerDistrict {
          guard let unit = places["street-\(district.code)-\(number + 1)"] else { continue }
          list.append(unit)
          weights.append(max(1, 180 / profile.streetsPerDistrict))
        }
        row.append((list, WeightTable(weights)))
      }
      candidates.append(row)
      lateUnits.append(
        units.indices.filter { units[$0].group == category.group && units[$0].habit == .late })
    }
  }

  /// Sets how dissatisfied each unit leaves its citizens, so that all together meet the published rate.
  private mutating func calibrate(_ profile: CityProfile) {
    var tickets = [Int](repeating: 0, count: units.count)
    for (category, row) in candidates.enumerated() {
      for (district, choice) in row.enumerated() {
        let weight = profile.categories[category].weight * profile.districts[district].weight
        for (place, unit) in choice.units.enumerated() {
          tickets[unit] += weight * choice.weights.weight(at: place) / max(1, choice.weights.total)
        }
      }
    }
    let all = tickets.reduce(0, +)
    let weighted = units.indices.reduce(0) {
      $0 + tickets[$1] * units[$1].habit.dissatisfactionTenths
    }
    let wanted = (10_000 - profile.satisfiedPermyriad) * 100
    for index in units.indices {
      let share = wanted * units[index].habit.dissatisfactionTenths
      units[index].dissatisfiedPerMillion = min(900_000, share * all / max(1, weighted))
    }
  }

  /// Index of the unit with a code, or `nil`.
  func unit(_ code: String) -> Int? { places[code] }

  /// A unit for a matter; tickets that will be late are more often with units that are late by habit.
  func handler(
    category: Int, district: Int, isLate: Bool, _ random: inout RandomStream
  ) -> Int {
    if isLate, !lateUnits[category].isEmpty, random.chance(600_000) {
      return lateUnits[category][random.below(lateUnits[category].count)]
    }
    let choice = candidates[category][district]
    return choice.units[choice.weights.pick(&random)]
  }
}
