internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

/// What an index alone answers, and what resources are held against the filter for.
struct PlanTests {
    private func plan(_ filter: String) throws -> Plan {
        let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db"
        try DatabaseFile.prepare(path, makesMissing: true)
        try Migrations.run(on: path)
        let db = try SQLConnection(path: path, isReadOnly: false)
        try AttributeCatalogue.add(.stored, in: db)
        let catalogue = try AttributeCatalogue(in: db)
        let filter = try Filter(parsing: filter, for: .user)
        return Plan(filter, of: .user, in: Network.Key(1), catalogue: catalogue)
    }

    @Test(arguments: [
        #"userName eq "a""#, #"emails.value eq "a""#, #"emails[type eq "work"].value eq "a""#,
        #"emails[value eq "a" and type eq "WORK"]"#, #"emails[type eq "work"] eq "a""#,
        #"emails[type eq "work" and value gt "a"]"#,
    ])
    func `answered by an index`(filter: String) throws {
        #expect(try plan(filter).residual == nil)
    }

    @Test(arguments: [
        #"emails[type eq "home"].value eq "a""#, #"emails[type ne "work"].value eq "a""#,
        #"emails[type co "work"].value eq "a""#, #"emails[type eq "work"].value sw "a""#,
        #"emails[type eq "work" and primary eq true].value eq "a""#, #"emails[value eq "a" and value eq "b"]"#,
        #"emails[type eq "work" or value eq "a"]"#, #"emails[type eq "work" and type eq "home"].value eq "a""#,
        #"emails[not (type eq "work")].value eq "a""#,
    ])
    func `held against the filter besides`(filter: String) throws {
        #expect(try plan(filter).residual != nil)
    }
}
