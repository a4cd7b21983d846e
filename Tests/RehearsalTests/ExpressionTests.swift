internal import Testing

@testable internal import Rehearsal

struct ExpressionTests {
    private func value(_ text: String) throws -> String? {
        let person = [
            "mail": "Ann.O'Neil@contoso.com", "givenName": "Ann", "IsSoftDeleted": "False", "mobile": "+41 79",
        ]
        return try ExpressionParser.parse(text).value { person[$0] }
    }

    @Test(
        arguments: [
            ("[mail]", "Ann.O'Neil@contoso.com"), (#""Contoso""#, "Contoso"), (#""say \"hi\"""#, #"say "hi""#),
            ("[surname]", nil), (#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#, "True"),
            (#"Switch([givenName], "none", "Bob", "b")"#, "none"), (#"Switch([surname], , "x", "y")"#, nil),
            (#"Join(" ", [givenName], [surname], "X")"#, "Ann X"), (#"Join("-", [surname], [city])"#, nil),
            ("ToLower([mail])", "ann.o'neil@contoso.com"), (#"toupper([givenName], "de-CH")"#, "ANN"),
            ("Coalesce([surname], [city], [givenName])", "Ann"), ("Not([IsSoftDeleted])", "True"),
            (#"Replace([mail], "contoso.com", , , "fabrikam.com", , )"#, "Ann.O'Neil@fabrikam.com"),
            (#"Replace([mobile], , "[^0-9]+", , "", , )"#, "4179"),
            (#"Replace([mail], , "(?<suffix>@.*)$", "suffix", "", , )"#, "Ann.O'Neil"),
            (#"Replace([givenName], "{0}", , , , , "u-{0}-x")"#, "u-Ann-x"),
            (#"Join("", ToLower([givenName]), Coalesce([surname], "!"))"#, "ann!"),
            ("SingleAppRoleAssignment([appRoleAssignments])", nil),
        ] as [(String, String?)]
    )
    func `an expression has the value that Entra gives it`(text: String, expected: String?) throws {
        let value = try value(text)
        #expect(value == expected)
    }

    @Test(
        arguments: [
            ("[phone]", 1, "there is no attribute [phone]"), ("Swich([mail])", 1, "there is no function 'Swich'"),
            (#"Join(" ", [givenName]"#, 22, "',' or ')'"), (#""open"#, 6, "closing quotation mark"),
            ("Not([mail], [mail])", 1, "it needs (source)"), ("[mail] [mail]", 8, "nothing more"), ("", 1, "expected"),
        ]
    )
    func `what cannot be read is told with its place`(text: String, position: Int, reason: String) throws {
        let error = try #require(throws: ExpressionError.self) { try ExpressionParser.parse(text) }
        #expect(error.position == position)
        #expect(error.reason.contains(reason), "\(error)")
    }

    @Test func `a role that is not single is a failure of the person`() throws {
        let expression = try ExpressionParser.parse("SingleAppRoleAssignment([appRoleAssignments])")
        #expect(throws: EvaluationError.self) { try expression.value { _ in "Admin;User" } }
        let one = try expression.value { _ in "Admin" }
        #expect(one == "Admin")
    }
}
