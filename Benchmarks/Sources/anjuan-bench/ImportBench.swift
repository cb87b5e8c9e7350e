import EventStore
import Glibc

/// All Taipei files from .csv.gz to a durable log by the real binary, beside the sqlite3 shell's `.import`
/// of the unpacked files into a table with the indexes that the log has.
struct ImportBench {
  static let logName = "taipei"
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    guard let shared = environment("ANJUAN_SHARED") else {
      throw BenchError("set ANJUAN_SHARED to the directory that holds data/tw_taipei_1999")
    }
    guard let bin = environment("ANJUAN_BIN") else {
      throw BenchError("set ANJUAN_BIN to the directory that holds log-server")
    }
    let source = shared + "/data/tw_taipei_1999"
    var files = try FileSystem.list(source)
      .filter { $0.hasSuffix(".csv.gz") && !$0.hasPrefix("streetlight") }
    if bench.isQuick { files = Array(files.prefix(3)) }
    let unpacked = try unpack(files, from: source)
    var ours: [Double] = []
    var theirs: [Double] = []
    var peak = 0
    for _ in 0..<(bench.isQuick ? 1 : 3) {
      let child = try importOnce(bin, files.map { source + "/" + $0 })
      peak = max(peak, child.peakBytes)
      ours.append(child.seconds)
      theirs.append(try importWithSQLite(unpacked.paths))
    }
    let rows = Double(unpacked.rows)
    let rate = rows / median(ours)
    let peer = rows / median(theirs)
    let isMet: Bool? = bench.isQuick ? nil : rate >= 250_000 && rate > peer
    Row(
      name: "import, \(Figure.count(rows)) rows, end to end", ours: Figure.count(rate) + " rows/s",
      theirs: Figure.count(peer) + " rows/s (sqlite3 .import)", ratio: Figure.fixed(rate / peer),
      target: "≥ 250,000 rows/s, > 1", isMet: isMet, p50: "\(Figure.fixed(median(ours), 1)) s"
    ).print()
    Row(
      name: "import, resident memory at most", ours: Figure.fixed(Double(peak) / 1e6, 0) + " MB",
      theirs: "–", ratio: "–", target: "< 300 MB", isMet: peak < 300_000_000
    ).print()
  }

  private func importOnce(_ bin: String, _ files: [String]) throws -> Child {
    let data = try bench.fresh(Self.logName)
    _ = try Child.require(
      bin + "/log-server", ["init", "--data", data, "--origin", "bench.example/1999"])
    return try Child.require(
      bin + "/log-server",
      ["import", "--data", data, "--mapping", "taipei-1999"] + files)
  }

  /// The plain files, and how many rows they hold.
  private func unpack(_ files: [String], from source: String) throws -> (paths: [String], rows: Int)
  {
    let folder = bench.scratch + "/unpacked"
    try FileSystem.createDirectory(folder)
    var paths: [String] = []
    var rows = 0
    for file in files {
      let plain = folder + "/" + file.dropLast(3)
      if !FileSystem.exists(plain) {
        _ = try Child.require(
          "/bin/sh", ["-c", "gzip -dc '\(source)/\(file)' > '\(plain)'"])
      }
      let table = try Child.require(
        "sqlite3", [":memory:", ".mode csv", ".import '\(plain)' t", "SELECT count(*) FROM t"])
      rows += Int(table.numbers.last ?? 0)
      paths.append(plain)
    }
    return (paths, rows)
  }

  private func importWithSQLite(_ files: [String]) throws -> Double {
    let folder = try bench.fresh("sqlite")
    try FileSystem.createDirectory(folder)
    var script = """
      CREATE TABLE calls(id TEXT, category TEXT, address TEXT, day TEXT, time TEXT);
      CREATE INDEX calls_id ON calls(id);
      CREATE INDEX calls_category ON calls(category, day);
      .mode csv

      """
    for file in files { script += ".import --skip 1 '\(file)' calls\n" }
    let path = folder + "/script.sql"
    try FileSystem.replace(path, with: Array(script.utf8))
    return try Child.require("sqlite3", [folder + "/calls.db"], input: path).seconds
  }
}
