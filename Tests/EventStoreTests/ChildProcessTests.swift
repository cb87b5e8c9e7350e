import EventStore
import Glibc
import Testing

/// A child process must not keep what its parent holds.
struct ChildProcessTests {
  // A server's child that inherited the listening socket kept its port after the server had ended, and the next start was refused.
  @Test("A child process inherits no open file, pipe or socket but the standard ones")
  func inheritsNothing() throws {
    let inheritable = dup(STDERR_FILENO)
    defer { close(inheritable) }
    try #require(inheritable > STDERR_FILENO)
    var descriptors: [String] = []
    let exit = try ChildProcess.run(executable: "/bin/ls", arguments: ["-1", "/proc/self/fd"]) {
      descriptors.append($0)
    }
    #expect(exit == .exited(code: 0))
    // The fourth is the directory that `ls` itself reads.
    #expect(descriptors == ["0", "1", "2", "3"])
  }
}
