import Testing

/// Suites that make system calls fail: the shim has one plan for the whole process, so that they must not run at the same time.
@Suite("Under faults", .serialized)
enum UnderFaults {}
