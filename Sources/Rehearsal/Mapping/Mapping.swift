package import SCIM

/// What an application is told, and about whom: the attribute mappings of a provisioning job.
package struct Mapping: Hashable, Sendable {
    package let name: String
    package let users: ObjectMapping
    /// Nothing when groups are not provisioned.
    package let groups: ObjectMapping?

    /// The kinds of objects that are provisioned.
    package var kinds: [ObjectKind] {
        groups == nil ? [.user] : [.user, .group]
    }
}

extension Mapping {
    /// The names of the mappings that come with the program; the first is used when none is named.
    package static let builtIn = ["starmind", "entra-default"]

    /// A mapping that comes with the program.
    package init(named name: String) throws(JSONFileError) {
        let bytes =
            switch name {
            case "entra-default": PackageResources.entra_default_json
            default: PackageResources.starmind_json
            }
        try self.init(JSONFile(name: name, bytes: bytes))
    }

    /// Reads a mapping file.
    ///
    /// ```json
    /// {"users": [{"target": "userName", "source": "[userPrincipalName]", "match": 1},
    ///            {"target": "active", "source": "Not([IsSoftDeleted])"}],
    ///  "groups": [{"target": "displayName", "source": "[displayName]", "match": 1}, {"target": "members"}]}
    /// ```
    package init(_ file: JSONFile) throws(JSONFileError) {
        let document = try LocatedJSON(file)
        try document.checkNames(["name", "users", "groups"])
        name = try document.member("name")?.text() ?? file.name
        users = try ObjectMapping(document.requiredMember("users"), references: ["manager"])
        groups = try document.member("groups")
            .map { value throws(JSONFileError) in
                try ObjectMapping(value, references: ["members"])
            }
    }
}

extension ObjectMapping {
    fileprivate init(_ list: LocatedJSON, references: [String]) throws(JSONFileError) {
        var attributes: [AttributeMapping] = []
        var reference: TargetAttribute?
        var seen: Set<String> = []
        for element in try list.elements() {
            try element.checkNames(["target", "source", "match"])
            let target = try element.target()
            guard seen.insert(target.text.caseFolded).inserted else {
                throw element.error("'\(target.text)' is mapped twice: remove one")
            }
            if references.contains(where: { target.name.equalsIgnoringCase($0) }), target.subAttribute == nil {
                // Whom it names is known to the directory; the application wants its own identifier of them.
                reference = target
                continue
            }
            attributes.append(
                AttributeMapping(target: target, source: try element.source(), precedence: try element.precedence())
            )
        }
        self.init(attributes: attributes, reference: reference)
        guard !matching.isEmpty else {
            throw list.error("no attribute has \"match\": give \"match\": 1 to the one that tells objects apart")
        }
    }
}

extension LocatedJSON {
    fileprivate func target() throws(JSONFileError) -> TargetAttribute {
        let member = try requiredMember("target")
        let text = try member.text()
        do throws(TargetAttributeError) {
            return try TargetAttribute(text)
        } catch {
            throw member.error(error.description)
        }
    }

    fileprivate func source() throws(JSONFileError) -> Expression {
        let member = try requiredMember("source")
        let text = try member.text()
        do throws(ExpressionError) {
            return try ExpressionParser.parse(text)
        } catch {
            throw member.error(error.description)
        }
    }

    fileprivate func precedence() throws(JSONFileError) -> Int? {
        guard let member = member("match") else { return nil }
        guard let number = member.json.integer, number > 0 else {
            throw member.error("\"match\" is a number from 1, which is tried first")
        }
        return Int(number)
    }
}
