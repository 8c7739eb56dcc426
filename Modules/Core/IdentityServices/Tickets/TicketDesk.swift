import FoundationEssentials
import IdentityCore

/// Whom a ticket stands for, as long as it does.
struct Ticket: Sendable {
    let caller: Caller
    let endsAt: Date
}

/// Tickets of this process. They are gone with it: whoever needs another asks for one.
actor TicketDesk {
    /// Tickets that are good at once, of everybody together, of one proof, and of one person, who may have many proofs.
    static let capacity = 10_000
    static let capacityOfOne = 100
    static let capacityOfOnePerson = 300

    private var tickets: [TokenDigest: Ticket] = [:]

    /// - Throws: `limited` when there are too many.
    func keep(_ ticket: Ticket, under digest: TokenDigest, at now: Date) throws(ServiceError) {
        tickets = tickets.filter { $0.value.endsAt > now }
        let proof = ticket.caller.proofID, person = ticket.caller.personID
        var ofProof = 0, ofPerson = 0
        for known in tickets.values {
            if known.caller.proofID == proof { ofProof += 1 }
            if known.caller.personID == person { ofPerson += 1 }
        }
        guard tickets.count < Self.capacity, ofProof < Self.capacityOfOne, ofPerson < Self.capacityOfOnePerson else {
            throw .limited(retryAfterSeconds: 60)
        }
        tickets[digest] = ticket
    }

    func find(_ digests: [TokenDigest], at now: Date) -> Ticket? {
        digests.lazy.compactMap { self.tickets[$0] }.first { $0.endsAt > now }
    }
}

extension Caller {
    /// The session or the key behind the caller.
    fileprivate var proofID: UUID? { key?.id.rawValue ?? account?.session?.id.rawValue ?? userID?.rawValue }

    /// Who really asks; a key of nobody is a person of its own.
    fileprivate var personID: UUID? { (account?.impersonator?.user.id ?? userID)?.rawValue ?? key?.id.rawValue }
}
