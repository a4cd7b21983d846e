/// The text of a statement as the key of those that are prepared.
///
/// Texts are hundreds of bytes long, and to hash them all with each request cost as much as to bind their values. There
/// are a few dozens of them, of different lengths for the most part; those of one length are compared.
struct StatementKey: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) {
        hasher.combine(sql.utf8.count)
    }
}
