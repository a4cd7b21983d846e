internal import SCIM

extension ResourceTypes {
    /// The types that are served by the settings of a network, as they are there.
    ///
    /// A path that the schemas no longer have demands nothing: otherwise nobody could be created any more.
    func served(by settings: NetworkSettings) -> ResourceTypes {
        guard !settings.resourceTypes.isEmpty || !settings.requiredAttributes.isEmpty else { return self }
        let served = all.filter { settings.resourceTypes.isEmpty || settings.resourceTypes.contains($0.name) }
        return ResourceTypes(
            served.map { type in
                guard type.schema.id == Schema.user.id else { return type }
                return type.requiring(
                    settings.requiredAttributes.compactMap { try? RequiredPath(parsing: $0, of: type) }
                )
            }
        )
    }
}
