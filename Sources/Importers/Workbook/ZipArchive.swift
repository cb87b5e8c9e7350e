import CZip

/// Reads the parts of a ZIP archive that lies in memory.
@safe
final class ZipArchive {
  /// What is wrong with an archive; a clause.
  struct Damage: Error {
    var words: String
  }

  /// A part that is being unpacked.
  @safe
  final class Part {
    private let file: OpaquePointer
    private let name: String
    /// Holds what the part is read from.
    private let archive: ZipArchive

    // SAFETY: the file is closed once, in deinit.
    fileprivate init(_ file: OpaquePointer, _ name: String, of archive: ZipArchive) {
      unsafe self.file = file
      self.name = name
      self.archive = archive
    }

    deinit {
      // SAFETY: opened by `open`, and nobody else holds it.
      _ = unsafe zip_fclose(file)
    }

    /// Unpacks the next bytes into an array, as many as it has room for.
    /// - Returns: how many; 0 at the end, where the part's checksum agreed.
    func read(into buffer: inout [UInt8]) throws(Damage) -> Int {
      let file = unsafe self.file
      // SAFETY: the library writes no more than the array has room for, in this call only.
      let count = unsafe buffer.withUnsafeMutableBytes { buffer in
        unsafe buffer.baseAddress.map { unsafe zip_fread(file, $0, UInt64(buffer.count)) } ?? 0
      }
      if count >= 0 { return Int(count) }
      // SAFETY: a terminated text of the library's own, copied at once.
      throw Damage(words: "its part \(name): \(unsafe String(cString: zip_file_strerror(file)))")
    }
  }

  private let archive: OpaquePointer
  /// The bytes that the library reads from until the archive is let go.
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// An archive of these bytes.
  init(_ content: [UInt8]) throws(Damage) {
    // SAFETY: memory of its own, freed in deinit after the archive; the library gets its length.
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: content.count)
    _ = unsafe bytes.initialize(fromContentsOf: content)
    var error = unsafe zip_error_t()
    unsafe zip_error_init(&error)
    // SAFETY: as above; 0 leaves the memory with us.
    let source = unsafe zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &error)
    let archive = unsafe source.flatMap { unsafe zip_open_from_source($0, ZIP_RDONLY, &error) }
    guard let archive = unsafe archive else {
      // SAFETY: a terminated text, copied before its error is let go; a source that was not opened is ours.
      let words = unsafe String(cString: zip_error_strerror(&error))
      unsafe zip_error_fini(&error)
      unsafe zip_source_free(source)
      unsafe bytes.deallocate()
      throw Damage(words: words)
    }
    unsafe zip_error_fini(&error)
    unsafe self.archive = archive
    unsafe self.bytes = bytes
  }

  deinit {
    // SAFETY: opened in init and nobody else holds it; every part was closed before, since each holds the archive.
    unsafe zip_discard(archive)
    unsafe bytes.deallocate()
  }

  /// Opens a part by its name; `nil` when there is none.
  func open(_ name: String) throws(Damage) -> Part? {
    // SAFETY: the name is read in this call only.
    let place = unsafe zip_name_locate(archive, name, 0)
    if place < 0 { return nil }
    // SAFETY: the place is of this archive.
    guard let file = unsafe zip_fopen_index(archive, UInt64(place), 0) else {
      // SAFETY: a terminated text of the library's own, copied at once.
      throw Damage(words: "its part \(name): \(unsafe String(cString: zip_strerror(archive)))")
    }
    return unsafe Part(file, name, of: self)
  }
}
