internal import SCIM
internal import Testing

struct FilterTests {
    static let jane = Resource(
        type: .user,
        id: "2819c223",
        attributes: [
            "userName": "bjensen@example.com",
            "externalId": "Ext-1",
            "name": ["familyName": "O'Malley", "givenName": "Jané"],
            "title": "Vice President",
            "active": true,
            "emails": [
                ["type": "work", "value": "bjensen@example.com", "primary": true],
                ["type": "home", "value": "babs@jensen.org"],
            ],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": [
                "department": "R&D", "manager": ["value": "26118915"],
            ],
        ],
        meta: Meta(
            created: DateTime(microseconds: 1_700_000_000_000_000),
            lastModified: DateTime(microseconds: 1_700_000_100_000_000),
            version: 3
        )
    )

    /// RFC 7644 §3.4.2.2, each operator on each type.
    @Test(arguments: [
        (#"userName eq "BJENSEN@example.com""#, true), (#"userName eq "bjensen""#, false),
        (#"userName ne "bjensen""#, true), (#"userName ne "bjensen@example.com""#, false),
        (#"userName co "JENSEN""#, true), (#"userName sw "BJ""#, true), (#"userName ew ".COM""#, true),
        (#"userName co "q""#, false), (#"userName sw "jensen""#, false), (#"userName ew "example""#, false),
        (#"userName gt "bj""#, true), (#"userName ge "bjensen@example.com""#, true),
        (#"userName lt "bj""#, false), (#"userName le "bjensen@example.com""#, true),
        ("userName pr", true), ("nickName pr", false), (#"nickName ne "x""#, true), (#"nickName eq "x""#, false),
        ("nickName eq null", true), ("title ne null", true), ("title eq null", false),
        (#"externalId eq "Ext-1""#, true), (#"externalId eq "ext-1""#, false), ("externalId eq Ext-1", true),
        ("active eq true", true), (#"active eq "True""#, true), ("active ne false", true), ("active eq false", false),
        (#"meta.created eq "2023-11-14T23:13:20+01:00""#, true),
        (#"meta.lastModified gt "2023-11-14T22:13:20Z""#, true),
        (#"meta.created lt "2023-11-14T22:13:20.001Z""#, true), (#"meta.created ge "2023-11-14T22:13:21Z""#, false),
        (#"meta.resourceType eq "User""#, true), (#"meta.version eq "W/\"3\"""#, true),
        (#"id eq "2819c223""#, true), (#"id eq "2819C223""#, false),
        (#"schemas eq "urn:ietf:params:scim:schemas:core:2.0:User""#, true), (#"schemas eq "urn:x""#, false),
        (#"name.familyName co "o'malley""#, true), (#"NAME.givenname eq "JANÉ""#, true), ("name pr", true),
        (#"emails eq "babs@jensen.org""#, true), (#"emails.value ew "jensen.ORG""#, true),
        (#"emails.type eq "other""#, false), (#"emails.type ne "work""#, false), ("emails pr", true),
        (#"emails[type eq "work"]"#, true), (#"emails[type eq "other"]"#, false),
        (#"emails[type eq "work" and value co "@example.com"]"#, true),
        (#"emails[type eq "work" and value co "@jensen.org"]"#, false),
        (#"emails[not (type eq "work") and (value sw "babs" or primary eq true)]"#, true),
        (#"emails[type eq "work"].value eq "BJENSEN@example.com""#, true),
        (#"emails[type eq "home"].value eq "bjensen@example.com""#, false),
        (#"emails[type eq "work"] eq "bjensen@example.com""#, true),
        (#"emails[primary eq "True"].value pr"#, true),
        (#"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "bj""#, true),
        (#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "r&d""#, true),
        (#"URN:IETF:params:scim:schemas:extension:ENTERPRISE:2.0:User:manager eq "26118915""#, true),
        (#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "26118916""#, false),
    ])
    func `a comparison holds as the RFC says`(text: String, holds: Bool) throws {
        #expect(try Filter(parsing: text, for: .user).matches(Self.jane) == holds)
    }

    /// One attribute in several forms, and several values of one attribute, by one filter.
    @Test(arguments: [
        (#"meta.created co "2023-11" and meta.created gt "2023-11-01T00:00:00Z" and meta.created pr"#, true),
        (#"meta.created gt "2023-11-01T00:00:00Z" and meta.created co "2024""#, false),
        (#"userName eq "x" or userName co "y1" or userName co "Y2" or USERNAME sw "BJ""#, true),
        (#"userName ne null and not (userName eq "bjensen@example.com") and userName pr"#, false),
        (#"emails[value co "q"] or emails[value co "babs"] and emails[type eq "work" and primary eq true]"#, true),
        (#"emails[value sw "babs" and type eq "work"] or emails[value sw "bj" and type eq "home"]"#, false),
        (#"emails.value co "q" or emails[value co "q"] or emails.type eq "home""#, true),
    ])
    func `an attribute that is compared several times is the same each time`(text: String, holds: Bool) throws {
        #expect(try Filter(parsing: text, for: .user).matches(Self.jane) == holds)
    }

    /// RFC 7644 §3.4.2.2, with T for what holds and F for what does not.
    @Test(arguments: [
        ("T or F and F", true), ("(T or F) and F", false), ("F and F or T", true), ("F and (F or T)", false),
        ("not (F) and F", false), ("not (F and T)", true), ("not (T) or T", true), ("T AND NOT (F OR F)", true),
        ("T or T and F", true), ("F or T and T", true), ("not (not (T))", true),
    ])
    func `precedence is not, and, or`(text: String, holds: Bool) throws {
        let written = text.split(separator: " ")
            .map { word in
                word.replacing("T", with: word.contains("N") || word.contains("O") ? "T" : "userName pr")
                    .replacing("F", with: "nickName pr")
            }
            .joined(separator: " ")
            .replacing("NOT", with: "not")
        #expect(try Filter(parsing: written, for: .user).matches(Self.jane) == holds)
    }

    @Test(arguments: [
        ("", "the name of an attribute, 'not' or '(' was expected (at character 1 of: )"),
        ("userName", "an operator was expected after 'userName' (at character 9 of: userName)"),
        ("userName eq", "a value was expected after 'eq' (at character 12 of: userName eq)"),
        (
            "userName is \"x\"",
            "'is' is not an operator; use eq, ne, co, sw, ew, gt, ge, lt, le or pr (at character 10 of: userName is \"x\")"
        ),
        ("userName eq \"x", "the value's closing quotation mark is missing (at character 13 of: userName eq \"x)"),
        ("user eq 1", "'user' is not an attribute of User (at character 1 of: user eq 1)"),
        ("active gt true", "'gt' cannot compare active, which is boolean (at character 8 of: active gt true)"),
        (
            "active eq 1",
            "1 is not a value that active, which is boolean, is compared with (at character 11 of: active eq 1)"
        ),
        ("title pr pr", "'and', 'or' or the end was expected (at character 10 of: title pr pr)"),
        ("(title pr", "')' was expected (at character 10 of: (title pr)"),
        (
            "title[type pr]",
            "title has no sub-attributes that '[…]' could select by (at character 6 of: title[type pr])"
        ),
        ("emails[kind pr]", "'kind' is not an attribute of emails (at character 8 of: emails[kind pr])"),
        ("name eq \"x\"", "'eq' cannot compare name, which is complex (at character 6 of: name eq \"x\")"),
        ("title ne a\0b", "there is a NUL in text (at character 10 of: title ne a\0b)"),
        ("é eq 1", "the name of an attribute, 'not' or '(' was expected (at character 1 of: é eq 1)"),
    ])
    func `a mistake is told with its place`(text: String, told: String) throws {
        let error = try #require(throws: FilterSyntaxError.self) { try Filter(parsing: text, for: .user) }
        #expect(error.description == told)
    }

    @Test func `depth and length have limits`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "title pr" + String(repeating: ")", count: depth)
        }
        #expect(throws: Never.self) { try Filter(parsing: nested(63), for: .user) }
        #expect(throws: FilterSyntaxError.self) { try Filter(parsing: nested(65), for: .user) }
        #expect(throws: FilterSyntaxError.self) {
            try Filter(parsing: "title eq \"" + String(repeating: "x", count: 9_000) + "\"", for: .user)
        }
    }

    @Test func `in a search over many types an unknown name matches nothing`() throws {
        for text in [
            "members pr", "members eq \"x\"", "members[value eq \"x\"].type eq \"y\"", "a.b eq 1 and title pr",
        ] {
            #expect(try !Filter(parsing: text, in: .oneOfMany(.user)).matches(Self.jane))
        }
        #expect(try Filter(parsing: "members pr or title pr", in: .oneOfMany(.user)).matches(Self.jane))
    }
}
