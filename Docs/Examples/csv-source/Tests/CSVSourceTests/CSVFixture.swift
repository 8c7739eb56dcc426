import CSVSource
import IdentityCore
import SourceConformance

/// A source over a file with three people, made anew for each promise.
final class CSVFixture: SourceFixture {
    let source: IdentitySource
    let login = "lena"
    let password = Secret("plum-lantern-47-river")
    let externalID = "17"

    private let file: RosterFile
    private let bed: SourceTestBed

    init() async throws {
        file = try RosterFile()
        bed = SourceTestBed(folder: file.folder.path)
        source = try await bed.open(CSVSource.self, settings: #"{ peopleFile: "people.csv" }"#)
        try await write(password)
    }

    func addOthers(_ count: Int) async throws -> Bool {
        try await write(password, others: (0..<count).map { "x\($0),other\($0),,,,," })
        return true
    }

    func setPassword(_ password: Secret) async throws -> Bool {
        try await write(password)
        return true
    }

    func takeAway() async throws -> Bool {
        try file.remove()
        return true
    }

    private func write(_ password: Secret, others: [String] = []) async throws {
        let hash = try await bed.hasher.hash(password).encoded
        try file.write(
            [
                #"17,lena,"\#(hash)","Lena ""L."" Vogel",lena@example.org,staff;analysts,yes"#,
                #"18,otto,"\#(hash)",Otto,,staff,no"#,
                "19,pia,,Pia,pia@example.org,,",
            ] + others)
    }
}
