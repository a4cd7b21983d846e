extension Explanation {
    /// What nobody is refused for, and people ask about all the same.
    static let surprises = [
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
