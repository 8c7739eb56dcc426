/// One step of the schema. Once released it is never edited: a database tells by its name that it was taken.
struct Migration: Sendable {
    let name: String
    let sql: String
}
