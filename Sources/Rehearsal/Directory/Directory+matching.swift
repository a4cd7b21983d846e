internal import SCIM

extension Directory {
    /// Refuses people who have the same matching value: the application could not tell them apart.
    package func check(_ mapping: Mapping) throws(DirectoryError) {
        var problems: [DirectoryError.Problem] = []
        for attribute in mapping.users.matching {
            var seen: [String: Person] = [:]
            for person in people {
                guard
                    let value = try? attribute.source.value({ $0 == AttributeName.isSoftDeleted ? "False" : person[$0] }
                    ),
                    let other = seen.updateValue(person, forKey: value.caseFolded)
                else { continue }
                let column = attribute.source.attributes.first ?? attribute.target.text
                let reason =
                    "gives '\(value)' for \(attribute.target.text), as row \(other.line) does: people are matched by it, so "
                    + "nobody else may have it"
                problems.append(.init(line: person.line, column: column, reason: reason))
            }
        }
        guard problems.isEmpty else { throw DirectoryError(problems) }
    }
}
