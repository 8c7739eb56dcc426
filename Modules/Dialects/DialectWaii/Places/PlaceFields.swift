import IdentityCore
import IdentityServices
import JSONText

/// An organization or a tenant as clients send one; what is missing or null is left as it is.
struct PlaceFields: RequestFields {
    let id: String
    let name: String?
    /// Of a tenant.
    let organization: OrganizationID?
    let variables: String?

    init(reading body: inout JSONObjectReader) {
        id = body.requiredText("id")
        name = body.text("name")
        organization = body.text("org_id").map(OrganizationID.init(rawValue:))
        variables = body.document("variables")
    }
}

struct OrganizationBody: RequestFields {
    let organization: PlaceFields

    init(reading body: inout JSONObjectReader) { organization = body.required("organization", as: PlaceFields.self) }
}

struct TenantBody: RequestFields {
    let tenant: PlaceFields

    init(reading body: inout JSONObjectReader) { tenant = body.required("tenant", as: PlaceFields.self) }
}

struct TenantLookup: RequestFields {
    let organization: OrganizationID?

    init(reading body: inout JSONObjectReader) {
        organization = body.text("lookup_org_id").map(OrganizationID.init(rawValue:))
    }
}
