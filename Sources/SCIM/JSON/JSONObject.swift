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

    package var isEmpty: Bool {
        members.isEmpty
    }

    /// The value of a name; a new name is put at the end, and `nil` removes one.
    package subscript(name: String) -> JSON? {
        get {
            members.first { $0.name == name }?.value
        }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The value of a name, whatever the case of its ASCII letters.
    package func value(ofFolded name: String) -> JSON? {
        members.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    /// Puts a member at the end; its name must be new.
    package mutating func append(_ member: Member) {
        members.append(member)
    }
}
