/// Hot copies of a data directory, while a server writes it.
public enum Backup {
  /// What a backup did.
  public struct Report: Hashable, Sendable {
    /// Segments copied now.
    public var copied = 0
    /// Sealed segments that the target had already.
    public var kept = 0
    /// The log's head in the copy.
    public var head = LogHead(size: 0, root: MerkleHash.emptyRoot)
  }

  /// The wrapping key is copied when it lies in the data directory; one that lies outside stays outside.
  private static let plainFiles = [
    "anjuan-data", "vault/identity.key", "vault/wrapping.key", tokens,
  ]
  /// Hashes of the tokens by which a server knows its clients: a copy without them would answer anybody.
  package static let tokens = "tokens"
  /// Name of the access log, a log of its own in the data directory.
  private static let access = "access"
  private static let keys = "/vault/" + CaseKeys.directoryName

  /// Copies a log, its vault and its keys into `target`; sealed segments that are there already are kept.
  ///
  /// The index and projections are left out: they are rebuilt. The log is copied before the vault, so that every record
  /// of the copy finds its values; values of later records are removed when the copy is opened.
  /// - Throws: ``LogError``; files of an earlier backup stay usable.
  public static func run(from source: DataDirectory, to target: String) throws(LogError) -> Report {
    try prepare(target, for: source)
    var report = Report()
    let segments = try SegmentDirectory.open(source.path + "/log", isReadOnly: true, faults: nil)
    let manifest = try SegmentManifest.load(source.path + "/log")
    let held = (try? SegmentManifest.load(target + "/log")) ?? SegmentManifest()
    var sealed = SegmentManifest()
    for (index, segment) in segments.segments.enumerated() {
      let name = Segment.fileName(segment.start.segment)
      let path = target + "/log/" + name
      if segment.isSealed, index < manifest.entries.count {
        let entry = manifest.entries[index]
        sealed.entries.append(entry)
        if index < held.entries.count, held.entries[index] == entry,
          FileSystem.size(of: path) == entry.bytes
        {
          report.kept += 1
          continue
        }
        try FileSystem.copy(segment.path, to: path, mode: 0o400)
        guard try FileSystem.sha256(of: path) == entry.sha256 else {
          throw .unusable(
            "\(segment.path) differs from the file that was sealed; run `replay verify`")
        }
      } else {
        try copy(segment.environment, to: path)
      }
      report.copied += 1
    }
    try sealed.save(target + "/log")
    let copied = try SegmentDirectory.open(target + "/log", isReadOnly: true, faults: nil)
    let state = try copied.active.currentState()
    report.head = LogHead(size: state.size, root: state.edge.root)
    let vault = source.path + "/" + Vault.filePath
    if FileSystem.exists(vault) {
      try copy(
        Vault(vault, origin: source.origin, isReadOnly: true, faults: nil).store.environment,
        to: target + "/" + Vault.filePath)
    }
    try copyKeys(source.path, target)
    for name in plainFiles where FileSystem.exists(source.path + "/" + name) {
      try FileSystem.replace(
        target + "/" + name, with: try FileSystem.read(source.path + "/" + name))
    }
    if let looks = try source.companion(access) {
      _ = try run(from: looks, to: target + "/" + access)
    }
    return report
  }

  /// Puts a backup back as a data directory, and verifies it in full before it takes its name.
  ///
  /// - Parameters:
  ///   - backup: the backup.
  ///   - target: the data directory that is to be.
  ///   - erases: whether an event erased the value at a path, as for ``Verification``.
  /// - Throws: ``LogError/unusable(_:)`` when the target is not empty or the backup is not sound.
  public static func restore(
    from backup: String, to target: String, erases: @escaping ErasureTest = { _, _ in true }
  ) throws(LogError) {
    if FileSystem.exists(target), try !FileSystem.list(target).isEmpty {
      throw .unusable("\(target) is not empty; choose another directory to restore into")
    }
    _ = try DataDirectory.open(backup)
    let temporary = target + ".restoring"
    try FileSystem.removeTree(temporary)
    for part in ["", "/log", "/vault", keys, "/index", "/projections"] {
      try FileSystem.createDirectory(temporary + part)
    }
    for part in ["/", "/log/", "/vault/", keys + "/"] where FileSystem.exists(backup + part) {
      for name in try FileSystem.list(backup + part) {
        let path = backup + part + name
        guard !name.hasSuffix("-lock"), !name.hasSuffix(".new"), !FileSystem.isDirectory(path)
        else {
          continue
        }
        try FileSystem.copy(
          path, to: temporary + part + name, mode: (FileSystem.mode(of: path) ?? 0o600) & 0o700)
      }
    }
    if FileSystem.exists(backup + "/" + access) {
      try restore(from: backup + "/" + access, to: temporary + "/" + access, erases: erases)
    }
    let report = Verification.run(directory: temporary, full: true, erases: erases)
    if let refusal = report.findings.first(where: { $0.subject == .reader }) {
      throw .denied("the backup in \(backup) cannot be checked: \(refusal.sentence)")
    }
    guard report.isSound else {
      throw .unusable(
        "the backup in \(backup) is not sound (\(report.findings[0])); "
          + "the copy is left in \(temporary) for inspection: use another backup")
    }
    if FileSystem.exists(target) { try FileSystem.removeTree(target) }
    try FileSystem.rename(temporary, to: target)
    try FileSystem.syncDirectory(of: target)
  }

