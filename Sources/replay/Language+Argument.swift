public import ArgumentParser
public import Hotline

extension Language: ExpressibleByArgument {}
