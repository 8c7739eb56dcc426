import Composition
import Foundation
import Glibc
import IdentityCore
import OpaqueTokens
import TestSupport
import Testing

@Suite struct MasterKeyFileTests {
    private let folder: KeyFolder
    private let second = MasterKey.generate(from: SystemRandomSource())

    init() throws { folder = try KeyFolder() }

    private func status(_ path: String) -> stat {
        var status = stat()
        stat(path, &status)
        return status
    }

    @Test func replacingKeepsModeAndOwnerAndLeavesNoDraft() throws {
        let before = status(folder.file.path)
        // What a killed rotation may have left.
        try Data("half a li".utf8).write(to: URL(filePath: folder.file.path + ".draft"))
        try folder.file.replace(with: try #require(MasterKeyRing(folder.first).adding(second)))
        let after = status(folder.file.path)
        #expect(after.st_mode & 0o777 == 0o600)
        #expect(after.st_uid == before.st_uid && after.st_gid == before.st_gid)
        #expect(after.st_ino != before.st_ino)
        #expect(try folder.text() == folder.line(second) + folder.line(folder.first))
        #expect(try folder.names() == ["master.key"])
    }

    @Test(.enabled(if: getuid() == 0, "only root may give files away"))
    func aFileOfAnotherUserStaysTheirs() throws {
        #expect(chown(folder.file.path, 65_534, 65_534) == 0)
        try folder.file.replace(with: MasterKeyRing(second))
        #expect(status(folder.file.path).st_uid == 65_534)
        #expect(status(folder.file.path).st_gid == 65_534)
    }

    @Test func whatALinkPointsToIsReplacedNotTheLink() throws {
        let target = "\(folder.path)/elsewhere"
        try FileManager.default.moveItem(atPath: folder.file.path, toPath: target)
        try FileManager.default.createSymbolicLink(atPath: folder.file.path, withDestinationPath: target)
        try folder.file.replace(with: MasterKeyRing(second))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file.path) == target)
        #expect(try MasterKeyFile(target).load().current.id == second.id)
    }

    @Test func aFileThatCannotBeReplacedIsLeftAsItIs() throws {
        // A folder stands where the draft would be made, and can't be taken away.
        try FileManager.default.createDirectory(
            atPath: folder.file.path + ".draft", withIntermediateDirectories: true)
        #expect(throws: StartProblem.self) { try folder.file.replace(with: MasterKeyRing(second)) }
        #expect(try folder.text() == folder.line(folder.first))
    }

    @Test func aFileWithABadLineOrForOtherEyesIsRefused() throws {
        let two = folder.line(second) + folder.line(folder.first)
        for text in ["", two + "\n", two + folder.line(second), two.dropLast(3) + "\n", "# keys\n" + two] {
            try folder.write(text)
            #expect { try folder.file.load() } throws: { "\($0)".contains("does not hold a master key") }
        }
        for mode: mode_t in [0o640, 0o604, 0o660] {
            try folder.write(two, mode: mode)
            #expect { try folder.file.load() } throws: { "\($0)".contains("chmod 600") }
        }
    }

    @Test func aRingInUseFollowsItsFileWithinASecond() throws {
        let clock = SteppingClock()
        let keys = try folder.watched(clock: clock)
        try folder.file.replace(with: try #require(MasterKeyRing(folder.first).adding(second)))
        #expect(keys.recent().current.id == folder.first.id)
        clock.advance(by: 1)
        #expect(keys.recent().current.id == second.id)
        try folder.file.replace(with: MasterKeyRing(second))
        #expect(keys.latest().keys.map(\.id) == [second.id])
        #expect(keys.recent().keys.map(\.id) == [second.id])
    }

    @Test func aValueUnderAKeyThatCameMeanwhileOpensAtOnce() throws {
        let random = SystemRandomSource(), ids = CountingIDs()
        func sealing(_ keys: any MasterKeySource) -> MasterKeySealing {
            MasterKeySealing(keys: keys, random: random, ids: ids, report: { _, _ in })
        }
        let running = sealing(try folder.watched(clock: SteppingClock()))
        let binding = SealBinding(purpose: .userSecret, user: UserID(ids.uuid()), name: "mail")
        let ring = try #require(MasterKeyRing(folder.first).adding(second))
        try folder.file.replace(with: ring)
        let sealed = try sealing(ring).seal(Secret("x"), for: binding)
        #expect(try running.open(sealed, for: binding).reveal { $0 } == "x")
        #expect(running.currentKey == second.id)
    }

    @Test func aFileThatCannotBeUsedChangesNothingUntilItIsMended() throws {
        let keys = try folder.watched()
        try folder.write("no key\n")
        #expect(keys.latest().current.id == folder.first.id)
        try folder.write(folder.line(second), mode: 0o644)
        #expect(keys.latest().current.id == folder.first.id)
        try FileManager.default.removeItem(atPath: folder.file.path)
        #expect(keys.latest().current.id == folder.first.id)
        try folder.write(folder.line(second), mode: 0o600)
        #expect(keys.latest().current.id == second.id)
    }
}
