package import SCIM

/// A state of a resource in the form in which a store keeps it.
///
/// It is worked out before the store is held for writing, which all others wait for.
package struct Revision: Sendable {
    package let resource: Resource
    /// The document of `Resource.document`.
    package let document: [UInt8]
    /// `Resource.ending`.
    package let ending: [UInt8]
    /// The attributes that are not sent by default, or `nil` when there are none.
    package let unsent: [UInt8]?
    package let indexedValues: [IndexedValue]

    package init(_ resource: Resource) {
        self.resource = resource
        document = resource.document.bytes
        ending = resource.ending
        unsent = resource.unsent?.bytes
        indexedValues = resource.indexedValues
    }
}
