internal import Crypto

/// An API key of one network: 256 random bits that are shown once and stored only as their SHA-256.
package struct SecretToken: Sendable {
    /// What the customer's administrator types into the identity provider.
    package let text: String

    /// Makes a new token.
    package init() {
        var generator = SystemRandomNumberGenerator()
        let bits = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = "scimd_" + bits.base64URL
    }

    /// Takes a token as a client presents it.
    package init(text: String) {
        self.text = text
    }

    /// The SHA-256 of the text, by which stores know the token.
    package var hash: [UInt8] {
        var text = text
        return text.withUTF8 { bytes in
            var hash = SHA256()
            unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
            return unsafe hash.finalize().withUnsafeBytes { unsafe Array($0) }
        }
    }
}
