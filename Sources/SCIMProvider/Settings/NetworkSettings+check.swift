package import SCIM

extension NetworkSettings {
    /// Checks settings against each other, and against the resource types that a network has by its definitions.
    package func check(with types: ResourceTypes) throws(SettingError) {
        guard defaultPageSize <= maxPageSize else {
            throw SettingError(
                "--default-page-size \(defaultPageSize) is more than --max-page-size \(maxPageSize): set both"
            )
        }
        for name in resourceTypes where types.named(name) == nil {
            let names = types.all.map(\.name).joined(separator: ", ")
            throw SettingError("--resource-types names '\(name)': there are \(names)")
        }
        for path in requiredAttributes {
            do throws(FilterSyntaxError) {
                _ = try RequiredPath(parsing: path, of: types.user)
            } catch {
                throw SettingError("--required-attributes cannot have '\(path)': \(error)")
            }
        }
    }
}

extension ResourceTypes {
    /// The type of users, with the extensions that it has here.
    fileprivate var user: ResourceType {
        all.first { $0.schema.id == Schema.user.id } ?? .user
    }
}
