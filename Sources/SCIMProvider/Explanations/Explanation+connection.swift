internal import SCIM

extension Explanation {
    /// What keeps an identity provider from the service, or the service from answering.
    static let connection = [
        Explanation(
            "wrong-token",
            "Test Connection says that the credentials are invalid; every request is answered with 401.",
            cause:
                "The secret token is not one of this Tenant URL's network: mistyped, cut off when it was copied, or of "
                + "another network.",
            cure:
                "Copy Tenant URL and Secret Token anew, whole and without spaces, in Provisioning > Admin Credentials, "
                + "press Test Connection and save. If the token is lost, the operator issues another: 'scimd token issue "
                + "NETWORK'.",
            of: [FailurePattern(status: 401), FailurePattern(status: 401, words: "not valid for this Tenant URL")]
        ),
        Explanation(
            "no-token",
            "Every request is answered with 401, and the text says that there is no secret token.",
            cause: "The client sends none, or the web server in front takes the Authorization header away.",
            cure:
                "Fill in Secret Token in Provisioning > Admin Credentials. If it is filled in, the operator looks whether a "
                + "proxy before nginx passes the Authorization header on.",
            of: [FailurePattern(status: 401, words: "has no secret token")]
        ),
        Explanation(
            "basic-authentication",
            "The credentials work in another client, but Entra is refused with 401.",
            cause: "Something else than 'Bearer TOKEN' is sent, such as user name and password.",
            cure:
                "Choose the authentication method that takes a secret token (bearer token), and paste the token alone, "
                + "without the word Bearer.",
            of: [FailurePattern(status: 401, words: "not of the form 'Bearer TOKEN'")]
        ),
        Explanation(
            "token-expired",
            "Provisioning is in quarantine; since a certain moment every request is answered with 401.",
            cause: "The secret token has reached its end.",
            cure: "The operator issues another token with 'scimd token issue NETWORK'; the administrator puts it into "
                + "Provisioning > Admin Credentials > Secret Token, presses Test Connection, saves, and chooses Restart "
                + "provisioning if the job stays in quarantine. Metrics warn before the next one ends.",
            of: [FailurePattern(status: 401, words: "expired on")]
        ),
        Explanation(
            "token-revoked",
            "Since a certain moment every request is answered with 401, and the text says that the token was revoked.",
            cause: "The operator revoked the token, as after a rotation that was not finished in the portal.",
            cure:
                "Put the newest token into Provisioning > Admin Credentials > Secret Token. To rotate without a gap, revoke "
                + "the old one only when 'scimd token list NETWORK' shows that the new one is used.",
            of: [FailurePattern(status: 401, words: "was revoked")]
        ),
        Explanation(
            "wrong-tenant-url",
            "Test Connection fails with 404, or all users fail with 404.",
            cause: "The Tenant URL ends at another place than where /Users begins: Entra appends /Users to it itself.",
            cure:
                "The Tenant URL is what the operator was shown, such as https://HOST/scim/v2/NETWORK, without /Users behind "
                + "it; a slash at its end, and ?aadOptscim062020 behind it, do no harm.",
            of: [
                FailurePattern(status: 404, words: "the Tenant URL must end where"),
                FailurePattern(status: 404, words: "belongs to no network"),
                FailurePattern(status: 404, words: "no SCIM service at this address"),
                FailurePattern(scimType: .invalidVers),
            ]
        ),
        Explanation(
            "wrong-method",
            "A request is answered with 405.",
            cause:
                "The address is right, but the method is none that it serves, as when a gateway turns PATCH into POST.",
            cure:
                "Look for a gateway between the identity provider and nginx that rewrites methods. In Okta, choose the "
                + "method of updates (PUT or PATCH) in the application's settings; both are served.",
            of: [FailurePattern(status: 405), FailurePattern(words: "is not possible here: use")]
        ),
        Explanation(
            "wrong-media-type",
            "Changes are answered with 415.",
            cause: "The client declares its body as something else than JSON, or as compressed.",
            cure:
                "Entra always sends application/scim+json, uncompressed. A client of one's own sends "
                + "'Content-Type: application/scim+json' or application/json, and no Content-Encoding.",
            of: [
                FailurePattern(status: 415), FailurePattern(words: "send it as 'Content-Type"),
                FailurePattern(words: "send it as it is, without an encoding"),
            ]
        ),
        Explanation(
            "too-large",
            "A change is answered with 413 or 414.",
            cause: "The body is larger than the service takes, or the URL longer.",
            cure:
                "Photos are not meant to be sent: remove the mapping of a photo or of a long text. A client of one's own "
                + "sends members of large groups in several requests, and long filters with POST to /.search.",
            of: [
                FailurePattern(status: 413), FailurePattern(status: 414), FailurePattern(words: "is larger than"),
                FailurePattern(words: "the URL is too long"),
            ]
        ),
        Explanation(
            "service-unavailable",
            "Some requests are answered with 502, 503 or 504; later ones go well.",
            cause: "The service was restarted, or could not write to its disk in time.",
            cure:
                "Nothing has to be done in the portal: Entra repeats the request, at the latest in the next cycle. The "
                + "operator reads the log of scimd at that time, looks at the free space of the disk, and asks "
                + "/scimd/health.",
            of: [FailurePattern(status: 503), FailurePattern(status: 502), FailurePattern(status: 504)]
        ),
        Explanation(
            "too-many-requests",
            "Bursts of requests are answered with 429, and provisioning goes into quarantine.",
            cause:
                "The network is asked for more than its rate of requests allows, or by several clients for expensive ones, such "
                + "as filters that no index answers; or a limit in front of the service is below the 25 requests a second that "
                + "Entra sends.",
            cure:
                "Entra slows down by itself. Look for another client with a token of the network: 'scimd token list NETWORK' "
                + "shows which are used. The operator raises the rate with 'scimd network set NETWORK --request-rate NUMBER', or "
                + "limit_req in nginx to 25 requests a second for each network at least.",
            of: [
                FailurePattern(status: 429), FailurePattern(words: "slow down and repeat the request"),
                FailurePattern(words: "send such requests one after the other"),
            ]
        ),
        Explanation(
            "unexpected-failure",
            "A request is answered with 500.",
            cause: "The service failed in a way it did not expect. The request was not carried out.",
            cure:
                "The operator finds the cause in the log under the identifier of the request. Nothing has to be changed in "
                + "the portal.",
            of: [FailurePattern(status: 500)]
        ),
    ]
}
