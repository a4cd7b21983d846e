/// A part of the world that sampled people come from: its names, and how they are written in addresses.
struct Region: Sendable {
    let country: String
    let language: String
    let givenNames: [String]
    let surnames: [String]
    /// What the names become in an address; as many as there are names.
    let givenRomanized: [String]?
    let surnamesRomanized: [String]?
    /// Whether the surname comes first.
    let isSurnameFirst: Bool

    init(
        _ country: String,
        _ language: String,
        _ givenNames: [String],
        _ surnames: [String],
        romanized: ([String], [String])? = nil,
        isSurnameFirst: Bool = false
    ) {
        self.country = country
        self.language = language
        self.givenNames = givenNames
        self.surnames = surnames
        givenRomanized = romanized?.0
        surnamesRomanized = romanized?.1
        self.isSurnameFirst = isSurnameFirst
    }

    static let all = [
        Region(
            "CH",
            "de-CH",
            ["Anna", "Beat", "Claudia", "Daniel", "Eveline", "Jürg", "Käthi", "Luca", "Nadja", "Ueli"],
            ["Müller", "Meier", "Brühlmann", "von Allmen", "Zürcher", "Hürlimann", "Schüpbach", "Gasser"]
        ),
        Region(
            "FR",
            "fr-FR",
            ["Amélie", "François", "Hélène", "Jean-Luc", "Léa", "Noël", "Zoé", "Benoît"],
            ["d'Aubigné", "Lefèvre", "Martin", "de la Tour", "Garçon", "L'Hermite", "Dubois-Moreau"]
        ),
        Region(
            "IE",
            "en-IE",
            ["Aoife", "Conor", "Niamh", "Seán", "Siobhán", "Patrick", "Gráinne"],
            ["O'Brien", "O'Neill", "Murphy", "Kelly", "FitzGerald", "Ní Dhomhnaill", "Byrne"]
        ),
        Region(
            "US",
            "en-US",
            ["James", "Mary", "Robert", "Patricia", "Jennifer", "Michael", "Linda", "William", "Shaquille"],
            ["Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Washington-Montgomery", "Lee"]
        ),
        Region(
            "PL",
            "pl-PL",
            ["Agnieszka", "Łukasz", "Małgorzata", "Paweł", "Zbigniew", "Żaneta"],
            ["Wójcik", "Kowalczyk", "Śliwiński", "Brzęczyszczykiewicz", "Łoś", "Zając"]
        ),
        Region(
            "GR",
            "el-GR",
            ["Γιώργος", "Ελένη", "Νίκος", "Μαρία"],
            ["Παπαδόπουλος", "Οικονόμου", "Γεωργίου"],
            romanized: (["giorgos", "eleni", "nikos", "maria"], ["papadopoulos", "oikonomou", "georgiou"])
        ),
        Region(
            "UA",
            "uk-UA",
            ["Олена", "Тарас", "Юрій", "Наталія"],
            ["Шевченко", "Ковальчук", "Бондаренко"],
            romanized: (["olena", "taras", "yurii", "nataliia"], ["shevchenko", "kovalchuk", "bondarenko"])
        ),
        Region(
            "JP",
            "ja-JP",
            ["花子", "太郎", "さくら", "健"],
            ["山田", "佐藤", "鈴木", "高橋"],
            romanized: (["hanako", "taro", "sakura", "ken"], ["yamada", "sato", "suzuki", "takahashi"]),
            isSurnameFirst: true
        ),
        Region(
            "CN",
            "zh-CN",
            ["伟", "芳", "秀英", "明"],
            ["王", "李", "张", "欧阳"],
            romanized: (["wei", "fang", "xiuying", "ming"], ["wang", "li", "zhang", "ouyang"]),
            isSurnameFirst: true
        ),
        Region(
            "IN",
            "hi-IN",
            ["आरव", "दीया", "विवान", "Priya", "Rohan"],
            ["शर्मा", "पटेल", "Iyer", "Singh"],
            romanized: (["aarav", "diya", "vivaan", "priya", "rohan"], ["sharma", "patel", "iyer", "singh"])
        ),
        Region(
            "IL",
            "he-IL",
            ["נועה", "איתי", "יעל"],
            ["כהן", "לוי", "מזרחי"],
            romanized: (["noa", "itai", "yael"], ["cohen", "levi", "mizrahi"])
        ),
        Region(
            "EG",
            "ar-EG",
            ["محمد", "فاطمة", "يوسف"],
            ["حسن", "عبد الله", "منصور"],
            romanized: (["mohamed", "fatma", "youssef"], ["hassan", "abdallah", "mansour"])
        ),
    ]
}
