internal import SCIMProvider

/// A resource that an index told, without its relations.
struct Candidate {
    var stored: StoredResource
    /// Whether it is in a group, where that was read along.
    let isMember: Bool?
}
