import EventStore
import Foundation
import Testing

/// Kills a process that appends, again and again, over one growing log.
@Suite("Crashes", .serialized)
struct CrashTests {
  /// `ANJUAN_KILLS` kills, by default 40.
  private let kills = ProcessInfo.processInfo.environment["ANJUAN_KILLS"].flatMap(Int.init) ?? 40

  @Test("After kill -9 at random moments the log holds what was acknowledged and nothing unsent")
  func killAppenders() throws {
    let probe = try #require(Self.probePath(), "CrashProbe is not beside the tests; build it first")
    let seed = UInt64.random(in: 1...1_000_000)
    print("CrashTests: \(kills) kills, seed \(seed)")
    var chance = SplitMix(seed)
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "anjuan-crash-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let data = scratch.appending(path: "data").path
    let acks = scratch.appending(path: "acks").path
    #expect(FileManager.default.createFile(atPath: acks, contents: nil))

    for round in 0..<kills {
      let process = try start(
        probe,
        [
          "append", "--data", data, "--clients", "\(1 + chance.below(8))",
          "--seed", "\(seed * 1000 + UInt64(round))",
        ], appendingTo: acks)
      // Half of the kills strike while the log is being opened, the others while it grows.
      if round % 2 == 0 {
        Thread.sleep(forTimeInterval: Double(chance.below(60_000)) / 1_000_000)
      } else {
        waitForGrowth(of: acks, while: process)
        Thread.sleep(forTimeInterval: Double(chance.below(250_000)) / 1_000_000)
      }
      let isAlive = process.isRunning
      #expect(isAlive, "round \(round), seed \(seed): the probe stopped by itself")
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // Opening and verifying costs more than a kill, so most kills land on a log that nobody has looked at.
      if round % 4 == 3 || round == kills - 1 || !isAlive {
        let (code, words) = try check(probe, data, acks)
        try #require(
          code == 0, "round \(round), seed \(seed), files kept in \(scratch.path): \(words)")
      }
    }
    let (code, words) = try check(probe, data, acks)
    print("CrashTests: \(words)")
    #expect(code == 0)
    #expect(words.hasPrefix("sound"))
    try FileManager.default.removeItem(at: scratch)
  }

  // A reader keeps LMDB's lock file alive, and in it the number of the last commit that its writer had noted there.
  @Test(
    "A writer that died when its commit was on disk, and not yet in the lock file, leaves no earlier log to the next one",
    arguments: ["log/000001.mdb", "vault/vault.mdb"])
  func diesOfCommit(file: String) throws {
    let probe = try #require(Self.probePath(), "CrashProbe is not beside the tests; build it first")
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "anjuan-crash-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let directory = try DataDirectory.create(
      scratch.appending(path: "data").path, origin: "probe.example/log", simulation: nil)
    let held = scratch.appending(path: "held").path
    #expect(FileManager.default.createFile(atPath: held, contents: nil))
    var holder: Process?
    defer {
      if let holder {
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
      }
    }
    var ends: [UInt64] = []
    for seed in 1...5 {
      let said = scratch.appending(path: "said-\(seed)").path
      #expect(FileManager.default.createFile(atPath: said, contents: nil))
      let process = try start(
        probe, ["die", "--data", directory.path, "--file", file, "--seed", "\(seed)"],
        appendingTo: said)
      process.waitUntilExit()
      if holder == nil {
        // It enters the lock files that the first death left; from now on they are never made anew.
        holder = try start(probe, ["hold", "--data", directory.path], appendingTo: held)
        while size(held) == 0, holder?.isRunning == true { Thread.sleep(forTimeInterval: 0.002) }
        continue
      }
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL)
      let words = try String(contentsOfFile: said, encoding: .utf8)
        .split(whereSeparator: \.isWhitespace)
      let before = try #require(UInt64(words[1]))
      let log = try directory.openLog(.writer)
      let head = log.head.rawValue
      let name = try RequestKey("after-\(seed)")
      let event = try EventDraft(
        id: EventID(high: 9, low: UInt64(seed)), type: EventType("ProbeRecorded"),
        occurredAt: Instant(microseconds: 0), actor: "probe")
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(StreamID("case/after"), events: [event])], key: name))
      log.close()
      if file.hasPrefix("log") { #expect(head > before, "the committed request is gone") }
      ends.append(head)
      let report = Verification.run(directory: directory.path, full: true)
      #expect(report.isSound, "\(report.findings)")
    }
    #expect(ends == ends.sorted())
  }

  @Test("The check itself finds a lost acknowledgement")
  func findsALoss() throws {
    let probe = try #require(Self.probePath(), "CrashProbe is not beside the tests; build it first")
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "anjuan-crash-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let data = scratch.appending(path: "data").path
    let acks = scratch.appending(path: "acks").path
    #expect(FileManager.default.createFile(atPath: acks, contents: nil))
    let process = try start(
      probe, ["append", "--data", data, "--clients", "2", "--seed", "1"], appendingTo: acks)
    waitForGrowth(of: acks, while: process)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let (sound, _) = try check(probe, data, acks)
    #expect(sound == 0)
    let lines = try String(contentsOfFile: acks, encoding: .utf8)
    let invented = lines + "try 9-9-9 1\nack 9-9-9 1 1 00\n"
    try invented.write(toFile: acks, atomically: true, encoding: .utf8)
    let (lost, words) = try check(probe, data, acks)
    #expect(lost == 1)
    #expect(words.contains("9-9-9"))
    try "".write(toFile: acks, atomically: true, encoding: .utf8)
    let (unsent, _) = try check(probe, data, acks)
    #expect(unsent == 1)
  }

  private func start(_ probe: String, _ arguments: [String], appendingTo file: String) throws
    -> Process
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: probe)
    process.arguments = arguments
    let output = try #require(FileHandle(forWritingAtPath: file))
    try output.seekToEnd()
    process.standardOutput = output
    try process.run()
    return process
  }

  private func check(_ probe: String, _ data: String, _ acks: String) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: probe)
    process.arguments = ["check", "--data", data, "--acks", acks]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  /// Returns when the probe has said something about an event, or has stopped.
  private func waitForGrowth(of file: String, while process: Process) {
    let before = size(file)
    while process.isRunning, size(file) < before + 200 { Thread.sleep(forTimeInterval: 0.002) }
  }

  private func size(_ path: String) -> UInt64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
  }

  /// The probe lies beside this test executable.
  static func probePath() -> String? {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = own.deletingLastPathComponent().appending(path: "CrashProbe").path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : nil
  }
}

private struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }
}
