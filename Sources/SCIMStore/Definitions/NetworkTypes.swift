internal import SCIM

/// The resource types of a network, and the numbers of their indexed attributes.
struct NetworkTypes: Sendable {
    let types: ResourceTypes
    let catalogue: AttributeCatalogue
}
