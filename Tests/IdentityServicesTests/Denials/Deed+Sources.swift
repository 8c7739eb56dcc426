import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let corp = SourceID(rawValue: "corp")
    private static let watchers: Set<String> = rulers.union(["auditor"])
    private static let draft = SourceDraft(
        saved: nil, kind: SourceKind(rawValue: "scripted"), settings: "{}")

    static let sources: [Deed] = [
        Deed(name: "SourceService.list", isAllowed: watchers) { house, caller, _, _ in
            _ = try await house.sources.list(as: caller)
        },
        Deed(name: "SourceService.read", isAllowed: watchers) { house, caller, _, _ in
            _ = try await house.sources.read(corp, as: caller)
        },
        Deed(name: "SourceService.examine", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.sources.examine(corp, login: ExaminedLogin("ada"), as: caller)
        },
        Deed(name: "SourceService.examine", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.sources.examine(draft, login: ExaminedLogin("ada"), as: caller)
        },
        Deed(name: "SourceService.examineToken", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.sources.examineToken(Secret("a token"), at: corp, as: caller)
        },
        Deed(name: "SyncService.run", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.sync.run(SyncRequest(of: corp), as: caller)
        },
    ]
}
