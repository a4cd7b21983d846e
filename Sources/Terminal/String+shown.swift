extension String {
    /// The text as one line of a terminal: what would steer that, or begin another line, is told as `\u{1B}`.
    ///
    /// Clients choose names and headers, and strangers may send requests that are refused.
    package var shown: String {
        guard unicodeScalars.contains(where: \.steersTerminals) else { return self }
        return unicodeScalars.reduce(into: "") { shown, scalar in
            if scalar.steersTerminals {
                shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var steersTerminals: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}
