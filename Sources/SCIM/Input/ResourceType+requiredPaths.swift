extension ResourceType {
    /// The type, with values demanded at paths.
    package func requiring(_ paths: [RequiredPath]) -> ResourceType {
        ResourceType(
            name: name,
            description: description,
            endpoint: endpoint,
            schema: schema,
            extensions: extensions,
            requiredPaths: paths
        )
    }

    /// Checks the attributes of a new resource, or of one that comes from an export.
    ///
    /// An export leaves out what is never returned, and who was disabled may have been without a value.
    package func checkRequiredPaths(in attributes: JSONObject, isExported: Bool) throws(SCIMError) {
        guard !isExported || attributes["active"] != .bool(false) else { return }
        for path in requiredPaths where !path.hasValue(in: attributes) && (path.isReturned || !isExported) {
            throw path.missing
        }
    }

    /// Checks what attributes become.
    ///
    /// Nobody is kept from being disabled: who is disabled afterwards needs no value. Others must have one after a
    /// replacement; after anything else they may stay without, if they were so before.
    package func checkRequiredPaths(
        before: JSONObject,
        after: JSONObject,
        isReplacement: Bool
    ) throws(SCIMError) {
        guard !requiredPaths.isEmpty, after["active"] != .bool(false) else { return }
        for path in requiredPaths where !path.hasValue(in: after) && (isReplacement || path.hasValue(in: before)) {
            throw path.missing
        }
    }
}

extension RequiredPath {
    fileprivate var missing: SCIMError {
        .invalidValue(
            "'\(text)' is required in this network and has no value: in Entra's portal, under Provisioning > Mappings, map "
                + "an attribute to it that has a value for everybody in scope, and fill it in for whom it is empty"
        )
    }
}
