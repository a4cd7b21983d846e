internal import ArgumentParser
internal import SCIM

/// An instant as operators write it: a date, a date with a time, or how long ago it was.
struct SinceTime: ExpressibleByArgument {
    private static let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]

    let instant: DateTime

    init?(argument: String) {
        // As many as there are days in some thousand years, of whatever: all time.
        if let unit = argument.last.flatMap({ Self.units[$0] }), let number = Int64(argument.dropLast()),
            (0...1_000_000).contains(number)
        {
            instant = DateTime(microseconds: DateTime.now.microseconds - number * unit * 1_000_000)
            return
        }
        guard let instant = DateTime(argument) ?? DateTime(argument + "T00:00:00Z") else { return nil }
        self.instant = instant
    }
}
