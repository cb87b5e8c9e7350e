import Hotline
import TestSupport
import Testing

@testable import Projections

@Suite("The catalogue of measures")
struct MeasureCatalogueTests {
  @Test("docs/measures.md is what the program's table says")
  func page() throws {
    let difference = try GoldenFile("docs/measures.md").difference(from: MeasureCatalogue.markdown)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test("Every measure has one definition, in its place, and says everything in three languages")
  func complete() {
    for measure in Measure.allCases {
      let definition = MeasureDefinition.of(measure)
      #expect(definition.measure == measure)
      for language in Language.allCases {
        #expect(!definition.title(language).isEmpty && !definition.numerator(language).isEmpty)
        #expect(!definition.source(language).isEmpty)
      }
      #expect(definition.title.simplified != definition.title.english)
    }
  }

  @Test("A percentage and a mean have a denominator, and a count has none")
  func denominators() {
    for definition in MeasureDefinition.all {
      let unit = definition.measure.unit
      let isShare = unit == .percent || unit == .timesPerTicket
      #expect((definition.denominator != nil) == isShare, "\(definition.measure)")
    }
  }

  @Test("Ids are lower-case words, each once, and titles do not repeat")
  func ids() {
    let ids = Measure.allCases.map(\.rawValue)
    #expect(Set(ids).count == ids.count)
    #expect(Set(MeasureDefinition.all.map(\.title.simplified)).count == ids.count)
    for id in ids {
      #expect(
        id.utf8.allSatisfy {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        })
    }
  }
}
