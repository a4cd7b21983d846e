/// Why a request came to nothing, in the words of Entra's provisioning log.
package struct ServiceFailure: Error, Hashable, Sendable {
    /// The code of the log, for instance `EntryConflict` or `InvalidAnchor`.
    package let code: String
    package let reason: String
    /// Whether the same request may succeed a little later.
    let isTransient: Bool
    /// In how many seconds the server wants to be asked again.
    let retryAfter: Double?

    init(_ code: String, _ reason: String, isTransient: Bool = false, retryAfter: Double? = nil) {
        self.code = code
        self.reason = reason
        self.isTransient = isTransient
        self.retryAfter = retryAfter
    }

    /// What an answer that is no success means.
    init(_ answer: ServiceAnswer, to request: ServiceRequest) {
        let code =
            switch answer.status {
            case 400: "BadRequest"
            case 401: "Unauthorized"
            case 403: "InsufficientRights"
            case 404: "NotFound"
            case 405: "MethodNotAllowed"
            case 409: "EntryConflict"
            case 422: "UnprocessableEntity"
            case 429: "TooManyRequests"
            case 500...: "InternalServerError"
            default: "UnexpectedStatus"
            }
        self.init(
            code,
            "\(request.method) \(request.path) was answered with \(answer.status): \(answer.detail)",
            isTransient: answer.status == 429 || answer.status >= 500 && answer.status != 501,
            retryAfter: answer.retryAfter
        )
    }

    /// What the administrator does about it.
    package var recommendedAction: String {
        Self.recommendedAction(of: code)
    }

    /// What the administrator does about failures of one code.
    package static func recommendedAction(of code: String) -> String {
        switch code {
        case "Unauthorized", "InsufficientRights":
            "Check the secret token: issue a new one and enter it, then press Test Connection."
        case "EntryConflict":
            "Another account has the value already. Make the matching attribute one that both sides share, so that the "
                + "account is found, or change one of the two."
        case "InvalidAnchor":
            "The account was removed from the application. Restart provisioning, so that everybody is matched anew."
        case "DuplicateTargetEntries":
            "Remove the duplicates from the application, or match by an attribute that is unique there."
        case "DuplicateSourceEntries":
            "Two rows match one account: give the matching attribute a value of its own in each, or remove one row."
        case "TooManyRequests":
            "Nothing: it is tried again. An endpoint should take 25 requests a second and send Retry-After."
        case "InternalServerError", "Timeout", "ConnectionFailed":
            "Look into the log of the application; the next cycle tries again."
        case "SystemForCrossDomainIdentityManagementServiceIncompatible":
            "The endpoint does not speak SCIM here. Run 'scim-rehearsal validate' to see what it does."
        case "InvalidMapping":
            "Change the attribute mapping, or the value in the directory."
        default:
            "Read the reason; change the attribute mapping or the value, and the next cycle tries again."
        }
    }
}

extension ServiceFailure: CustomStringConvertible {
    package var description: String {
        "\(code): \(reason)"
    }
}
