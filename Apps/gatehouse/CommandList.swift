import CommandParsing

/// Every command, in the order of the overview.
enum CommandList {
    static let nouns: [(name: String, summary: String)] = [
        ("user", "people and robots who may sign in"),
        ("group", "people who share roles and permissions"),
        ("role", "what people and groups may do"),
        ("org", "organizations, administered apart from each other"), ("tenant", "parts of organizations"),
        ("client", "programs that sign users in"),
        ("document", "properties, variables and settings of users and places"),
        ("export", "the state of the house as a text"),
        ("session", "who is signed in"),
        ("workspace", "rooms in which people work on resources together"),
        ("resource", "models, pipelines and whatever else people own and share"),
        ("key", "the master keys"),
        ("audit", "who did what"),
        ("config", "the configuration file"),
        ("mail", "the way to the mail server"),
        ("database", "the database file, also while a server uses it"),
        ("hash", "password hashing"),
    ]

    static let commands: [any Command<Workplace>.Type] = [
        Initialize.self, ShowStatus.self, ShowVersion.self,
        Apply.self, ShowDifferences.self, ExportConfiguration.self,
        UserCreate.self, UserShow.self, UserList.self, UserEdit.self, UserEnable.self, UserDisable.self,
        UserSetPassword.self, UserDelete.self, UserGroups.self, UserActivityShow.self,
        GroupCreate.self, GroupShow.self, GroupList.self, GroupEdit.self, GroupMove.self, GroupDelete.self,
        GroupAddMember.self, GroupRemoveMember.self, GroupMembers.self,
        RoleCreate.self, RoleShow.self, RoleList.self, RoleEdit.self, RoleDelete.self, RoleHolders.self,
        Explain.self, Who.self, Matrix.self,
        OrganizationCreate.self, OrganizationShow.self, OrganizationList.self, OrganizationEdit.self,
        OrganizationDelete.self,
        TenantCreate.self, TenantShow.self, TenantList.self, TenantEdit.self, TenantDelete.self,
        ClientCreate.self, ClientShow.self, ClientList.self, ClientEdit.self, ClientEnable.self, ClientDisable.self,
        ClientDelete.self,
        DocumentGet.self, DocumentSet.self, DocumentRemove.self, DocumentList.self,
        SessionList.self, SessionEnd.self,
        WorkspaceCreate.self, WorkspaceShow.self, WorkspaceList.self, WorkspaceRename.self, WorkspaceArchive.self,
        WorkspaceUnarchive.self, WorkspaceDelete.self, WorkspaceMembers.self, WorkspaceAddMember.self,
        WorkspaceRemoveMember.self,
        ResourceCreate.self, ResourceShow.self, ResourceList.self, ResourceEdit.self, ResourceAddVersion.self,
        ResourceDelete.self,
        KeyListMaster.self, KeyRotateMaster.self,
        AuditList.self, AuditFollow.self, AuditVerify.self, AuditExport.self,
        ConfigCheck.self, ConfigShow.self,
        MailTest.self,
        DatabaseCheck.self, DatabaseBackup.self, DatabaseMigrate.self,
        HashCalibrate.self,
    ]
}
