internal import ArgumentParser

/// The form of an export.
enum ExportFormat: String, EnumerableFlag {
    case ndjson
    case csv

    static func help(for value: ExportFormat) -> ArgumentHelp? {
        switch value {
        case .ndjson: "One JSON document a line, which 'scimd import' takes."
        case .csv: "One user a row, for spreadsheets."
        }
    }
}
