public import ArgumentParser
public import Hotline
public import Projections

extension Language: ExpressibleByArgument {}
extension ScoreRow: ExpressibleByArgument {}
extension ScoreRole: ExpressibleByArgument {}
