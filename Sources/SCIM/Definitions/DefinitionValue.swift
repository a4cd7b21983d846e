/// A value in a file of definitions, which knows where it stands.
struct DefinitionValue: Sendable {
    let file: DefinitionFile
    let json: JSON
    let steps: [JSONStep]

    /// The document that a whole file is.
    init(_ file: DefinitionFile) throws(DefinitionError) {
        self.file = file
        steps = []
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: file.bytes)
        } catch {
            throw DefinitionError(file: file.name, cause: error)
        }
    }

    private init(_ file: DefinitionFile, _ json: JSON, _ steps: [JSONStep]) {
        self.file = file
        self.json = json
        self.steps = steps
    }

    /// The error that this value is wrong.
    func error(_ reason: String) -> DefinitionError {
        DefinitionError(file: file.name, cause: JSONSyntaxError(reason, at: steps, in: file.bytes))
    }

    /// The member of a name in any letter case; one that is null counts as left out.
    func member(_ name: String) -> DefinitionValue? {
        guard let found = json.object?.members.first(where: { $0.name.equalsIgnoringCase(name) }) else { return nil }
        if case .null = found.value { return nil }
        return DefinitionValue(file, found.value, steps + [.name(found.name)])
    }

    /// The member of a name, which has to be there.
    func requiredMember(_ name: String) throws(DefinitionError) -> DefinitionValue {
        guard let member = member(name) else { throw error("'\(name)' is missing") }
        return member
    }

    /// Refuses members that mean nothing here: a name spelled wrong would quietly leave its default in force.
    func checkNames(_ known: [String]) throws(DefinitionError) {
        guard let object = json.object else { throw error("an object is needed, not \(json.kind)") }
        for member in object.members where !known.contains(where: { $0.equalsIgnoringCase(member.name) }) {
            let place = DefinitionValue(file, member.value, steps + [.name(member.name)])
            throw place.error("'\(member.name)' means nothing here: there are \(known.joined(separator: ", "))")
        }
    }

    func elements() throws(DefinitionError) -> [DefinitionValue] {
        guard let values = json.array else { throw error("an array is needed, not \(json.kind)") }
        return values.enumerated().map { DefinitionValue(file, $1, steps + [.index($0)]) }
    }

    func text() throws(DefinitionError) -> String {
        guard let text = json.string, !text.isEmpty else { throw error("text is needed, not \(json.kind)") }
        return text
    }

    func flag() throws(DefinitionError) -> Bool {
        guard let flag = json.bool else { throw error("true or false is needed, not \(json.kind)") }
        return flag
    }

    /// One of the words that a characteristic has, in any letter case.
    func word<Word: RawRepresentable & CaseIterable>() throws(DefinitionError) -> Word where Word.RawValue == String {
        let text = try text()
        guard let word = Word.allCases.first(where: { $0.rawValue.equalsIgnoringCase(text) }) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("there is no '\(text)': there are \(words)")
        }
        return word
    }

    func texts() throws(DefinitionError) -> [String] {
        var texts: [String] = []
        for element in try elements() { texts.append(try element.text()) }
        return texts
    }
}
