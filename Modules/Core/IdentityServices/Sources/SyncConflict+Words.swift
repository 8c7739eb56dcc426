package import IdentityCore

extension SyncConflict.Reason {
    /// For administrators.
    package var sentence: String {
        switch self {
        case .loginTaken: "The login belongs to an account that is not this person's."
        case .emailTaken: "The mail address belongs to an account that is not this person's."
        case .recreated: "An account of the source has the login and belongs to another entry of it."
        case .invalidName: "A name is none that can be used here."
        case .noPlace: "The organization or tenant that the policy names is not there."
        case .lastAdministrator: "Nobody would be left to administer the server."
        case .noSeat: "Every seat of the licence is taken."
        }
    }

    package var advice: String {
        switch self {
        case .loginTaken, .emailTaken: "Rename one of the two, here or at the source."
        case .recreated: "Delete or rename the older account, if the new entry is to have the login."
        case .invalidName: "Change the name at the source."
        case .noPlace: "Make the organization and the tenant, or name others in the policy."
        case .lastAdministrator: "Make somebody else super-admin first."
        case .noSeat: "Disable somebody first."
        }
    }
}
