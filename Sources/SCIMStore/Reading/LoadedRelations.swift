internal import SCIMProvider

/// The relations of a resource as they were read with its row.
final class LoadedRelations {
    let members: [StoredMember]
    let memberships: [Membership]

    /// `nil` when there are none.
    init?(members: [StoredMember], memberships: [Membership]) {
        guard !members.isEmpty || !memberships.isEmpty else { return nil }
        self.members = members
        self.memberships = memberships
    }
}
