extension [Attribute] {
    /// The attribute of a name, whatever its letter case.
    ///
    /// Almost all clients write names as schemas do, and equal short strings are equal words.
    func named(_ name: some StringProtocol) -> Attribute? {
        let text = String(name)
        return first { $0.name == text } ?? first { $0.name.equalsIgnoringCase(text) }
    }
}
