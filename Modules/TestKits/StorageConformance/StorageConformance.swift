/// Every promise. A fault found in the field becomes a further one.
package enum StorageConformance {
    package static let promises: [StoragePromise] =
        userPromises + uniquenessPromises + pagingPromises + filterPromises + passwordPromises + sessionPromises
        + sessionEndPromises + auditPromises + auditSearchPromises + auditChainPromises + transactionPromises
        + partPromises + changeMarkerPromises + closingPromises
        + peoplePromises + holderPromises + groupPromises + groupListPromises + lineagePromises + membershipPromises
        + rolePromises + organizationPromises + documentPromises + placePromises + invitationPromises
        + oneTimeCodePromises + sourceUserPromises + refreshFamilyPromises + grantPromises
        + oneTimeCodePromises + sourceUserPromises + signingKeyPromises + revokedTokenPromises

    private static let placePromises =
        workspacePromises + workspaceMemberPromises + accessKeyPromises + accessKeyListPromises + clientPromises
        + clientSettingsPromises
        + resourcePromises + resourceListPromises + sealedItemPromises + resealingPromises + placeRemovalPromises
}
