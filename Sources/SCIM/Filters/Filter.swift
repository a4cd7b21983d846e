/// A filter of RFC 7644 §3.4.2.2, its names resolved against a resource type.
///
/// A filter is made by parsing, which refuses what cannot be evaluated, so that evaluation never fails:
///
/// ```swift
/// let filter = try Filter(parsing: #"emails[type eq "work"].value eq "a@b.c""#, for: .user)
/// ```
package enum Filter: Hashable, Sendable {
    case and([Filter])
    case or([Filter])
    indirect case not(Filter)
    case comparison(Comparison)
    /// The attribute has a value that is not empty.
    indirect case present(AttributePath)
    /// One value of a multi-valued attribute satisfies the whole filter, whose paths start at the value.
    indirect case anyValue(of: AttributePath, where: Filter)
    /// No resource: a comparison with an attribute that the resource type does not have, in a search over many types.
    case nothing
}
