// What tests of every layer share stands in TestKit, which knows neither a log nor a disk.
@_exported import TestKit
