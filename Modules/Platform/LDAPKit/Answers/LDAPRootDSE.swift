/// What a server says of itself. What it does not say may all the same be so.
package struct LDAPRootDSE: Hashable, Sendable {
    package let entry: LDAPEntry

    package init(_ entry: LDAPEntry) { self.entry = entry }

    package var vendorName: String? { entry.firstString("vendorName") }
    package var vendorVersion: String? { entry.firstString("vendorVersion") }
    package var namingContexts: [String] { entry.strings("namingContexts") }
    package var supportedControls: Set<String> { Set(entry.strings("supportedControl")) }
    package var supportedExtensions: Set<String> { Set(entry.strings("supportedExtension")) }
    package var supportedSASLMechanisms: Set<String> { Set(entry.strings("supportedSASLMechanisms")) }

    package var offersPaging: Bool { supportedControls.contains("1.2.840.113556.1.4.319") }
    package var offersPasswordPolicy: Bool { supportedControls.contains("1.3.6.1.4.1.42.2.27.8.5.1") }
    package var offersStartTLS: Bool { supportedExtensions.contains("1.3.6.1.4.1.1466.20037") }
    package var offersWhoAmI: Bool { supportedExtensions.contains("1.3.6.1.4.1.4203.1.11.3") }
    /// By the capability it names (MS-ADTS section 3.1.1.3.4.3).
    package var isActiveDirectory: Bool { entry.strings("supportedCapabilities").contains("1.2.840.113556.1.4.800") }
    /// By the class of its root.
    package var isOpenLDAP: Bool { entry.strings("objectClass").contains("OpenLDAProotDSE") }
}
