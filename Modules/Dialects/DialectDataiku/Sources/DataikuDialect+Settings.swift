import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    func settingsEndpoints(_ table: inout EndpointTable) {
        // The client saves under an address with two slashes.
        settings(.sso(sources), in: &table, at: "/admin/iam/sso-settings", "/admin//iam/sso-settings")
        settings(.ldap(sources), in: &table, at: "/admin/iam/ldap-settings", "/admin//iam/ldap-settings")
        settings(.azureAD, in: &table, at: "/admin/iam/azure-ad-settings", "/admin//iam/azure-ad-settings")
        settings(.general, in: &table, at: "/admin/general-settings")
    }

    private func settings(_ form: SettingsForm, in table: inout EndpointTable, at paths: RoutePattern...) {
        let documents = services.documents
        for path in paths {
            table.on(.get, path, .signedIn, "Read settings", errors: .dataiku) {
                (_: NoInput, caller) async throws(ServiceError) in
                let stored = try await documents.find(form.name, of: .server, as: caller)
                return JSONAnswer(object: form.shown(JSONObject(text: stored?.text) ?? [:]))
            }
            table.on(.put, path, .signedIn, "Save settings", errors: .dataiku) {
                (input: SettingsInput, caller) async throws(ServiceError) in
                let present = try await documents.find(form.name, of: .server, as: caller)
                let text = try form.stored(input.object).text
                if text != present?.text { try await documents.put(form.name, text, of: .server, as: caller) }
                return JSONAnswer(message: "Saved settings")
            }
        }
    }
}

struct SettingsInput: EndpointInput {
    static let description = InputDescription(form: .json)
    let object: JSONObject

    init(reading request: inout RequestReader) throws(ServiceError) { object = try request.wholeObject() }
}
