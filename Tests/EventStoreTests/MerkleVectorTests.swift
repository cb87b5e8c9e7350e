import EventStore
import Foundation
import TestSupport
import Testing

/// The public vectors of transparency-dev/merkle, read where they are and skipped with a message where not.
@Suite("Public Merkle vectors")
struct MerkleVectorTests {
  private struct Inclusion: Decodable {
    var leafIdx: UInt64
    var treeSize: UInt64
    var root: Data?
    var leafHash: Data?
    var proof: [Data]?
    var wantErr: Bool
  }

  private struct Consistency: Decodable {
    var size1: UInt64
    var size2: UInt64
    var root1: Data?
    var root2: Data?
    var proof: [Data]?
    var wantErr: Bool
  }

  private static func files(_ folder: String) -> [String] {
    guard let shared = sharedDirectory else { return [] }
    let base = shared + "/vectors/merkle/" + folder
    let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { base + "/" + $0 }
  }

  @Test("Every inclusion probe is accepted or refused as it should be")
  func inclusion() throws {
    let files = Self.files("inclusion")
    if files.isEmpty { return skipped() }
    #expect(files.count >= 98)
    for file in files {
      let probe = try JSONDecoder().decode(
        Inclusion.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
      #expect(accepts(probe) == !probe.wantErr, "\(file)")
    }
  }

  @Test("Every consistency probe is accepted or refused as it should be")
  func consistency() throws {
    let files = Self.files("consistency")
    if files.isEmpty { return skipped() }
    #expect(files.count >= 98)
    for file in files {
      let probe = try JSONDecoder().decode(
        Consistency.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
      // Roots of 14 bytes: our digests have 32, so only their equality can be asked.
      if file.hasSuffix("sizes-are-equal-one-and-proof-is-empty.json") {
        #expect(probe.root1 == probe.root2 && !probe.wantErr)
        continue
      }
      #expect(accepts(probe) == !probe.wantErr, "\(file)")
    }
  }

  @Test("Golden roots up to 65,535 leaves")
  func roots() throws {
    guard let shared = sharedDirectory else { return skipped() }
    let data = try Data(
      contentsOf: URL(fileURLWithPath: shared + "/vectors/rfc6962_roots.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let leaves = try #require(json["leaves_hex"] as? [String])
    let classic = try #require(json["roots_hex_size1_to_8"] as? [String])
    var edge = TreeEdge()
    #expect(edge.root.hex == json["empty_root_hex"] as? String)
    for (leaf, root) in zip(leaves, classic) {
      edge.append(MerkleHash.leaf(try #require([UInt8](hexText: leaf))))
      #expect(edge.root.hex == root)
    }
    let golden = try #require(json["golden_roots_b64"] as? [String: String])
    edge = TreeEdge()
    let largest = golden.keys.compactMap { Int($0) }.max() ?? 0
    #expect(largest >= 65_535)
    for index in 0..<largest {
      edge.append(MerkleHash.leaf([UInt8(index & 255), UInt8(index >> 8 & 255)]))
      if let wanted = golden[String(index + 1)] {
        #expect(Data(edge.root.bytes).base64EncodedString() == wanted)
      }
    }
  }

  private func accepts(_ probe: Inclusion) -> Bool {
    guard let root = probe.root.flatMap({ Digest($0) }),
      let leaf = probe.leafHash.flatMap({ Digest($0) }), let path = digests(probe.proof)
    else { return false }
    do {
      try MerkleProof.verifyInclusion(
        leaf: leaf, index: probe.leafIdx, treeSize: probe.treeSize, path: path, root: root)
      return true
    } catch {
      return false
    }
  }

  private func accepts(_ probe: Consistency) -> Bool {
    guard let old = probe.root1.flatMap({ Digest($0) }),
      let new = probe.root2.flatMap({ Digest($0) }), let path = digests(probe.proof)
    else { return false }
    do {
      try MerkleProof.verifyConsistency(
        from: probe.size1, root: old, to: probe.size2, root: new, path: path)
      return true
    } catch {
      return false
    }
  }

  private func digests(_ list: [Data]?) -> [Digest]? {
    let hashes = (list ?? []).map { Digest($0) }
    return hashes.contains(nil) ? nil : hashes.compactMap { $0 }
  }

  private func skipped() {
    print("skipped: no shared vectors; set ANJUAN_SHARED to the folder that holds vectors/")
  }
}
