import ArgumentParser
import Hummingbird

@main
struct LogServer: ParsableCommand {
  func run() throws {}
}
