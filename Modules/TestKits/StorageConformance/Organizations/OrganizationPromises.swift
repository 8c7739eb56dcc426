import FoundationEssentials
import IdentityCore
import Testing

extension Sample {
    static func organization(_ id: String, name: String = "An organization") -> Organization {
        Organization(id: OrganizationID(rawValue: id), name: name, createdAt: start, updatedAt: start)
    }

    static func tenant(_ id: String, of organization: String = "default", name: String = "A tenant") -> Tenant {
        Tenant(
            id: TenantID(rawValue: id), organization: OrganizationID(rawValue: organization), name: name,
            createdAt: start,
            updatedAt: start)
    }

    static func document(_ owner: DocumentOwner, _ name: DocumentName = .variables, _ text: String = "{}") -> Document {
        Document(owner: owner, name: name, text: text)
    }
}

extension StorageConformance {
    static let organizationPromises: [StoragePromise] = [
        StoragePromise("a new storage has the default organization with its tenant") { storage in
            try await storage.read(.point) { store throws in
                #expect(try store.organizations.list(after: nil, limit: 9).map(\.id) == [.standard])
                #expect(try store.tenants.list(of: nil, after: nil, limit: 9).map(\.id) == [.standard])
                #expect(try store.tenants.find(.standard)?.organization == .standard)
            }
        },
        StoragePromise("organizations and tenants are read back, replaced, and listed by id") { storage in
            var acme = Sample.organization("acme", name: "Acme")
            acme.version = 3
            var north = Sample.tenant("acme-north", of: "acme", name: "North")
            north.version = 4
            let (organization, tenant) = (acme, north)
            try await storage.write { store in
                try store.organizationWrites.insert(Sample.organization("zeta"))
                try store.organizationWrites.insert(Sample.organization("acme"))
                try store.organizationWrites.replace(organization)
                for id in ["acme-south", "acme-north"] { try store.tenantWrites.insert(Sample.tenant(id, of: "acme")) }
                try store.tenantWrites.replace(tenant)
            }
            try await storage.read(.point) { store throws in
                func tenants(_ id: OrganizationID?, after: TenantID? = nil, limit: Int = 9) throws -> [String] {
                    try store.tenants.list(of: id, after: after, limit: limit).map(\.id.rawValue)
                }
                #expect(try store.organizations.find(organization.id) == organization)
                #expect(try store.tenants.find(tenant.id) == tenant)
                let listed = try store.organizations.list(after: organization.id, limit: 9).map(\.id.rawValue)
                #expect(listed == ["default", "zeta"])
                #expect(try store.organizations.list(after: nil, limit: 1).map(\.id) == [organization.id])
                #expect(try tenants(organization.id) == ["acme-north", "acme-south"])
                #expect(try tenants(organization.id, after: tenant.id) == ["acme-south"])
                #expect(try tenants(nil, limit: 2) == ["acme-north", "acme-south"])
                #expect(try tenants(nil, limit: 0).isEmpty)
            }
        },
        StoragePromise(
            "an id of an organization or tenant is given once in any letter case, and unknown ones are not found"
        ) { storage in
            for id in ["default", "Default", "DEFAULT"] {
                await storage.expectRefusal(.alreadyExists(.organization, field: "id")) {
                    try $0.organizationWrites.insert(Sample.organization(id))
                }
                await storage.expectRefusal(.alreadyExists(.tenant, field: "id")) {
                    try $0.tenantWrites.insert(Sample.tenant(id))
                }
            }
            try await storage.read(.point) { store throws in
                #expect(try store.organizations.find(OrganizationID(rawValue: "DEFAULT")) == nil)
                #expect(try store.tenants.find(TenantID(rawValue: "DEFAULT")) == nil)
            }
            await storage.expectRefusal(.notFound(.organization)) {
                try $0.tenantWrites.insert(Sample.tenant("t", of: "none"))
            }
            await storage.expectRefusal(.notFound(.organization)) {
                try $0.organizationWrites.replace(Sample.organization("none"))
            }
            await storage.expectRefusal(.notFound(.organization)) {
                try $0.organizationWrites.remove(OrganizationID(rawValue: "none"))
            }
            await storage.expectRefusal(.notFound(.tenant)) { try $0.tenantWrites.replace(Sample.tenant("none")) }
            await storage.expectRefusal(.notFound(.tenant)) { try $0.tenantWrites.remove(TenantID(rawValue: "none")) }
        },
        StoragePromise("organizations and tenants go when nothing is in them, with their documents") { storage in
            for id in ["default", "acme"] {
                let organization = OrganizationID(rawValue: id)
                let tenant = TenantID(rawValue: id)
                var user = Sample.user(1)
                user.organization = organization
                user.tenant = tenant
                let member = user
                try await storage.write { store in
                    if id != "default" {
                        try store.organizationWrites.insert(Sample.organization(id))
                        try store.tenantWrites.insert(Sample.tenant(id, of: id))
                    }
                    try store.userWrites.insert(member)
                    try store.groupWrites.insert(Sample.group(1, of: organization))
                    try store.documentWrites.put(Sample.document(.organization(organization)))
                    try store.documentWrites.put(Sample.document(.tenant(tenant)))
                }
                await storage.expectRefusal(.conflict(.notEmpty(.tenant))) {
                    try $0.organizationWrites.remove(organization)
                }
                await storage.expectRefusal(.conflict(.notEmpty(.user))) { try $0.tenantWrites.remove(tenant) }
                var moved = member
                moved.tenant = TenantID(rawValue: "elsewhere")
                let guest = moved
                try await storage.write { store in
                    try store.userWrites.replace(guest)
                    try store.tenantWrites.remove(tenant)
                }
                await storage.expectRefusal(.conflict(.notEmpty(.user))) {
                    try $0.organizationWrites.remove(organization)
                }
                try await storage.write { try $0.userWrites.remove(Sample.userID(1)) }
                await storage.expectRefusal(.conflict(.notEmpty(.group))) {
                    try $0.organizationWrites.remove(organization)
                }
                try await storage.write { store in
                    try store.groupWrites.remove(Sample.groupID(1))
                    try store.organizationWrites.remove(organization)
                }
                try await storage.read(.point) { store throws in
                    #expect(try store.organizations.find(organization) == nil)
                    #expect(try store.tenants.find(tenant) == nil)
                    #expect(try store.documents.list(of: .organization(organization)).isEmpty)
                    #expect(try store.documents.list(of: .tenant(tenant)).isEmpty)
                }
            }
        },
    ]
}
