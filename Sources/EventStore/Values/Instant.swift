public import Wire

/// A point in time; defined beside the wire format, because payloads carry times too.
public typealias Instant = Wire.Instant

/// A day of the Gregorian calendar.
public typealias CivilDate = Wire.CivilDate
