extension ResourceType {
    /// Takes the members out of the attributes that a client sent to create or replace a resource.
    package func takeMembers(from attributes: inout JSONObject) throws(SCIMError) -> [Member] {
        guard let memberAttribute, let values = attributes[memberAttribute.name]?.array else { return [] }
        attributes[memberAttribute.name] = nil
        return try values.members()
    }
}

extension [JSON] {
    /// The members that values of `members` name.
    func members() throws(SCIMError) -> [Member] {
        var members: [Member] = []
        members.reserveCapacity(count)
        for value in self {
            guard let member = Member(value) else {
                throw .invalidValue("each value of 'members' must name a member: send {\"value\": \"ID\"}")
            }
            members.append(member)
        }
        return members
    }
}
