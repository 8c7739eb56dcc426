import CLDAP
import Glibc

/// One libldap handle with its deadline, and the options as Swift values.
final class LDAPHandle {
    let pointer: OpaquePointer
    let state: UnsafeMutablePointer<TransportState>
    /// libldap keeps the address.
    private let callback: UnsafeMutablePointer<ldap_conncb>
    private var setUp = LDAP_OPT_SUCCESS

    init?(url: LDAPURL, maximumIncoming: Int) {
        var opened: OpaquePointer?
        guard LDAPLibrary.isReady, ldap_initialize(&opened, "\(url)") == LDAP_SUCCESS, let opened else { return nil }
        pointer = opened
        state = .allocate(capacity: 1)
        state.initialize(to: TransportState(maximumIncoming: ber_len_t(max(maximumIncoming, 1))))
        callback = .allocate(capacity: 1)
        callback.initialize(
            to: ldap_conncb(
                lc_add: DeadlineLayer.onConnect, lc_del: { _, _, _ in }, lc_arg: UnsafeMutableRawPointer(state)))
        keep(ldap_set_option(pointer, LDAP_OPT_CONNECT_CB, callback))
    }

    /// Time for the words of farewell, which nobody waits for.
    private static let farewell: Int64 = 200

    deinit {
        if !state.pointee.isExpired { state.pointee.deadline = monotonicMilliseconds() + Self.farewell }
        ldap_unbind_ext_s(pointer, nil, nil)
        callback.deallocate()
        state.deallocate()
    }

    /// An option that was not taken would be a promise not kept: then nothing is sent.
    var isSetUp: Bool { setUp == LDAP_OPT_SUCCESS }
    private func keep(_ result: Int32) { if isSetUp { setUp = result } }

    func number(_ option: Int32, _ value: Int32) {
        var value = value
        keep(ldap_set_option(pointer, option, &value))
    }
    func text(_ option: Int32, _ value: String) { keep(ldap_set_option(pointer, option, value)) }
    func time(_ option: Int32, _ value: Duration) {
        var value = value.timeValue
        keep(ldap_set_option(pointer, option, &value))
    }
    /// LDAP_OPT_ON and LDAP_OPT_OFF are pointers: any, and none.
    func flag(_ option: Int32, _ isOn: Bool) {
        keep(ldap_set_option(pointer, option, isOn ? UnsafeRawPointer(bitPattern: 1) : nil))
    }

    func readText(_ option: Int32) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard ldap_get_option(pointer, option, &text) == LDAP_OPT_SUCCESS, let text else { return nil }
        defer { ldap_memfree(text) }
        return String(cString: text)
    }

    func readNumber(_ option: Int32) -> Int32 {
        var number: Int32 = 0
        return ldap_get_option(pointer, option, &number) == LDAP_OPT_SUCCESS ? number : 0
    }

    /// From now on; also for what libldap does by itself.
    func arm(_ time: Duration) { state.pointee.deadline = monotonicMilliseconds() + max(time.wholeMilliseconds, 1) }
    var timeLeft: Duration { .milliseconds(max(state.pointee.deadline - monotonicMilliseconds(), 0)) }

    /// Nothing more goes over it.
    func spoil() {
        state.pointee.deadline = 0
        state.pointee.isExpired = true
    }
}
