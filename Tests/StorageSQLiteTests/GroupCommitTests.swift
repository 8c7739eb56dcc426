import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

@Test func writesThatWaitTogetherShareACommit() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    let writer = await HeldWriter(of: storage)
    try await withThrowingTaskGroup { group in
        for number in UInt8(1)...64 { group.addTask { try await storage.insert(sampleUser(number)) } }
        while storage.load.waitingWrites < 64 { try await Task.sleep(for: .milliseconds(1)) }
        try await writer.letGo()
        try await group.waitForAll()
    }
    // The one that held the writer, and all the others together.
    #expect(storage.load.commits == 2)
    #expect(storage.load.writes == 65)
    #expect(try await storage.count() == 64)
    await storage.close()
}

@Test func aWriteThatThrowsAfterAChangeIsUndoneAndItsNeighboursAreKeptOnce() async throws {
    struct Late: Error {}
    let folder = TestFolder()
    let storage = try folder.open()
    let writer = await HeldWriter(of: storage)
    try await withThrowingTaskGroup { group in
        for number in UInt8(1)...20 { group.addTask { try await storage.insert(sampleUser(number)) } }
        group.addTask {
            do {
                try await storage.write { store in
                    try store.userWrites.insert(sampleUser(100))
                    throw Late()
                }
                Issue.record("the error was lost")
            } catch {
                guard case .internalFailure = error as? ServiceError else { throw error }
            }
        }
        while storage.load.waitingWrites < 21 { try await Task.sleep(for: .milliseconds(1)) }
        try await writer.letGo()
        try await group.waitForAll()
    }
    #expect(storage.load.commits == 2)
    #expect(storage.load.writes == 21)
    #expect(try await storage.count() == 20)
    // Told once, though the closure ran twice.
    #expect(folder.reports.causes.count == 1)
    await storage.close()
}

@Test func aWriteReadsNothingThatANeighbourChangedAndLost() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    try await storage.insert(sampleUser(1))
    let id = sampleUser(1).id
    let writer = await HeldWriter(of: storage)
    let lost = Task {
        try await storage.write { store in
            var user = try store.users.require(.id(id))
            user.failedLogins = 7
            try store.userWrites.replace(user)
            #expect(try store.users.require(.id(id)).failedLogins == 7)
            throw ServiceError.unauthenticated
        }
    }
    while storage.load.waitingWrites < 1 { try await Task.sleep(for: .milliseconds(1)) }
    let neighbour = Task { try await storage.write { try $0.users.require(.id(id)).failedLogins } }
    while storage.load.waitingWrites < 2 { try await Task.sleep(for: .milliseconds(1)) }
    try await writer.letGo()
    await #expect(throws: ServiceError.unauthenticated) { try await lost.value }
    #expect(try await neighbour.value == 0)
    await storage.close()
}

@Test func aGroupHasAtMostAsManyWritesAsConfigured() async throws {
    let folder = TestFolder()
    var configuration = folder.configuration()
    configuration.largestGroup = 4
    let storage = try SQLiteStorage.open(configuration)
    try await withThrowingTaskGroup { group in
        for number in UInt8(1)...64 { group.addTask { try await storage.insert(sampleUser(number)) } }
        try await group.waitForAll()
    }
    #expect(storage.load.commits >= 16)
    await storage.close()
}

@Test func aLoneWriteIsCommittedByItself() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    for number in UInt8(1)...5 { try await storage.insert(sampleUser(number)) }
    #expect(storage.load.commits == 5)
    await storage.close()
}

@Test func pastTheQueuesLimitAWriteIsToldToTryAgain() async throws {
    let folder = TestFolder()
    var configuration = folder.configuration()
    configuration.writeQueueLimit = 2
    let storage = try SQLiteStorage.open(configuration)
    let writer = await HeldWriter(of: storage)
    try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in UInt8(1)...10 {
            group.addTask {
                do {
                    try await storage.insert(sampleUser(number))
                    return true
                } catch ServiceError.limited(retryAfterSeconds: 1) {
                    return false
                }
            }
        }
        for _ in 1...8 { #expect(try await group.next() == false) }
        try await writer.letGo()
        for _ in 1...2 { #expect(try await group.next() == true) }
    }
    #expect(try await storage.count() == 2)
    await storage.close()
}

@Test func closingLetsWaitingWritesEndAndRefusesFurtherOnes() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    let writer = await HeldWriter(of: storage)
    try await withThrowingTaskGroup { group in
        for number in UInt8(1)...3 { group.addTask { try await storage.insert(sampleUser(number)) } }
        while storage.load.waitingWrites < 3 { try await Task.sleep(for: .milliseconds(1)) }
        group.addTask { await storage.close() }
        try await writer.letGo()
        try await group.waitForAll()
    }
    let again = try folder.open()
    #expect(try await again.count() == 3)
    await again.close()
}

@Test func whatFollowsALostTransactionIsWrittenNowhere() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    await #expect(throws: ServiceError.unavailable(.storage)) {
        try await storage.write { store in
            try store.userWrites.insert(sampleUser(1))
            // As SQLite does by itself after some errors.
            try #require(store as? WriteTransaction).statements.connection.rollback()
            try? store.userWrites.insert(sampleUser(2))
        }
    }
    #expect(try await storage.count() == 0)
    try await storage.insert(sampleUser(3))
    #expect(try await storage.count() == 1)
    await storage.close()
}
