import IdentityCore

extension Caller {
    func require(reading section: DesiredSection) throws(ServiceError) {
        for right in section.readingRights { try require(right) }
    }

    /// Whether everything that the section is shown with is within reach there.
    func reaches(_ place: OrganizationID, reading section: DesiredSection) -> Bool {
        section.readingRights.allSatisfy { reaches(place, with: $0) }
    }

    /// The organization that a list is limited to; `nil` for none.
    func place(reading section: DesiredSection) throws(ServiceError) -> OrganizationID? {
        for right in section.readingRights {
            if let own = try place(for: right, asked: nil) { return own }
        }
        return nil
    }
}
