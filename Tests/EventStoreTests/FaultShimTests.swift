import CLMDB
import FaultShim
import Foundation
import Testing

extension UnderFaults {
  /// The shim itself: it must stand between liblmdb and the disk, or every fault test would pass for nothing.
  @Suite("Fault shim")
  struct FaultShimTests {
    @Test("LMDB's data writes, syncs and meta writes all pass through the shim")
    func countsLMDB() throws {
      let file = try ScratchFile()
      defer { file.remove() }
      for kind in [ANJUAN_FAULT_WRITE, ANJUAN_FAULT_SYNC, ANJUAN_FAULT_META] {
        #expect(anjuan_fault_arm(kind, 0, EIO, file.path, 0) == 0)
        let code = file.putOne()
        anjuan_fault_disarm()
        #expect(code == 0)
        #expect(anjuan_fault_count() > 0, "no operation of kind \(kind) was seen")
        #expect(anjuan_fault_fired() == 0)
      }
    }

    @Test(
      "A commit whose first write, sync or meta write fails reports the error, and the next one works",
      arguments: [ANJUAN_FAULT_WRITE, ANJUAN_FAULT_SYNC, ANJUAN_FAULT_META])
    func failsOnce(kind: Int32) throws {
      let file = try ScratchFile()
      defer { file.remove() }
      #expect(file.putOne() == 0)
      #expect(anjuan_fault_arm(kind, 1, EIO, file.path, 0) == 0)
      let failed = file.putOne()
      anjuan_fault_disarm()
      #expect(failed == EIO)
      #expect(anjuan_fault_fired() == 1)
      #expect(file.putOne() == 0)
    }

    @Test("Files that the plan does not name are left alone")
    func leavesOthersAlone() throws {
      let file = try ScratchFile()
      defer { file.remove() }
      #expect(anjuan_fault_arm(ANJUAN_FAULT_ALL, 1, EIO, "another-file", 1) == 0)
      defer { anjuan_fault_disarm() }
      #expect(file.putOne() == 0)
      #expect(anjuan_fault_count() == 0)
    }

    @Test(
      "A sticky plan fails everything from the N-th operation on, a torn one leaves half a write")
    func sticksAndTears() throws {
      let file = try ScratchFile()
      defer { file.remove() }
      let other = file.path + "-plain"
      let descriptor = open(other, O_RDWR | O_CREAT, 0o600)
      defer { close(descriptor) }
      let torn = ANJUAN_FAULT_WRITE | ANJUAN_FAULT_TORN
      #expect(anjuan_fault_arm(torn, 2, ENOSPC, other, 1) == 0)
      defer { anjuan_fault_disarm() }
      #expect(write(descriptor, "12345678", 8) == 8)
      #expect(write(descriptor, "12345678", 8) == -1)
      #expect(errno == ENOSPC)
      #expect(lseek(descriptor, 0, SEEK_END) == 12)
      #expect(write(descriptor, "12345678", 8) == -1)
      #expect(anjuan_fault_fired() == 2)
    }
  }
}

/// An LMDB file of its own, opened anew for every put.
private struct ScratchFile {
  let directory: String
  var path: String { directory + "/shim.mdb" }

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "anjuan-shim-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    directory = url.path
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// Opens the file, puts 100 kB in one transaction and returns the first error code, or 0.
  func putOne() -> Int32 {
    var environment: OpaquePointer?
    var code = mdb_env_create(&environment)
    if code == 0 { code = mdb_env_set_mapsize(environment, 16 << 20) }
    if code == 0 { code = mdb_env_open(environment, path, UInt32(MDB_NOSUBDIR), 0o600) }
    defer { mdb_env_close(environment) }
    var transaction: OpaquePointer?
    if code == 0 { code = mdb_txn_begin(environment, nil, 0, &transaction) }
    var table = MDB_dbi()
    if code == 0 { code = mdb_dbi_open(transaction, nil, 0, &table) }
    var content = [UInt8](repeating: 7, count: 100_000)
    if code == 0 {
      var name = Array("key".utf8)
      code = name.withUnsafeMutableBytes { nameBytes in
        content.withUnsafeMutableBytes { contentBytes in
          var key = MDB_val(mv_size: nameBytes.count, mv_data: nameBytes.baseAddress)
          var value = MDB_val(mv_size: contentBytes.count, mv_data: contentBytes.baseAddress)
          return mdb_put(transaction, table, &key, &value, 0)
        }
      }
    }
    guard let transaction else { return code }
    if code != 0 {
      mdb_txn_abort(transaction)
      return code
    }
    return mdb_txn_commit(transaction)
  }
}
