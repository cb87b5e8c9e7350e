import Foundation

/// Changes single bits of files, as a failing disk does.
public enum FileBits {
  /// The file cannot be opened, or ends before the bit.
  public struct Missing: Error {}

  /// Turns a bit of a file round; twice leaves it as it was.
  /// - Parameter bit: counted from 0, the lowest bit of each byte first.
  public static func flip(_ path: String, _ bit: Int) throws {
    guard let handle = FileHandle(forUpdatingAtPath: path) else { throw Missing() }
    try handle.seek(toOffset: UInt64(bit / 8))
    guard var byte = try handle.read(upToCount: 1)?.first else { throw Missing() }
    byte ^= 1 << UInt8(bit % 8)
    try handle.seek(toOffset: UInt64(bit / 8))
    try handle.write(contentsOf: [byte])
    try handle.close()
  }
}
