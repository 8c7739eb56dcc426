package import FoundationEssentials

/// The order of a user list. Ties are broken by id, so every order is total.
package struct UserSort: Hashable, Sendable {
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case login, email, displayName, createdAt
    }

    package var field: Field
    package var descending: Bool

    package init(_ field: Field = .login, descending: Bool = false) {
        self.field = field
        self.descending = descending
    }
}

/// Where a page ended: the sort value and the id of its last user.
package struct UserPosition: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        /// The folded text; a missing e-mail address sorts as the empty text.
        case text(String)
        case date(Date)
    }

    package var value: Value
    package var id: UserID

    package init(value: Value, id: UserID) {
        self.value = value
        self.id = id
    }
}

/// One page of users: filters, order, and where to go on.
package struct UserQuery: Hashable, Sendable {
    /// Found anywhere in the comparison keys of login, e-mail address or display name; folded like a login.
    package var search: String?
    package var isEnabled: Bool?
    package var source: SourceID?
    package var organization: OrganizationID?
    package var tenant: TenantID?
    /// Only users who hold the role themselves, not through a group.
    package var role: Role?
    package var sort: UserSort
    /// Only users behind this position, in the order of `sort`.
    package var after: UserPosition?
    package var limit: Int

    package init(
        search: String? = nil, isEnabled: Bool? = nil, source: SourceID? = nil, organization: OrganizationID? = nil,
        tenant: TenantID? = nil, role: Role? = nil, sort: UserSort = UserSort(), after: UserPosition? = nil, limit: Int
    ) {
        self.search = search
        self.isEnabled = isEnabled
        self.source = source
        self.organization = organization
        self.tenant = tenant
        self.role = role
        self.sort = sort
        self.after = after
        self.limit = limit
    }
}

extension User {
    /// Where this user stands in a list of that order.
    package func position(in sort: UserSort) -> UserPosition {
        let value: UserPosition.Value =
            switch sort.field {
            case .login: .text(login.key)
            case .email: .text(email?.key ?? "")
            case .displayName: .text(displayName.key)
            case .createdAt: .date(createdAt)
            }
        return UserPosition(value: value, id: id)
    }
}
