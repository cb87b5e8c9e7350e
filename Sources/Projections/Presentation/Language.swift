public import Hotline

/// A language in which people read Anjuan.
public typealias Language = Hotline.Language

/// One thing said in every ``Language``.
public typealias Phrase = Hotline.Phrase
