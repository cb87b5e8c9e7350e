extension Verifier {
  /// Every disclosure that a record commits to must be in the vault with a value that gives its digest, or be erased by a
  /// later event of the same stream.
  mutating func checkVault(threads: Int, _ erases: @escaping ErasureTest) {
    let path = directory + "/" + Vault.filePath
    guard FileSystem.exists(path) else {
      report.add(.vault, nil, "\(path) is missing; restore it from a backup")
      return
    }
    do throws(LogError) {
      let vault = try Vault(
        path, origin: state.origin, isReadOnly: true, faults: nil, keepsFiles: true)
      checkValues(vault, threads: threads, erases)
    } catch {
      addUnreadable(error)
    }
  }

  private mutating func checkValues(
    _ vault: Vault, threads: Int, _ erases: @escaping ErasureTest
  ) {
    var count = 0
    var failure: (any Error)?
    let (size, segments, expected) = (state.size, self.segments, expectedDisclosures)
    OrderedPipeline.run(
      count: EventRun.count(size), helpers: max(0, threads - 1),
      compute: { VaultRun($0, size: size, expected: expected[$0], vault, segments, erases) },
      consume: { run in
        count += run.count
        report.lockedValues += run.locked
        for finding in run.findings { report.add(finding) }
        failure = run.failure
        return failure == nil
      })
    if let failure {
      addUnreadable(failure)
    } else if count != expected.reduce(0, +) {
      report.add(
        .vault, nil,
        "it has \(count) values and the records commit to \(expected.reduce(0, +)); "
          + "restore it from a backup")
    }
  }

  private mutating func addUnreadable(_ error: any Error) {
    report.add(
      .vault, unreadable: error, "it cannot be read (\(error)); restore it from a backup")
  }
}
