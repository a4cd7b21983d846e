package import SCIM

/// How a provisioning job behaves.
package struct CycleOptions: Sendable {
    /// Who is provisioned.
    package enum Scope: String, CaseIterable, Sendable {
        /// Who is assigned to the application.
        case assigned
        /// Everybody.
        case all
    }

    package var dialect = Dialect.standard
    package var scope = Scope.assigned
    /// A further condition on people, over the columns of the directory.
    package var filter: Filter?
    /// How many people one cycle may disable or delete, `nil` for any number; beyond that nothing is sent.
    package var accidentalDeletions: Int? = 500
    /// How many members one request adds or removes at most.
    package var membersPerRequest = 100
    /// How often a request is tried before the action fails.
    package var attempts = 10

    package init() {}
}

extension CycleOptions {
    /// A condition on people in the language of SCIM filters: `department eq "Sales" and not (country eq "CH")`.
    package static func filter(parsing text: String) throws(FilterSyntaxError) -> Filter {
        try Filter(parsing: text, for: .person)
    }
}

extension ResourceType {
    /// The people of a directory, whose columns are their attributes.
    fileprivate static let person = ResourceType(
        name: "Person",
        description: "A row of the directory.",
        endpoint: "/People",
        schema: Schema(
            id: "urn:ietf:params:scim:schemas:rehearsal:Person",
            name: "Person",
            description: "A row of the directory.",
            attributes: Column.all.map { column in
                column.kind == .boolean ? .boolean(column.name, column.name) : .string(column.name, column.name)
            }
        )
    )
}

extension Person {
    /// The row as filters see it.
    var attributes: JSONObject {
        JSONObject(
            Column.all.compactMap { column in
                guard let text = self[column.name] else { return nil }
                let value: JSON = column.kind == .boolean ? .bool(flag(column.name, default: false)) : .string(text)
                return .init(name: column.name, value: value)
            }
        )
    }
}
