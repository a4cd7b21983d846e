internal import HTTPTypes
internal import SCIM

/// A request that was authorized.
struct Call: Sendable {
    let request: Request
    /// Tells the changes of the call from others in the journal.
    let requestID: String?
    /// The method, with `HEAD` as the `GET` it is.
    let method: HTTPRequest.Method
    let credential: Credential
    /// When the request was authorized; all it changes bears this time.
    let time: DateTime
    /// Whether the request may take long: it is the only one of its network that does.
    let hasTurn: Bool

    var network: Network {
        credential.network
    }

    /// The author of changes that the call causes.
    var actor: Actor {
        Actor(tokenID: credential.tokenID, requestID: requestID, client: request.client, time: time)
    }

    /// The call for one operation of a Bulk request, which the journal tells from the others.
    func operation(_ index: Int) -> Call {
        Call(
            request: request,
            requestID: requestID.map { "\($0).\(index)" },
            method: method,
            credential: credential,
            time: time,
            hasTurn: hasTurn
        )
    }

    /// The body as a JSON object.
    func bodyObject() throws(SCIMError) -> JSONObject {
        // Not unpacked: a few KiB could become any number of MiB.
        if let encoding = request.contentEncoding, encoding.lowercased() != "identity" {
            throw .unsupportedMediaType(
                "the body has 'Content-Encoding: \(encoding)': send it as it is, without an encoding"
            )
        }
        if let text = request.contentType, text != Response.mediaType, let type = text.mediaType,
            type != Response.mediaType, type != "application/json"
        {
            throw .unsupportedMediaType("the body is '\(type)': send it as 'Content-Type: \(Response.mediaType)'")
        }
        return try JSONObject(body: request.body)
    }
}

extension String {
    /// The type of a `Content-Type` without its parameters, in small letters.
    fileprivate var mediaType: String? {
        let type = prefix { $0 != ";" }.trimmed.lowercased()
        return type.isEmpty ? nil : type
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop { $0 == " " }
        return start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
    }
}
