package import SCIM

extension NetworkSetting {
    /// Which values a setting has, and where settings keep them.
    package enum Form: Sendable {
        case flag(any WritableKeyPath<NetworkSettings, Bool> & Sendable)
        /// A number of a range or, where that means something of its own, 0.
        case number(any WritableKeyPath<NetworkSettings, Int> & Sendable, in: ClosedRange<Int>, orZero: Bool = false)
        /// Texts with commas between them; `of` is what they are called, and `empty` what none of them is.
        case list(any WritableKeyPath<NetworkSettings, [String]> & Sendable, of: String, empty: String)
        case deletion(any WritableKeyPath<NetworkSettings, Deletion> & Sendable)
    }
}

extension NetworkSetting.Form {
    /// Whether the option has no value but two names: with and without `no-`.
    package var isFlag: Bool {
        if case .flag = self { true } else { false }
    }

    /// The values as people are told them.
    package var values: String {
        switch self {
        case .flag: "yes or no"
        case .number(_, let range, let orZero):
            "a number from \(range.lowerBound) to \(range.upperBound)\(orZero ? ", or 0" : "")"
        case .list(_, let items, let empty): "\(items), or '\(empty)'"
        case .deletion: Deletion.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
        }
    }

    /// The value as people read and write it.
    package func text(of settings: NetworkSettings) -> String {
        switch self {
        case .flag(let place): settings[keyPath: place] ? "yes" : "no"
        case .number(let place, _, _): String(settings[keyPath: place])
        case .list(let place, _, let empty):
            settings[keyPath: place].isEmpty ? empty : settings[keyPath: place].joined(separator: ", ")
        case .deletion(let place): settings[keyPath: place].rawValue
        }
    }

    /// Sets the value that text says; `false` when it says none.
    func parse(_ text: String, into settings: inout NetworkSettings) -> Bool {
        switch self {
        case .flag: read(text == "yes" ? true : text == "no" ? false : .null, into: &settings)
        case .number: read(Int(text).map { .number(JSONNumber($0)) } ?? .null, into: &settings)
        case .list(_, _, let empty):
            read(.array(text == empty ? [] : text.items.map { .string($0) }), into: &settings)
        case .deletion: read(.string(text), into: &settings)
        }
    }

    /// The value as it is stored.
    package func json(of settings: NetworkSettings) -> JSON {
        switch self {
        case .flag(let place): .bool(settings[keyPath: place])
        case .number(let place, _, _): .number(JSONNumber(settings[keyPath: place]))
        case .list(let place, _, _): .array(settings[keyPath: place].map { .string($0) })
        case .deletion(let place): .string(settings[keyPath: place].rawValue)
        }
    }

    /// Sets the value that is stored; `false` when it is none of the setting's.
    func read(_ json: JSON, into settings: inout NetworkSettings) -> Bool {
        switch self {
        case .flag(let place):
            guard let flag = json.bool else { return false }
            settings[keyPath: place] = flag
        case .number(let place, let range, let orZero):
            guard let number = json.integer.flatMap({ Int(exactly: $0) }),
                range.contains(number) || orZero && number == 0
            else { return false }
            settings[keyPath: place] = number
        case .list(let place, _, _):
            guard let texts = json.array?.map(\.string), !texts.contains(where: { $0?.isEmpty ?? true }) else {
                return false
            }
            settings[keyPath: place] = texts.compactMap(\.self)
        case .deletion(let place):
            guard let deletion = json.string.flatMap({ Deletion(rawValue: $0) }) else { return false }
            settings[keyPath: place] = deletion
        }
        return true
    }
}

extension String {
    /// What stands between commas that are not inside of quotes, without the space around it.
    fileprivate var items: [String] {
        var items = [""]
        var isQuoted = false
        for character in self {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { items.append("") } else { items[items.count - 1].append(character) }
        }
        return items.map { item in
            let start = item.drop(while: \.isWhitespace)
            return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
        }
    }
}
