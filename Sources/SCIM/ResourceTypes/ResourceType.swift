/// A kind of resource: its endpoint and the schemas its resources have (RFC 7643 §6).
///
/// A class, because everything that reads a schema passes it on.
package final class ResourceType: Sendable {
    /// A schema extension of a resource type.
    package struct Extension: Sendable {
        package let schema: Schema
        /// Whether every resource of the type must have attributes of the extension.
        package let isRequired: Bool

        package init(schema: Schema, isRequired: Bool) {
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    /// The name of the type, which is its identifier as well.
    package let name: String
    package let description: String
    /// The path of the type's resources below the base URL, for instance `/Users`.
    package let endpoint: String
    /// The endpoint without its slash.
    let segment: String
    package let schema: Schema
    package let extensions: [Extension]
    /// Where resources must have values although the schemas do not say so.
    package let requiredPaths: [RequiredPath]
    /// What stores keep an index of.
    package let indexes: [ValueIndex]
    /// The paths whose values are kept but not sent unless asked for, or never.
    package let unsentPaths: [AttributePath]
    /// The attribute whose values are kept as members and not in the document, where the type has one.
    package let memberAttribute: Attribute?
    /// The attribute that is derived from the groups a resource is a member of, where the type has one.
    package let membershipAttribute: Attribute?

    package init(
        name: String,
        description: String,
        endpoint: String,
        schema: Schema,
        extensions: [Extension] = [],
        requiredPaths: [RequiredPath] = []
    ) {
        self.name = name
        self.description = description
        self.endpoint = endpoint
        segment = String(endpoint.dropFirst())
        self.schema = schema
        self.extensions = extensions
        self.requiredPaths = requiredPaths
        memberAttribute = schema.id == Schema.group.id ? schema.attribute(named: "members") : nil
        membershipAttribute = schema.id == Schema.user.id ? schema.attribute(named: "groups") : nil
        indexes = Self.paths(in: schema, extensions, where: \.isIndexed).flatMap { ValueIndex.all(of: $0) }
        unsentPaths = Self.paths(in: schema, extensions) {
            $0.returned == .never || $0.returned == .request || $0.mutability == .writeOnly
        }
    }

    /// The extension of a URN, whatever its letter case.
    package func schemaExtension(_ urn: some StringProtocol) -> Extension? {
        extensions.first { $0.schema.id.equalsIgnoringCase(urn) }
    }

    /// The attribute of a name that is not qualified by a URN: one of the core schema, or a common one.
    package func coreAttribute(named name: some StringProtocol) -> Attribute? {
        schema.attribute(named: name) ?? Schema.common.attribute(named: name)
    }
}
