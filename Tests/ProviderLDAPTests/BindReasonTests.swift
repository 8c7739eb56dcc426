import FoundationEssentials
import IdentityCore
import LDAPKit
import Testing

@testable import ProviderLDAP

/// What directories that can't be started here say, taken from their documents and sources.
@Suite struct BindReasonTests {
    private func active(_ code: String) -> BindVerdict {
        BindVerdict(
            .refused(
                .invalidCredentials,
                diagnostic:
                    "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data \(code), v4563",
                nil), state: nil)
    }

    @Test(arguments: [
        ("52e", SourceRefusal.wrongPassword), ("530", .notNow), ("531", .notNow), ("532", .passwordExpired),
        ("533", .disabled), ("701", .expired), ("773", .mustChangePassword), ("775", .locked), ("52f", .other),
        ("9999", .other),
    ])
    func activeDirectoryHidesItsReasonInTheWords(code: String, refusal: SourceRefusal) {
        guard case .refused(let found, _) = active(code) else {
            Issue.record("\(code) is no refusal")
            return
        }
        #expect(found == refusal)
    }

    @Test func activeDirectorySaysWhenThereIsNobody() {
        guard case .unknown = active("525") else {
            Issue.record("525 means nobody")
            return
        }
    }

    @Test func wordsThatOnlyLookLikeItAreAWrongPassword() {
        for words in [
            "", "data 533", "AcceptSecurityContext error, data", "Invalid Credentials, AcceptSecurityContext",
        ] {
            let verdict = BindVerdict(.refused(.invalidCredentials, diagnostic: words, nil), state: nil)
            guard case .refused(.wrongPassword, _) = verdict else {
                Issue.record("\(words): \(verdict)")
                continue
            }
        }
    }

    @Test(arguments: [
        (53, "Account inactivated. Contact system administrator.", SourceRefusal.disabled),
        (53, "Entry permanently locked.", .locked), (53, "Too many failed logins.", .locked),
        (53, "Account (Kerberos principal) is expired", .expired),
        (19, "Exceed password retry limit. Please try later.", .locked), (53, "some other words", .other),
        (48, "", .other),
    ])
    func directoryServerAndFreeIPASayItInWords(code: Int, words: String, refusal: SourceRefusal) {
        let verdict = BindVerdict(.refused(LDAPResultCode(code), diagnostic: words, nil), state: nil)
        guard case .refused(let found, _) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(found == refusal)
        #expect(!found.isGuess)
    }

    @Test func theControlSaysMoreThanTheCode() {
        for (fault, refusal) in [
            (LDAPPasswordPolicy.Fault.passwordExpired, SourceRefusal.passwordExpired), (.accountLocked, .locked),
            (.changeAfterReset, .mustChangePassword),
        ] {
            let policy = LDAPPasswordPolicy(fault: fault)
            let refused = BindVerdict(.refused(.invalidCredentials, diagnostic: "", policy), state: nil)
            guard case .refused(refusal, _) = refused else {
                Issue.record("\(fault): \(refused)")
                continue
            }
            // A right password that has to be changed lets nobody in yet.
            guard case .refused(refusal, _) = BindVerdict(.success(policy), state: nil) else {
                Issue.record("\(fault) after success")
                continue
            }
        }
    }

    @Test func l10_aControlThatCantBeReadChangesNothing() {
        let policy = LDAPPasswordPolicy(isMalformed: true)
        #expect(BindVerdict(.success(policy), state: nil) == .accepted(policy))
        guard
            case .refused(.wrongPassword, _) = BindVerdict(
                .refused(.invalidCredentials, diagnostic: "", policy), state: nil)
        else {
            Issue.record("A malformed control made more of a wrong password.")
            return
        }
    }

    @Test(arguments: [
        (51, SourceFailure.Kind.unavailable), (52, .unavailable), (13, .misconfigured), (1, .misconfigured),
    ])
    func aCodeThatAnswersNoPasswordIsAFailure(code: Int, kind: SourceFailure.Kind) {
        guard case .failed(let failure) = BindVerdict(.refused(LDAPResultCode(code), diagnostic: "", nil), state: nil)
        else {
            Issue.record("\(code) was taken for an answer")
            return
        }
        #expect(failure.kind == kind && failure.step == .userBind)
    }
}

@Suite struct AccountStateTests {
    private func state(_ attribute: String, _ value: String) -> AccountState {
        AccountState(
            LDAPEntry(dn: "uid=a,dc=b", attributes: [(name: attribute, values: [Array(value.utf8)])]),
            now: Date(timeIntervalSince1970: 1_800_000_000))
    }

    @Test(arguments: [
        ("userAccountControl", "514", SourceRefusal.disabled), ("accountExpires", "132000000000000000", .expired),
        ("nsAccountLock", "TRUE", .disabled), ("pwdAccountLockedTime", "000001010000Z", .locked),
        ("loginDisabled", "TRUE", .disabled), ("loginExpirationTime", "20260101000000Z", .expired),
        ("krbPrincipalExpiration", "20260101000000Z", .expired),
    ])
    func anAccountIsClosedByItsEntry(attribute: String, value: String, refusal: SourceRefusal) {
        let state = state(attribute, value)
        #expect(state.closing?.refusal == refusal)
        #expect(!state.isActive)
    }

    @Test(arguments: [
        ("userAccountControl", "512"), ("userAccountControl", "no number"), ("accountExpires", "0"),
        ("accountExpires", "9223372036854775807"), ("accountExpires", "140000000000000000"), ("nsAccountLock", "false"),
        ("pwdAccountLockedTime", "20260101000000Z"), ("krbPrincipalExpiration", "20380101000000Z"),
        ("krbPrincipalExpiration", "soon"), ("pwdLastSet", "0"), ("msDS-User-Account-Control-Computed", "16"),
    ])
    func anAccountStaysOpen(attribute: String, value: String) {
        #expect(state(attribute, value).isActive)
    }

    /// OpenLDAP refuses whom it has locked as it refuses a wrong password; the entry tells.
    @Test func aClosedAccountExplainsARefusal() {
        let verdict = BindVerdict(
            .refused(.invalidCredentials, diagnostic: "", nil), state: state("pwdAccountLockedTime", "000001010000Z"))
        guard case .refused(.locked, _) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }
}
