internal import HTTPTypes
internal import Logging
internal import SCIM
internal import SCIMProvider

/// Logs each answered request: one line with what it was and how it ended, and nothing of what it said.
///
/// The line is written straight into the log, as a dictionary of metadata for each request would cost more than a lookup.
struct RequestLog: Sendable {
    private let sink: LogSink
    private let level: Logger.Level

    init(_ sink: LogSink, level: Logger.Level) {
        self.sink = sink
        self.level = level
    }

    func record(_ request: Request, _ response: Response, microseconds: Int, at time: DateTime) {
        guard level <= .info else { return }
        let trace = response.trace
        sink.line { line in
            line.append(logHead: "info", "request", at: time)
            line.append(literal: #","request":"#)
            line.append(jsonText: request.requestID ?? "")
            line.append(literal: #","network":"#)
            line.append(jsonText: trace.credential?.network.name ?? request.network)
            if let token = trace.credential?.tokenID {
                line.append(literal: #","token":"#)
                line.append(decimal: Int(token))
            }
            line.append(literal: #","route":""#)
            line.append(jsonCharacters: request.method.rawValue)
            if let route = trace.route {
                line.append(literal: " ")
                line.append(jsonCharacters: route.pattern)
            }
            line.append(literal: #"","status":"#)
            line.append(decimal: response.status.code)
            if let scimType = trace.refusals.first?.error.scimType {
                line.append(literal: #","scimType":"#)
                line.append(jsonText: scimType.rawValue)
            }
            line.append(literal: #","microseconds":"#)
            line.append(decimal: microseconds)
            line.append(literal: #","rows":"#)
            line.append(decimal: trace.rows)
            // A filter is in the query, so the query is for those who ask for it.
            if level <= .debug {
                line.append(logField: "path", request.path.withoutSecrets)
                line.append(logField: "query", request.query.withoutSecrets)
            }
            line.append(UInt8(ascii: "}"))
        }
    }
}
