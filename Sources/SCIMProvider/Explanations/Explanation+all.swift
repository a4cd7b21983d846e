internal import SCIM

extension Explanation {
    /// All there are, those about the connection first.
    package static let all: [Explanation] = connection + changes + surprises

    private static let connection = [
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
            cause: "The client declares its body as something else than JSON.",
            cure:
                "Entra always sends application/scim+json. A client of one's own sends 'Content-Type: application/scim+json' "
                + "or application/json.",
            of: [FailurePattern(status: 415), FailurePattern(words: "send it as 'Content-Type")]
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
                "A limit on the rate of requests is set in front of the service, below what Entra sends: up to 25 requests a "
                + "second for each network.",
            cure: "The operator raises limit_req in nginx to 25 requests a second for each network at least.",
            of: [FailurePattern(status: 429)]
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

    private static let changes = [
        Explanation(
            "name-taken",
            "A user or group fails with 409 uniqueness.",
            cause:
                "Somebody in the network has the userName (or another value that only one may have) already: an account "
                + "made earlier under another identifier, or two people of the directory with one address.",
            cure:
                "If both are the same person, let the matching attribute find them: in Provisioning > Mappings, match on the "
                + "attribute that both sides have (userName, or emails[type eq \"work\"].value), with precedence 1. If they "
                + "are two people, give one of them another userPrincipalName or mail in the directory.",
            of: [
                FailurePattern(status: 409, scimType: .uniqueness),
                FailurePattern(status: 409, words: "already: look it up"),
            ]
        ),
        Explanation(
            "group-name-taken",
            "A group fails with 409 uniqueness on displayName.",
            cause: "Two groups of the directory have one name, and the network wants names of groups to be unique.",
            cure:
                "Rename one of the groups in the directory, or let the operator allow equal names: 'scimd network set "
                + "NETWORK' shows how; then match groups on externalId in Provisioning > Mappings.",
            of: [
                FailurePattern(status: 409, scimType: .uniqueness, target: "/Groups"),
                FailurePattern(status: 409, words: "belongs to another Group already"),
            ]
        ),
        Explanation(
            "attribute-missing",
            "Creating a user fails with 400 invalidValue: an attribute is required.",
            cause:
                "The directory has no value for an attribute that users of this network must have, or it is not mapped.",
            cure:
                "In Provisioning > Mappings > Provision Microsoft Entra ID Users, map a directory attribute that everybody "
                + "has to the one named in the text, or give it a default value; fill it in for the person named. Then "
                + "Provision on demand tries this one person.",
            of: [
                FailurePattern(scimType: .invalidValue, words: "is required"),
                FailurePattern(scimType: .mutability, words: "is required and cannot be removed"),
            ]
        ),
        Explanation(
            "value-of-another-type",
            "A change fails with 400 invalidValue: an attribute must be true or false, a number, a date, an object.",
            cause: "An attribute is mapped to one of another type, or an expression in the mapping makes such a value.",
            cure:
                "In Provisioning > Mappings, open the attribute that the text names, and correct its expression: Switch([IsSoftDeleted], , "
                + "\"False\", \"True\", \"True\", \"False\") for active; text such as \"True\" and \"False\" is taken for booleans.",
            of: [
                FailurePattern(scimType: .invalidValue), FailurePattern(words: "must be true or false"),
                FailurePattern(words: "must be text"), FailurePattern(words: "must be a whole number"),
                FailurePattern(words: "must be a date and time"), FailurePattern(words: "must be a URI"),
                FailurePattern(words: "must be base64"), FailurePattern(words: "must be one of"),
                FailurePattern(words: "has many values"), FailurePattern(words: "has sub-attributes"),
            ]
        ),
        Explanation(
            "unknown-attribute",
            "A change fails with 400 invalidPath: a path cannot be read or names no attribute.",
            cause:
                "The mapping has a target attribute that this service does not know, or its name is misspelt; an extension "
                + "must be named with its whole URN.",
            cure:
                "In Provisioning > Mappings > Show advanced options > Edit attribute list, correct the name as GET /Schemas "
                + "lists it, such as urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department. For an extension "
                + "of the customer's own, the operator loads its schema: 'scimd network schemas --help'.",
            of: [
                FailurePattern(scimType: .invalidPath), FailurePattern(words: "is not an attribute of"),
                FailurePattern(words: "path' cannot be read"),
            ]
        ),
        Explanation(
            "nothing-to-change",
            "A PATCH fails with 400 noTarget.",
            cause:
                "The path selects, with a filter in brackets, a value that the resource does not have, and which cannot be "
                + "made up from the filter; or it removes without saying what.",
            cure:
                "In Provisioning > Mappings, use filters of the form emails[type eq \"work\"].value, with the types that GET "
                + "/Schemas lists: for these the value is made when it is missing.",
            of: [FailurePattern(scimType: .noTarget), FailurePattern(words: "is selected by the filter of the path")]
        ),
        Explanation(
            "read-only-attribute",
            "A change fails with 400 mutability.",
            cause: "An attribute is mapped that the service sets itself, or that can be set only once.",
            cure:
                "In Provisioning > Mappings, remove the mapping to the attribute that the text names, or set Apply this "
                + "mapping to Only during object creation.",
            of: [
                FailurePattern(scimType: .mutability), FailurePattern(words: "is set by the service"),
                FailurePattern(words: "can be set once only"),
            ]
        ),
        Explanation(
            "filter-not-understood",
            "A search fails with 400 invalidFilter, and nobody is matched.",
            cause:
                "The matching attribute is one that cannot be compared with text, or the filter names an attribute that does "
                + "not exist.",
            cure:
                "In Provisioning > Mappings, choose userName, externalId or emails[type eq \"work\"].value as the matching "
                + "attribute (Match objects using this attribute: Yes).",
            of: [
                FailurePattern(scimType: .invalidFilter), FailurePattern(scimType: .sensitive),
                FailurePattern(words: "the filter cannot be used"),
                FailurePattern(words: "the filter names an attribute"),
            ]
        ),
        Explanation(
            "not-json",
            "A change fails with 400 invalidSyntax.",
            cause:
                "The body is no JSON, or no message of SCIM: a gateway has cut or changed it, or a client of one's own forgets "
                + "'schemas'.",
            cure:
                "Entra's own requests have the right form; look for a gateway between it and nginx. For a client of one's own, "
                + "the text names the place.",
            of: [
                FailurePattern(scimType: .invalidSyntax), FailurePattern(words: "is not valid JSON"),
                FailurePattern(words: "must be a JSON object"), FailurePattern(words: "'schemas' is missing"),
            ]
        ),
        Explanation(
            "resource-gone",
            "A change or a read of one user or group is answered with 404.",
            cause:
                "The resource was deleted here, by another job or by the operator, after the identity provider had noted its "
                + "identifier; or the identifier is of another network.",
            cure:
                "Nothing has to be done for one user: Entra looks for it by the matching attribute and makes it anew. After a "
                + "restore of an older backup, choose Restart provisioning, so that Entra forgets all identifiers.",
            of: [FailurePattern(status: 404, words: "with the id")]
        ),
        Explanation(
            "changed-meanwhile",
            "A change is answered with 412.",
            cause: "The client demands a version (If-Match) that is no longer the newest: somebody else was faster.",
            cure: "The client reads the resource again and repeats its change. Entra does not send such conditions.",
            of: [FailurePattern(status: 412), FailurePattern(words: "the resource is at version")]
        ),
        Explanation(
            "too-much-at-once",
            "A request is answered with 400 tooMany.",
            cause: "It has more operations or passwords than one request may have.",
            cure:
                "A client of one's own sends the rest in another request. In Entra, remove the mapping of a password.",
            of: [FailurePattern(scimType: .tooMany)]
        ),
        Explanation(
            "page-lost",
            "A list is answered with 400 invalidCursor, expiredCursor or invalidCount.",
            cause: "The cursor is of another query, was changed on its way, or is older than a cursor may become.",
            cure: "The client begins again at the first page. Entra does not list by cursors.",
            of: [
                FailurePattern(scimType: .invalidCursor), FailurePattern(scimType: .expiredCursor),
                FailurePattern(scimType: .invalidCount), FailurePattern(words: "cursor"),
            ]
        ),
        Explanation(
            "bulk-reference-failed",
            "An operation of a Bulk request fails with 409.",
            cause: "It refers to another operation of the request that failed, or whose turn never comes.",
            cure: "Correct the operation it refers to; its own error stands beside it.",
            of: [FailurePattern(status: 409, words: "bulkId"), FailurePattern(status: 409, words: "refers to")]
        ),
    ]

    /// What nobody is refused for, and people ask about all the same.
    private static let surprises = [
        Explanation(
            "deleted-user-stays",
            "Somebody who left is still there, with active false.",
            cause:
                "Entra disables first: when a user is unassigned, disabled or soft-deleted. It deletes only when the "
                + "directory forgets the user for good, 30 days after the deletion.",
            cure: "Treat active false as gone. 'scimd activity NETWORK --user NAME' shows both changes."
        ),
        Explanation(
            "cleared-value-stays",
            "A value that was emptied in the directory is still there.",
            cause: "Entra does not send attributes that have become empty.",
            cure:
                "Use an expression in the mapping that makes a text of it, such as IIF(IsNullOrEmpty([department]), \" \", "
                + "[department]), where a blank will do."
        ),
        Explanation(
            "user-did-not-arrive",
            "Somebody is in the directory, but not here, and nothing was refused.",
            cause:
                "Entra never sent a request: the person is not assigned, is filtered out by a scoping filter, was skipped for "
                + "a missing matching attribute, or the cycle has not reached them.",
            cure:
                "Look into Provisioning logs for the person, then try Provision on demand. Check Users and groups, Settings > "
                + "Scope, and Mappings > Source Object Scope. 'scimd cycles NETWORK' shows whether Entra comes at all."
        ),
        Explanation(
            "quarantine",
            "The portal shows that provisioning is in quarantine, and cycles come once a day only.",
            cause:
                "Most requests failed, or the credentials were refused, so Entra comes less often, and gives up after four "
                + "weeks.",
            cure:
                "Find the refused requests with 'scimd activity NETWORK --failed' and explain them; cure the cause, then choose "
                + "Restart provisioning, which also clears the quarantine."
        ),
        Explanation(
            "updated-every-cycle",
            "The same users are updated in every cycle, though nothing has changed.",
            cause:
                "Entra compares what it reads here with the directory: a value that comes back in another form, or an "
                + "attribute that is mapped twice, is never equal.",
            cure:
                "'scimd activity NETWORK --user NAME' shows which attribute changes each time; correct its mapping. Values are "
                + "returned as they were sent, so the expression of the mapping is at fault."
        ),
        Explanation(
            "member-drift",
            "Members of a group differ from the directory.",
            cause:
                "Entra sends only what changes there, and does not look at the members here: what was changed by another "
                + "client stays.",
            cure:
                "Let only the identity provider change groups, and choose Restart provisioning to send all members anew."
        ),
        Explanation(
            "manager-missing",
            "Somebody has no manager here.",
            cause:
                "The manager is sent as a reference to somebody who must be in scope and be here already; else Entra leaves it "
                + "out and sends it in a later cycle.",
            cure: "Take the manager into the scope of provisioning, and wait for the next cycle. Map manager to "
                + "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager."
        ),
        Explanation(
            "on-demand-differs",
            "Provision on demand works, but cycles fail, or the other way round.",
            cause:
                "Both speak slightly different dialects: ?aadOptscim062020 in the Tenant URL is heeded in cycles only.",
            cure:
                "Both are understood here. Look at the refused request with 'scimd activity NETWORK --failed', and add "
                + "?aadOptscim062020 to the Tenant URL."
        ),
        Explanation(
            "network-silent",
            "No request has come for longer than two cycles.",
            cause:
                "Provisioning is paused, switched off or in quarantine, the credentials were removed, or the network between "
                + "Entra and nginx fails (DNS, firewall, certificate).",
            cure:
                "Look at Provisioning > Overview: Provisioning Status must be On and not in quarantine. Press Test Connection; "
                + "when it does not reach nginx, check DNS, firewall and the certificate, which a public authority must have "
                + "signed, with TLS 1.2 or later."
        ),
    ]
}
