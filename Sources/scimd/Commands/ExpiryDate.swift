internal import ArgumentParser
internal import SCIM

/// A date on the command line; without a time it means the end of that day in UTC.
struct ExpiryDate: ExpressibleByArgument {
    let instant: DateTime

    init?(argument: String) {
        guard let instant = DateTime(argument) ?? DateTime(argument + "T23:59:59Z") else { return nil }
        self.instant = instant
    }
}
