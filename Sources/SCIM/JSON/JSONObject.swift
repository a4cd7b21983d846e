/// The members of a JSON object in the order they were written; names are unique.
///
/// Objects here have a few dozen members at most, where a scan of an array beats a dictionary.
package struct JSONObject: Sendable {
    /// One name and its value.
    package struct Member: Sendable {
        package var name: String
        package var value: JSON

        package init(name: String, value: JSON) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member]

    /// Makes an object of members whose names are known to be unique.
    package init(_ members: [Member] = []) {
        self.members = members
    }
}
