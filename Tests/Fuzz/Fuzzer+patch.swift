internal import SCIM
internal import SCIMProvider

extension Fuzzer {
    private static let reader = ValueReader(resourceTypes: .builtIn, protect: { $0 })

    /// What a PATCH makes of a resource is a resource again: a client could have sent it, and a store gives it back.
    func fuzzPatch(_ bytes: [UInt8]) {
        guard let body = try? JSON(parsing: bytes) else { return }
        for sample in Sample.all.map(\.resource) {
            guard let patch = try? Patch(parsing: body, of: sample.type, with: Self.reader),
                let attributes = try? patch.applied(to: sample.attributes, of: sample.type)
            else { continue }
            checkValidity(of: attributes, sample.type)
            checkStorage(of: attributes, sample)
            for case .removeMatching(let filter) in patch.memberChanges { _ = filter.matches(sample.attributes) }
        }
    }

    private func checkValidity(of attributes: JSONObject, _ type: ResourceType) {
        var document = attributes
        document["schemas"] = type.schemas(of: attributes)
        do throws(SCIMError) {
            _ = try type.readAttributes(of: document, with: Self.reader)
        } catch {
            fatalError("broken: a PATCH made what nobody may send: \(error.detail)")
        }
    }

    private func checkStorage(of attributes: JSONObject, _ sample: Resource) {
        var resource = sample
        resource.attributes = attributes
        _ = resource.indexedValues
        let stored = StoredResource(
            key: 1,
            id: resource.id,
            meta: resource.meta,
            document: resource.document.bytes,
            ending: resource.ending,
            unsent: resource.unsent?.bytes
        )
        let again = try? stored.resource(of: resource.type)
        check(again?.attributes == attributes, "a store gives back something else")
    }
}
