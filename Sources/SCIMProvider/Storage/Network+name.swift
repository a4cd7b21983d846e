extension Network {
    /// Checks a name that a new network shall have; it must be able to stand in a path and before a domain.
    package static func checkName(_ name: String) throws(NetworkError) {
        let permitted = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard permitted, (1...63).contains(name.utf8.count), !name.hasPrefix("-") else {
            throw .invalidName(name)
        }
    }
}
