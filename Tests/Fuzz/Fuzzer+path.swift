internal import SCIM

extension Fuzzer {
    /// A path that can be read can be written and read again, and so can each other use of a name.
    func fuzzPath(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for sample in Sample.all {
            let type = sample.resource.type
            if let path = try? PatchPath(parsing: text, of: type), let written = path.text(type) {
                do throws(FilterSyntaxError) {
                    let again = try PatchPath(parsing: written, of: type)
                    check(again.resolved == path.resolved, "'\(written)' is another attribute")
                    check(again.filter == path.filter, "'\(written)' selects other values")
                } catch {
                    let isTooMuch = error.reason.contains("deeper") || error.reason.contains("longer")
                    check(isTooMuch, "'\(written)' cannot be read: \(error)")
                }
            }
            let isOnly = bytes.count.isMultiple(of: 2)
            let projected = Projection(
                attributes: isOnly ? text : nil,
                excludedAttributes: isOnly ? nil : text,
                of: type
            )
            .applied(to: sample.whole, of: type)
            check(projected["id"] != nil, "a projection has no id")
            check(projected["password"] == nil, "a projection tells the password")
            if let sort = try? Sort(by: text, order: nil, for: type) {
                let key = sort.key(of: sample.resource)
                check(!(key < key), "a key comes before itself")
            }
        }
    }
}

extension PatchPath {
    /// The path as RFC 7644 §3.5.2 writes it, or `nil` when it names nothing.
    fileprivate func text(_ type: ResourceType) -> String? {
        switch resolved {
        case .attribute(let path):
            guard let filter else { return path.description }
            let attribute = AttributePath(extensionURN: path.extensionURN, attribute: path.attribute)
            return "\(attribute)[\(filter.text)]" + (path.subAttribute.map { ".\($0.name)" } ?? "")
        case .schemaExtension(let urn): return urn
        case .coreSchema: return type.schema.id
        case .unknown: return nil
        }
    }
}
