package import DialectKit
package import HTTPCore
import IdentityCore
package import IdentityServices

/// The Dataiku public API for users and groups.
package struct DataikuDialect: Dialect {
    package static let name = "dataiku"
    package static let errors = ErrorStyle.dataiku

    let services: Services
    let sources: DataikuSources

    package init(_ services: Services, sources: DataikuSources) {
        self.services = services
        self.sources = sources
    }

    /// A key or a token in the Authorization field, or a ticket; and the user as whom its owner acts.
    package func claim(in request: HTTPRequest) -> CallerClaim {
        let proof = proof(in: request.fields, else: request.bearerOrKeyClaim)
        // As the client writes it, byte by byte: read as anything else, one name could be another's.
        let users = request.fields.latin1("x-dku-proxyuser")
        guard let user = users.first else { return proof }
        guard users.count == 1, let login = WireName(wire: user) else { return .unreadable }
        return .acting(as: login.user, with: proof)
    }

    private func proof(in fields: HTTPFields, else authorization: CallerClaim) -> CallerClaim {
        guard fields.count(of: "x-dku-apiticket") > 0 else { return authorization }
        // Two proofs would be two claims.
        guard case .nothing = authorization, let ticket = fields[single: "x-dku-apiticket"], !ticket.isEmpty else {
            return .unreadable
        }
        return .bearer(Secret(ticket))
    }

    package func endpoints(_ table: inout EndpointTable) {
        userEndpoints(&table)
        bulkEndpoints(&table)
        peopleEndpoints(&table)
        ownEndpoints(&table)
        identityEndpoints(&table)
        groupEndpoints(&table)
        globalKeyEndpoints(&table)
        personalKeyEndpoints(&table)
        supplierEndpoints(&table)
        settingsEndpoints(&table)
    }
}
