import Hotline
import Wire

/// Texts made of phrases. Names, numbers and addresses are made up so that nobody can take them for real.
extension Engine {
  /// The caller's number: ten digits that begin with 000, where no real number begins.
  mutating func callerValues(_ matter: Matter) -> [PersonalValue] {
    let digits = String(matters.below(10_000_000))
    let number = "000" + String(repeating: "0", count: 7 - digits.utf8.count) + digits
    return [PersonalValue("caller.phone", number)]
  }

  mutating func callerName() -> String {
    words.caller + String(10_000 + matters.below(90_000))
  }

  mutating func address(_ matter: Matter) -> String {
    "\(profile.districts[matter.district].name)\(words.road)\(1 + matters.below(400))\(words.number)"
  }

  mutating func requestText(_ matter: Matter) -> String {
    let problems = profile.categories[matter.category].problems
    return words.opening[matters.below(words.opening.count)]
      + problems[matters.below(problems.count)] + "，"
      + words.closing[matters.below(words.closing.count)]
  }

  mutating func replyText(_ place: Int) -> String {
    let replies = profile.categories[tickets[place].category].replies
    return replies[tickets[place].random.below(replies.count)]
  }
}
