/// A checkpoint as it lies in a segment.
struct KeptCheckpoint {
  /// Its key.
  var size: UInt64
  var root: Digest
}

extension Verifier {
  /// Every checkpoint that is kept, smallest first; one that cannot be read is a finding.
  mutating func readCheckpoints() -> [KeptCheckpoint] {
    var kept: [KeptCheckpoint] = []
    for segment in segments.segments {
      do {
        let view = try ReadView(segment.environment)
        let grown = try segment.state(in: view).size
        var unreachable: [[UInt8]] = []
        try view.walk(segment.tables.checkpoints) {
          unreachable.append($0)
        } _: { key, value in
          let size = key.word(at: 0) ?? 0
          guard let signed = try? SignedCheckpoint([UInt8](copying: value)),
            signed.checkpoint.size == size
          else {
            report.add(.checkpoint, Position(size), "the checkpoint kept at this size is damaged")
            return
          }
          report.checkpoints += 1
          if !signed.checkpoint.origin.hasSameBytes(as: state.origin) {
            report.add(
              .checkpoint, Position(size),
              "it is of another log, '\(signed.checkpoint.origin)'")
          } else if size > max(state.size, grown) {
            report.add(
              .checkpoint, Position(size),
              "it was signed over \(size) events, and the log has only \(state.size)")
          } else if size == 0, signed.checkpoint.root != MerkleHash.emptyRoot {
            report.add(.checkpoint, nil, "that of the empty log has another root")
          }
          kept.append(KeptCheckpoint(size: size, root: signed.checkpoint.root))
        }
        for key in unreachable {
          report.add(.checkpoint, Self.position(key), "the checkpoint there cannot be looked up")
        }
      } catch {
        report.add(
          .checkpoint, nil, "the checkpoints in \(segment.path) cannot be read (\(error))")
      }
    }
    return kept.filter { $0.size > 0 && $0.size <= state.size }
  }

  /// Compares the checkpoints whose size lies in a run with the root at that size.
  mutating func checkCheckpoints(_ run: EventRun, from start: TreeEdge) {
    var edge = start
    while let next = checkpoints.first, next.size <= run.last {
      checkpoints.removeFirst()
      let offset = Int(start.size)
      guard run.links.count + offset == Int(run.last) else { continue }
      while edge.size < next.size {
        let group = Int(edge.size - start.size) / 256
        if next.size - edge.size >= 256, edge.size % 256 == 0, group < run.groups.count {
          edge.appendGroup(run.groups[group]) { _, _, _ in }
        } else {
          edge.append(run.links[Int(edge.size) - offset].leafHash)
        }
      }
      if edge.root != next.root {
        report.add(
          .checkpoint, Position(next.size),
          "the records up to there give root \(edge.root), the signed checkpoint says \(next.root)")
      }
    }
  }
}