  /// Copies the key store, later than the values: every value of the copy finds its key.
  ///
  /// Files are replaced as a whole, so that keys destroyed since the last backup are gone from the copy.
  private static func copyKeys(_ source: String, _ target: String) throws(LogError) {
    guard FileSystem.exists(source + keys) else { return }
    try FileSystem.createDirectory(target + keys)
    for name in try FileSystem.list(source + keys) where !name.hasSuffix(".new") {
      try FileSystem.copy(
        source + keys + "/" + name, to: target + keys + "/" + name, mode: 0o600)
    }
  }

  /// Makes room for a copy.
  private static func prepare(_ target: String, for source: DataDirectory) throws(LogError) {
    try check(target, for: source)
    for part in ["", "/log", "/vault"] { try FileSystem.createDirectory(target + part) }
  }

  /// Refuses a directory that is neither empty nor an earlier backup, which is continued: nothing else is ever written over.
  private static func check(_ target: String, for source: DataDirectory) throws(LogError) {
    try checkApart(target, source)
    if FileSystem.exists(target), try !FileSystem.list(target).isEmpty {
      try checkEarlier(try DataDirectory.open(target), source)
    }
    if let looks = try source.companion(access) { try check(target + "/" + access, for: looks) }
  }

  /// Refuses the source itself and what lies in it.
  private static func checkApart(_ target: String, _ source: DataDirectory) throws(LogError) {
    if source.holds(target) {
      throw .unusable(
        "\(target) lies in \(source.path), which is to be copied; choose a directory elsewhere, better on another disk"
      )
    }
  }

  /// Refuses a directory whose log is not the beginning of the source's, or that a process writes.
  private static func checkEarlier(
    _ held: DataDirectory, _ source: DataDirectory
  ) throws(LogError) {
    guard held.origin == source.origin else {
      throw .unusable(
        "\(held.path) holds a backup of '\(held.origin)'; choose another directory for '\(source.origin)'"
      )
    }
    if FileSystem.exists(held.path + "/LOCK") { try LogLock().take(held.path) }
    let copy = try snapshot(held)
    let size = copy.head.rawValue
    let original = try snapshot(source)
    let root = try copy.head <= original.head ? original.root(at: size) : nil
    guard try root == copy.root(at: size) else {
      throw .unusable(
        "\(held.path) holds \(size) events, and they are not the first ones of \(source.path): it is no "
          + "earlier backup of it, and would be lost; choose another directory, and see that the two are "
          + "not the wrong way round")
    }
  }

  private static func snapshot(_ directory: DataDirectory) throws(LogError) -> LMDBSnapshot {
    let segments = try SegmentDirectory.open(
      directory.path + "/log", isReadOnly: true, faults: nil)
    return try LMDBSnapshot(segments: segments, index: nil, vault: nil)
  }

  private static func copy(_ environment: Environment, to path: String) throws(LogError) {
    let temporary = path + ".new"
    try FileSystem.remove(temporary)
    do throws(LMDBError) {
      try environment.copyCompactly(to: temporary)
    } catch {
      throw LogError(error, temporary)
    }
    try FileSystem.syncFile(temporary)
    try FileSystem.rename(temporary, to: path)
    try FileSystem.syncDirectory(of: path)
  }
}
