public import ArgumentParser
public import Projections

extension Language: ExpressibleByArgument {}
