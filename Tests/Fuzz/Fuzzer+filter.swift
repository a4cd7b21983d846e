internal import SCIM

extension Fuzzer {
    /// A filter that can be read can be written, read again and held against a resource.
    func fuzzFilter(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for sample in Sample.all.map(\.resource) {
            for scope in [FilterScope.resource(sample.type), .oneOfMany(sample.type)] {
                do throws(FilterSyntaxError) {
                    let filter = try Filter(parsing: text, in: scope)
                    checkMeaning(of: filter, in: scope, sample)
                } catch {
                    check(error.position > 0, "an error has no place")
                }
            }
        }
    }

    /// Both filters are the same, and so is what they match.
    func checkMeaning(of filter: Filter, in scope: FilterScope, _ sample: Resource) {
        let matches = filter.matches(sample)
        _ = (filter.attributeNames, filter.readsSecret)
        check(Filter.not(filter).matches(sample) != matches, "a filter and its opposite agree")
        do throws(FilterSyntaxError) {
            let again = try Filter(parsing: filter.text, in: scope)
            check(again == filter, "'\(filter.text)' is read as '\(again.text)'")
        } catch {
            // The text has parentheses and escapes that the client could leave out.
            let isTooMuch = error.reason.contains("deeper") || error.reason.contains("longer")
            check(isTooMuch, "'\(filter.text)' cannot be read: \(error)")
        }
    }
}
