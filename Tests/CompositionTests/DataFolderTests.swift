import Composition
import EventLog
import Foundation
import IdentityCore
import IdentityServices
import Testing

@Suite struct DataFolderTests {
    private let log = EventLog(minimum: .error)

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @discardableResult
    private func initialize(_ path: String, password: Secret? = nil) async throws -> DataFolder.Initialization {
        try await DataFolder(path).initialize(
            adminLogin: "admin", adminPassword: password, as: Caller(.operator("tester")), log: log)
    }

    @Test func theFirstStartMakesEverythingAndARandomPassword() async throws {
        try await withFolder { path in
            let made = try await initialize(path)
            #expect(try mode(path) == 0o700)
            #expect(try mode("\(path)/master.key") == 0o600)
            #expect(try mode("\(path)/gatehouse.sqlite") == 0o600)
            let house = try await House.open(try ConfigurationFile.load(made.configurationFile), log: log)
            let password = try #require(made.generatedPassword)
            let issued = try await house.signIn.signIn(login: "admin", password: password, from: .local)
            #expect(issued.account.grants.areUnlimited)
            #expect(issued.account.user.requiredActions.isEmpty)
            await house.close()
        }
    }

    @Test func aFolderInUseIsLeftAsItIs() async throws {
        try await withFolder { path in
            try await initialize(path)
            let key = try Data(contentsOf: URL(filePath: "\(path)/master.key"))
            await #expect {
                try await initialize(path)
            } throws: { error in
                if case StartProblem.initialized = error { true } else { false }
            }
            #expect(try Data(contentsOf: URL(filePath: "\(path)/master.key")) == key)
        }
    }

    @Test func anAttemptThatBrokeOffIsTakenUpAgain() async throws {
        try await withFolder { path in
            await #expect { try await initialize(path, password: Secret("short")) } throws: { error in
                if case StartProblem.service(.invalidInput) = error { true } else { false }
            }
            let key = try Data(contentsOf: URL(filePath: "\(path)/master.key"))
            #expect(try await !DataFolder(path).isInitialized(log: log))
            try await initialize(path, password: Secret("long enough for the policy"))
            #expect(try Data(contentsOf: URL(filePath: "\(path)/master.key")) == key)
            #expect(try await DataFolder(path).isInitialized(log: log))
        }
    }

    @Test func aLostMasterKeyIsNotMadeAnewOverADatabase() async throws {
        try await withFolder { path in
            try await initialize(path)
            try FileManager.default.removeItem(atPath: "\(path)/master.key")
            await #expect { try await initialize(path) } throws: { error in
                if case StartProblem.masterKey = error { true } else { false }
            }
            #expect(!FileManager.default.fileExists(atPath: "\(path)/master.key"))
        }
    }

    @Test func aMasterKeyThatOthersMayReadStopsTheStart() async throws {
        try await withFolder { path in
            let made = try await initialize(path)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: "\(path)/master.key")
            let configuration = try ConfigurationFile.load(made.configurationFile)
            await #expect { try await House.open(configuration, log: log) } throws: { error in
                "\(error)".contains("chmod 600")
            }
        }
    }
}
