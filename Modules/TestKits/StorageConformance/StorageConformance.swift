/// Every promise. A fault found in the field becomes a further one.
package enum StorageConformance {
    package static let promises: [StoragePromise] =
        userPromises + uniquenessPromises + pagingPromises + filterPromises + passwordPromises + sessionPromises
        + sessionEndPromises + auditPromises + transactionPromises + changeMarkerPromises + closingPromises
        + placePromises

    private static let placePromises =
        workspacePromises + workspaceMemberPromises + accessKeyPromises + clientPromises + resourcePromises
        + resourceListPromises + sealedItemPromises
}
