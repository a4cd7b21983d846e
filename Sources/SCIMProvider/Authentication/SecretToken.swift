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
        Array(SHA256.hash(data: Array(text.utf8)))
    }
}

extension [UInt8] {
    /// The bytes in the URL-safe alphabet of RFC 4648 §5, without padding.
    fileprivate var base64URL: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in self {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[buffer >> bits & 0x3F])
            }
        }
        if bits > 0 { text.append(alphabet[buffer << (6 - bits) & 0x3F]) }
        return String(decoding: text, as: UTF8.self)
    }
}
