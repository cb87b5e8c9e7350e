import ArgumentParser
import EventStore
import Projections

/// Starts the tool: errors are one sentence on standard error, with the exit codes of the contract.
@main
enum Main {
  static func main() {
    Terminal.holdStandardStreams()
    MappedFault.explain()
    do {
      var command = try Replay.parseAsRoot()
      try command.run()
      end(0)
    } catch let failure as Failure {
      failure.exit(of: "replay")
    } catch let error as LogError {
      Failure(error).exit(of: "replay")
    } catch let error as UnreadableEvent {
      Failure(error.description, .differs).exit(of: "replay")
    } catch {
      exit(parserError: error)
    }
  }

  /// Ends the program; with an error when a success could not be shown.
  static func end(_ code: Int32) -> Never {
    do {
      try Terminal.requireOutput()
    } catch {
      Failure(error).exit(of: "replay", insteadOf: code)
    }
    Terminal.exit(code)
  }

  private static func exit(parserError error: any Error) -> Never {
    if let code = error as? ExitCode { end(code.rawValue) }
    if Replay.exitCode(for: error).isSuccess {
      Terminal.write(Array((Replay.fullMessage(for: error) + "\n").utf8))
      end(0)
    }
    Failure(usage: Replay.message(for: error), full: Replay.fullMessage(for: error), of: "replay")
      .exit(of: "replay")
  }
}

/// The command `replay`.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Read-only tool of the investigator: histories, the event feed, and checks of a log.",
    discussion: """
      Nothing here changes the log. Times are given in ISO 8601 with an offset, such as \
      2016-07-01T08:00:00+08:00. Exit codes: 0 success, 1 usage or input, 2 a recomputed figure \
      differs, 4 not found; those of `verify` are in its own help.
      """,
    version: "0.1.0",
    subcommands: [
      CaseCommand.self, CasesCommand.self, AccessCommand.self, ScorecardCommand.self,
      ExplainCommand.self,
      WhatIfCommand.self,
      DiffCommand.self, SatisfactionCommand.self, OverviewCommand.self, BoardCommand.self,
      VersionsCommand.self, LogCommand.self, StatCommand.self, VerifyCommand.self,
      VerifyWorkerCommand.self, RebuildCommand.self, ProveCommand.self, CheckCommand.self,
      BundleCommand.self,
      WitnessCommand.self,
    ])
}
