internal import Crypto
internal import CryptoExtras

/// What is stored in place of a password: its scrypt hash (RFC 7914) with the parameters beside it.
enum PasswordHash {
    /// The cost: 16 MiB of memory, some 40 ms of time.
    private static let rounds = 16_384
    private static let blockSize = 8
    private static let saltSize = 16

    /// The hash of a password in the form `$scrypt$ln=14,r=8,p=1$SALT$HASH`.
    ///
    /// A password that cannot be hashed is replaced by text that no password matches.
    static func make(_ password: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<saltSize).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let key = try? KDF.Scrypt.deriveKey(
            from: Array(password.utf8),
            salt: salt,
            outputByteCount: 32,
            rounds: rounds,
            blockSize: blockSize,
            parallelism: 1
        )
        let hash = key.map { unsafe $0.withUnsafeBytes { unsafe Array($0) } } ?? []
        return "$scrypt$ln=\(rounds.trailingZeroBitCount),r=\(blockSize),p=1$\(salt.base64URL)$\(hash.base64URL)"
    }
}
