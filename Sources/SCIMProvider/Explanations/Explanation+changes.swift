internal import SCIM

extension Explanation {
    /// What one request is refused for.
    static let changes = [
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
            cause:
                "It has more operations or passwords than one request may have, or a filter that no index answers and that "
                + "would look at more than one request may.",
            cure:
                "A client of one's own sends the rest in another request, and searches by userName, externalId or emails. In "
                + "Entra, remove the mapping of a password.",
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
}
