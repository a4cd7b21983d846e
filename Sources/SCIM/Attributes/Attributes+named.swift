extension [Attribute] {
    /// The attribute of a name, whatever its letter case.
    func named(_ name: some StringProtocol) -> Attribute? {
        let text = String(name)
        return first { $0.name.equalsIgnoringCase(text) }
    }
}
