internal import SCIM
internal import SCIMProvider

/// Figures in the text format of Prometheus.
struct MetricsText {
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String {
        case counter
        case gauge
        case histogram
    }

    typealias Labels = [(name: String, value: String)]

    private(set) var bytes: [UInt8] = []

    /// Begins a family, whose samples follow.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        bytes.append(utf8: "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n")
    }

    mutating func sample(_ name: String, _ labels: Labels = [], _ value: Double) {
        bytes.append(utf8: name)
        if !labels.isEmpty {
            bytes.append(literal: "{")
            for (index, label) in labels.enumerated() {
                if index > 0 { bytes.append(literal: ",") }
                bytes.append(utf8: label.name)
                bytes.append(utf8: "=\"\(label.value.escaped)\"")
            }
            bytes.append(literal: "}")
        }
        bytes.append(utf8: " \(value)\n")
    }

    /// The samples of a histogram, whose buckets hold all values up to their bounds.
    mutating func samples(_ name: String, _ labels: Labels = [], of histogram: Histogram) {
        var total = 0
        for (index, count) in histogram.counts.enumerated() {
            total += count
            let bound = index < histogram.bounds.count ? "\(histogram.bounds[index])" : "+Inf"
            sample("\(name)_bucket", labels + [("le", bound)], Double(total))
        }
        sample("\(name)_sum", labels, histogram.sum)
        sample("\(name)_count", labels, Double(total))
    }
}

extension String {
    fileprivate var escaped: String {
        var text = ""
        for character in unicodeScalars {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
