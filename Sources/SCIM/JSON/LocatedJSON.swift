/// A value in a file, which knows where it stands, so that a mistake is told with its line.
package struct LocatedJSON: Sendable {
    /// The file the value stands in.
    package let file: JSONFile
    /// The value itself.
    package let json: JSON
    private let steps: [JSONStep]

    /// The document that a whole file is.
    package init(_ file: JSONFile) throws(JSONFileError) {
        self.file = file
        steps = []
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: file.bytes)
        } catch {
            throw JSONFileError(file: file.name, cause: error)
        }
    }

    private init(_ file: JSONFile, _ json: JSON, _ steps: [JSONStep]) {
        self.file = file
        self.json = json
        self.steps = steps
    }

    /// The error that this value is wrong.
    package func error(_ reason: String) -> JSONFileError {
        JSONFileError(file: file.name, cause: JSONSyntaxError(reason, at: steps, in: file.bytes))
    }

    /// The member of a name in any letter case; one that is null counts as left out.
    package func member(_ name: String) -> LocatedJSON? {
        guard let found = json.object?.members.first(where: { $0.name.equalsIgnoringCase(name) }) else { return nil }
        if case .null = found.value { return nil }
        return LocatedJSON(file, found.value, steps + [.name(found.name)])
    }

    /// The member of a name, which has to be there.
    package func requiredMember(_ name: String) throws(JSONFileError) -> LocatedJSON {
        guard let member = member(name) else { throw error("'\(name)' is missing") }
        return member
    }

    /// Refuses members that mean nothing here: a name spelled wrong would quietly leave its default in force.
    package func checkNames(_ known: [String]) throws(JSONFileError) {
        guard let object = json.object else { throw error("an object is needed, not \(json.kind)") }
        for member in object.members where !known.contains(where: { $0.equalsIgnoringCase(member.name) }) {
            let place = LocatedJSON(file, member.value, steps + [.name(member.name)])
            throw place.error("'\(member.name)' means nothing here: there are \(known.joined(separator: ", "))")
        }
    }

    /// The values of an array.
    package func elements() throws(JSONFileError) -> [LocatedJSON] {
        guard let values = json.array else { throw error("an array is needed, not \(json.kind)") }
        return values.enumerated().map { LocatedJSON(file, $1, steps + [.index($0)]) }
    }

    /// Text that is not empty.
    package func text() throws(JSONFileError) -> String {
        guard let text = json.string, !text.isEmpty else { throw error("text is needed, not \(json.kind)") }
        return text
    }

    /// A boolean.
    package func flag() throws(JSONFileError) -> Bool {
        guard let flag = json.bool else { throw error("true or false is needed, not \(json.kind)") }
        return flag
    }

    /// One of the words that a characteristic has, in any letter case.
    package func word<Word: RawRepresentable & CaseIterable>() throws(JSONFileError) -> Word
    where Word.RawValue == String {
        let text = try text()
        guard let word = Word.allCases.first(where: { $0.rawValue.equalsIgnoringCase(text) }) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("there is no '\(text)': there are \(words)")
        }
        return word
    }

    /// An array of texts.
    package func texts() throws(JSONFileError) -> [String] {
        var texts: [String] = []
        for element in try elements() { texts.append(try element.text()) }
        return texts
    }
}
