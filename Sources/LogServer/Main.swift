import ArgumentParser
import EventStore
import Importers
import Projections
import Simulation

/// Starts the program: errors are one sentence on standard error, with the exit codes of the contract.
@main
enum Main {
  static func main() {
    Terminal.holdStandardStreams()
    MappedFault.explain()
    do {
      var command = try LogServerCommand.parseAsRoot()
      try command.run()
      try Terminal.requireOutput()
    } catch let failure as Failure {
      failure.exit(of: "log-server")
    } catch let error as LogError {
      Failure(error).exit(of: "log-server")
    } catch let error as UnreadableEvent {
      Failure(error.description, .differs).exit(of: "log-server")
    } catch let error as ImportError {
      Failure(error).exit(of: "log-server")
    } catch let error as EvidenceError {
      Failure(error.description, .usage).exit(of: "log-server")
    } catch let error as SimulationError {
      Failure(error.description, .usage).exit(of: "log-server")
    } catch {
      exit(parserError: error)
    }
  }

  private static func exit(parserError error: any Error) -> Never {
    let text = LogServerCommand.fullMessage(for: error)
    if LogServerCommand.exitCode(for: error).isSuccess {
      Terminal.write(Array((text + "\n").utf8))
      do { try Terminal.requireOutput() } catch { Failure(error).exit(of: "log-server") }
      Terminal.exit(0)
    }
    Failure(usage: LogServerCommand.message(for: error), full: text, of: "log-server")
      .exit(of: "log-server")
  }
}

/// The command `log-server`.
struct LogServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log-server",
    abstract: "Writes the log: creates it, imports into it, serves it, backs it up.",
    discussion: """
      One process at a time writes a data directory; `replay` reads it beside. Exit codes: 0 \
      success, 1 usage or input, 2 a figure differs, 4 not found, 5 it is open whether the last \
      events are durable.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, ImportCommand.self, ServeCommand.self, BackupCommand.self,
      RestoreCommand.self, AdoptCommand.self, PublishCommand.self,
      SwitchCommand.self, SimulateCommand.self, KeysCommand.self, CheckpointCommand.self,
      EraseCommand.self, RestrictCommand.self, TokenCommand.self, ScrubWorkerCommand.self,
    ])
}
