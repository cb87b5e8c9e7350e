private import Glibc

// SAFETY: descriptors are owned by one object and closed once; structures outlive the calls that fill or read them.
/// A plain TCP connection with a deadline for everything that waits.
public final class TCPConnection: Sendable {
  private let descriptor: Int32
  private let deadline: UInt64

  /// A connection that was made; everything on it must be done within `milliseconds`.
  init(_ descriptor: Int32, milliseconds: Int) {
    self.descriptor = descriptor
    deadline = monotonicMilliseconds() + UInt64(max(0, milliseconds))
    var one: Int32 = 1
    unsafe setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(descriptor) }

  /// Connects to a host by name or number.
  /// - Parameter milliseconds: time for connecting and for everything after it.
  /// - Throws: ``LogError/system(_:)``.
  public static func open(
    host: String, port: Int, milliseconds: Int
  ) throws(LogError) -> TCPConnection {
    let place = "\(host):\(port)"
    let addresses = try unsafe Addresses(host, port, isPassive: false)
    guard let first = unsafe addresses.list else { throw .system("\(place) has no address") }
    let end = monotonicMilliseconds() + UInt64(milliseconds)
    var next: UnsafeMutablePointer<addrinfo>? = unsafe first
    var reason = "no answer"
    while let info = unsafe next {
      let descriptor = unsafe socket(
        info.pointee.ai_family, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
      if descriptor >= 0 {
        let code = unsafe connect(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen)
        if code == 0 || errno == EINPROGRESS, finishes(descriptor, by: end) {
          return TCPConnection(
            descriptor, milliseconds: Int(end - min(end, monotonicMilliseconds())))
        }
        reason = errorText(errno)
        close(descriptor)
      }
      unsafe next = info.pointee.ai_next
    }
    throw .system("cannot connect to \(place): \(reason)")
  }

  /// Waits until a connection is made; `errno` says why it is not.
  private static func finishes(_ descriptor: Int32, by end: UInt64) -> Bool {
    guard ready(descriptor, Int16(POLLOUT), by: end) else {
      errno = ETIMEDOUT
      return false
    }
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
    errno = code
    return code == 0
  }

  private static func ready(_ descriptor: Int32, _ event: Int16, by end: UInt64) -> Bool {
    while true {
      let now = monotonicMilliseconds()
      guard now < end else { return false }
      var wanted = pollfd(fd: descriptor, events: event, revents: 0)
      let count = unsafe poll(&wanted, 1, Int32(clamping: end - now))
      if count > 0 { return true }
      if count < 0, errno != EINTR { return false }
    }
  }

  /// The next bytes; none when the other side has closed.
  /// - Throws: ``LogError/system(_:)`` when the time is over or the connection breaks.
  public func read(atMost count: Int = 16_384) throws(LogError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    while true {
      guard Self.ready(descriptor, Int16(POLLIN), by: deadline) else {
        throw .system("the other side did not answer in time")
      }
      // SAFETY: the buffer holds as many bytes as recv may fill.
      let got = unsafe recv(descriptor, &buffer, count, 0)
      if got >= 0 { return Array(buffer[..<got]) }
      if errno != EINTR, errno != EAGAIN {
        throw .system("the connection broke: \(errorText(errno))")
      }
    }
  }

  /// Sends all bytes.
  /// - Throws: ``LogError/system(_:)`` when the time is over or the connection breaks.
  public func write(_ bytes: [UInt8]) throws(LogError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard Self.ready(descriptor, Int16(POLLOUT), by: deadline) else {
        throw .system("the other side did not take the bytes in time")
      }
      // SAFETY: the pointer and the count are those of the slice, alive for the closure.
      let sent = unsafe rest.withUnsafeBytes {
        unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent > 0 { rest = rest.dropFirst(sent) }
      if sent < 0, errno != EINTR, errno != EAGAIN {
        throw .system("the connection broke: \(errorText(errno))")
      }
    }
  }
}

/// A place that takes TCP connections.
public final class TCPListener: Sendable {
  private let descriptor: Int32
  /// The port, also when the system chose it.
  public let port: Int

  /// Listens at a host and port; port 0 lets the system choose.
  /// - Throws: ``LogError/system(_:)``.
  public init(host: String, port: Int) throws(LogError) {
    // SAFETY: the addresses live to the end of this initializer, and each call fills or reads what outlives it.
    let addresses = try unsafe Addresses(host, port, isPassive: true)
    guard let info = unsafe addresses.list else { throw .system("\(host) has no address") }
    let opened = unsafe socket(
      info.pointee.ai_family, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard opened >= 0 else { throw .system("no socket: \(errorText(errno))") }
    var one: Int32 = 1
    unsafe setsockopt(
      opened, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    guard unsafe bind(opened, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0,
      listen(opened, 64) == 0
    else {
      let reason = errorText(errno)
      close(opened)
      throw .system("cannot listen on \(host):\(port): \(reason); choose another with --listen")
    }
    descriptor = opened
    self.port = Self.port(of: opened)
  }

  deinit { close(descriptor) }

  private static func port(of descriptor: Int32) -> Int {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    // SAFETY: the storage is large enough for every address; both families keep the port in bytes 2 and 3.
    return unsafe withUnsafeMutableBytes(of: &storage) { raw in
      guard let base = raw.baseAddress,
        unsafe getsockname(
          descriptor, base.assumingMemoryBound(to: sockaddr.self), &length) == 0
      else { return 0 }
      return unsafe Int(raw[2]) << 8 | Int(raw[3])
    }
  }

  /// Waits for the next connection, on which everything must be done within `milliseconds`; `nil` when there is none to
  /// be had just now.
  public func accept(milliseconds: Int) -> TCPConnection? {
    let taken = Glibc.accept(descriptor, nil, nil)
    guard taken >= 0 else { return nil }
    _ = fcntl(taken, F_SETFD, FD_CLOEXEC)
    _ = fcntl(taken, F_SETFL, O_NONBLOCK)
    return TCPConnection(taken, milliseconds: milliseconds)
  }
}

/// What `getaddrinfo` found, freed with this object.
@unsafe
private final class Addresses {
  let list: UnsafeMutablePointer<addrinfo>?

  init(_ host: String, _ port: Int, isPassive: Bool) throws(LogError) {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_NUMERICSERV | (isPassive ? AI_PASSIVE : 0)
    var found: UnsafeMutablePointer<addrinfo>?
    // SAFETY: `found` is filled before the call returns and owned by this object.
    let code = unsafe getaddrinfo(host, String(port), &hints, &found)
    guard code == 0 else {
      throw .system("'\(host)' is no host that can be found; check the name")
    }
    unsafe list = found
  }

  // SAFETY: this object is the list's only owner.
  deinit { unsafe freeaddrinfo(list) }
}

/// Milliseconds of a clock that never jumps.
func monotonicMilliseconds() -> UInt64 {
  var time = timespec()
  // SAFETY: the structure outlives the call that fills it.
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
}
