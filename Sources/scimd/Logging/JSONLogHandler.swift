internal import Logging
internal import SCIM

/// Writes what is logged as one JSON object a line: time, level, message, and the metadata.
struct JSONLogHandler: LogHandler {
    let sink: LogSink
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        sink.line { line in
            line.append(logHead: event.level.rawValue, event.message.description, at: .now)
            for (key, value) in all { line.append(logField: key, "\(value)") }
            line.append(UInt8(ascii: "}"))
        }
    }
}

extension [UInt8] {
    /// Appends what each line begins with.
    mutating func append(logHead level: String, _ message: String, at time: DateTime) {
        append(literal: #"{"time":""#)
        append(time)
        append(literal: #"","level":""#)
        append(utf8: level)
        append(literal: #"","message":"#)
        append(jsonText: message)
    }

    /// Appends a member of the line's object.
    mutating func append(logField name: String, _ text: String) {
        append(UInt8(ascii: ","))
        append(jsonText: name)
        append(UInt8(ascii: ":"))
        append(jsonText: text)
    }
}
