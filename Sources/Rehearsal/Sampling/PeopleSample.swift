internal import Foundation

/// Makes a directory of believable people: names in several scripts, apostrophes, long values, and what real exports
/// leave empty.
package struct PeopleSample {
    private var generator: SeededGenerator
    private let count: Int

    /// The same people for the same count and seed.
    package init(_ count: Int, seed: UInt64) {
        self.count = count
        generator = SeededGenerator(seed: seed)
    }

    /// The rows of the file, the header first, without line ends.
    package mutating func rows() -> [String] {
        var names: Set<String> = []
        var userNames: [String] = []
        var rows = [Column.sampled.joined(separator: ",")]
        for number in 0..<count {
            let row = person(number, &names, &userNames)
            rows.append(Column.sampled.map { (row[$0] ?? "").csvField }.joined(separator: ","))
        }
        return rows
    }

    private static let departments = [
        (
            "Engineering",
            ["Software Engineer", "Site Reliability Engineer", "Engineering Manager", "Principal Engineer"]
        ),
        ("Sales", ["Account Executive", "Sales Manager", "Key Account Manager EMEA"]),
        ("R&D", ["Research Scientist", "Lab Technician"]),
        ("Human Resources", ["HR Business Partner", "Recruiter"]),
        ("Finance", ["Controller", "Accountant", "Chief Financial Officer"]),
        ("Legal, Risk & Compliance", ["Counsel", "Compliance Officer"]),
        ("Customer Success", ["Support Engineer", "Customer Success Manager"]),
    ]

    private mutating func person(
        _ number: Int,
        _ names: inout Set<String>,
        _ userNames: inout [String]
    ) -> [String: String] {
        let region = Region.all.randomElement(using: &generator) ?? Region.all[0]
        let given = Int.random(in: 0..<region.givenNames.count, using: &generator)
        let family = Int.random(in: 0..<region.surnames.count, using: &generator)
        let (department, titles) = Self.departments.randomElement(using: &generator) ?? Self.departments[0]
        var title = titles.randomElement(using: &generator) ?? ""
        if chance(0.02) {
            title += " with responsibility for " + String(repeating: "international ", count: 12) + "affairs"
        }
        let userName = userName(of: region, given, family, &names)
        let manager =
            number > 0 && chance(0.9) ? userNames[Int.random(in: 0..<managers(of: number), using: &generator)] : ""
        userNames.append(userName)
        let displayed =
            region.isSurnameFirst
            ? [region.surnames[family], region.givenNames[given]] : [region.givenNames[given], region.surnames[family]]
        return [
            "objectId": identifier(), "userPrincipalName": userName,
            "mail": userName, "givenName": region.givenNames[given],
            "surname": region.surnames[family], "displayName": displayed.joined(separator: " "),
            "jobTitle": chance(0.05) ? "" : title, "companyName": chance(0.1) ? "" : "Contoso \(region.country)",
            "department": chance(0.08) ? "" : department, "country": region.country,
            "preferredLanguage": chance(0.3) ? "" : region.language, "accountEnabled": chance(0.97) ? "True" : "False",
            "manager": manager, "assigned": chance(0.95) ? "True" : "False", "groups": groups(department, region),
        ]
    }

    /// The first tenth of all people leads the rest.
    private func managers(of number: Int) -> Int {
        min(number, max(1, count / 10))
    }

    private mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &generator) < probability
    }

    private mutating func userName(of region: Region, _ given: Int, _ family: Int, _ names: inout Set<String>) -> String
    {
        let parts = [
            region.givenRomanized?[given] ?? region.givenNames[given],
            region.surnamesRomanized?[family] ?? region.surnames[family],
        ]
        // Entra permits apostrophes in user names, and so do people.
        let local = parts.map { $0.addressPart }.joined(separator: ".")
        var name = "\(local)@contoso.com"
        var suffix = 2
        while !names.insert(name.lowercased()).inserted {
            name = "\(local)\(suffix)@contoso.com"
            suffix += 1
        }
        return name
    }

    private mutating func identifier() -> String {
        let digits = String(generator.next(), radix: 16) + String(generator.next(), radix: 16)
        let padded = Array(String(repeating: "0", count: max(0, 32 - digits.count)) + digits)
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(padded[$0]) }.joined(separator: "-")
    }

    private mutating func groups(_ department: String, _ region: Region) -> String {
        var groups: [String] = []
        if chance(0.7) { groups.append("All \(department)") }
        if chance(0.4) { groups.append("Office \(region.country)") }
        if chance(0.05) { groups.append("Project \(Int.random(in: 1...20, using: &generator)), \"Falcon\"") }
        return groups.joined(separator: ";")
    }
}

extension String {
    /// The text as a field of comma-separated values.
    fileprivate var csvField: String {
        guard contains(where: { ",;\"\n\r".contains($0) }) else { return self }
        return "\"" + replacing("\"", with: "\"\"") + "\""
    }

    /// The letters of a name as an address has them.
    fileprivate var addressPart: String {
        let folded = folding(options: .diacriticInsensitive, locale: Locale(identifier: "en_US")).lowercased()
            .replacing("ł", with: "l").replacing("ß", with: "ss")
        return String(folded.map { $0 == " " ? "." : $0 })
    }
}
