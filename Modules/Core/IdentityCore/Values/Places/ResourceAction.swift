/// The actions on resources that the core itself knows; a dialect may ask for others.
package enum ResourceAction {
    package static let read = "get"
    package static let create = "post"
    package static let edit = "put"
    package static let delete = "delete"
    /// Changing the owner or the workspace.
    package static let manage = "manage"

    /// What somebody may do who may read and no more.
    package static let reading: Set<String> = [read, "read"]
}
