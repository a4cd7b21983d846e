internal import Testing

@testable internal import Rehearsal

struct DirectoryTests {
    private func directory(_ text: String) throws -> Directory {
        try Directory(parsing: Array(text.utf8))
    }

    @Test func `rows are read as spreadsheets write them`() throws {
        let text =
            "\u{FEFF}objectId;UserPrincipalName;displayName;groups;assigned\r\n"
            + "1;ann@x;\"O'Neil, \"\"Ann\"\"\r\nthe second\";\"A; B\";TRUE\r\n\r\n2;bob@x;Боб;;\n"
        let people = try directory(text).people
        #expect(people.map(\.id) == ["1", "2"])
        #expect(people[0]["displayName"] == "O'Neil, \"Ann\"\r\nthe second")
        #expect(people[0].list("groups") == ["A", "B"] && people[0].flag("assigned", default: false))
        #expect(people[1]["displayName"] == "Боб" && people[1]["groups"] == nil && people[1].line == 5)
    }

    @Test func `a person is found by either name`() throws {
        let people = try directory("objectId,userPrincipalName\n1,Ann@x\n2,bob@x\n")
        #expect(people.person(named: "ANN@X")?.id == "1" && people.person(named: "2")?.name == "bob@x")
        #expect(people.person(named: "nobody") == nil)
    }

    @Test(
        arguments: [
            ("userPrincipalName,phone\na@x,1", 1, "'phone'", "not known"),
            ("userPrincipalName,mail,mail\na@x,,", 1, "mail", "twice"),
            ("mail\na@x", 1, "userPrincipalName", "missing"),
            ("", 1, "userPrincipalName", "empty"), ("userPrincipalName,mail\na@x", 2, "mail", "1 cells instead of 2"),
            ("userPrincipalName,mail\na@x,b,c", 2, "mail", "3 cells instead of 2"),
            ("userPrincipalName,assigned\na@x,perhaps", 2, "assigned", "write true or false"),
            ("userPrincipalName,mail\n,b", 2, "userPrincipalName", "empty"),
            ("userPrincipalName,mail\na@x,b\nA@X,c", 3, "userPrincipalName", "as in row 2"),
            ("userPrincipalName,mail\na@x,\"b\nc", 2, "number 2", "closing quotation mark"),
            ("userPrincipalName,mail\na@x,\"b\"c", 2, "number 2", "goes on after"),
        ]
    )
    func `a mistake is told with row, column and cure`(text: String, line: Int, column: String, reason: String) throws {
        let error = try #require(throws: DirectoryError.self) { try directory(text) }
        #expect(error.problems.first?.line == line && error.problems.first?.column == column, "\(error)")
        #expect(error.problems.first?.reason.contains(reason) == true, "\(error)")
    }

    @Test func `bytes that are no text are refused`() throws {
        let bytes = Array("userPrincipalName,mail\na@x,".utf8) + [0xFF, 0x0A]
        let error = try #require(throws: DirectoryError.self) { try Directory(parsing: bytes) }
        #expect(error.problems.first?.reason.contains("UTF-8") == true)
    }

    @Test func `all mistakes are told at once`() throws {
        let error = try #require(throws: DirectoryError.self) {
            try directory("userPrincipalName,assigned\na@x,maybe\n,true\na@x,true")
        }
        #expect(error.problems.map(\.line) == [2, 3, 4])
    }

    @Test func `two people may not have one matching value`() throws {
        let people = try directory("userPrincipalName,mail\na@x,m@x\nb@x,M@X\nc@x,\nd@x,")
        let mapping = try Mapping(named: "starmind")
        let error = try #require(throws: DirectoryError.self) { try people.check(mapping) }
        #expect(error.problems.count == 1 && error.problems[0].line == 3 && error.problems[0].column == "mail")
    }

    @Test func `a sample is the same for the same seed, and can be read`() throws {
        var one = PeopleSample(2_000, seed: 4)
        var same = PeopleSample(2_000, seed: 4)
        var other = PeopleSample(2_000, seed: 5)
        let rows = one.rows()
        #expect(rows == same.rows() && rows != other.rows())
        let people = try directory(rows.joined(separator: "\n"))
        #expect(people.people.count == 2_000)
        try people.check(Mapping(named: "starmind"))
        try people.check(Mapping(named: "entra-default"))
        func count(_ condition: (Person) -> Bool) -> Int { people.people.count(where: condition) }
        #expect(count { $0["jobTitle"] == nil } > 20 && count { !$0.flag("accountEnabled", default: true) } > 10)
        #expect(count { $0.name.contains("'") } > 20 && count { ($0["jobTitle"] ?? "").count > 150 } > 5)
        #expect(count { ($0["surname"] ?? "").unicodeScalars.contains { $0.value > 0x3000 } } > 50)
        #expect(people.people.allSatisfy { $0["manager"].map { people.person(named: $0) != nil } ?? true })
    }
}
