import CLDAP

enum PasswordPolicyReader {
    /// - Returns: `nil` when the server sent none.
    static func read(
        _ controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?, _ handle: OpaquePointer
    ) -> LDAPPasswordPolicy? {
        guard let controls, let control = ldap_control_find(LDAP_CONTROL_PASSWORDPOLICYRESPONSE, controls, nil) else {
            return nil
        }
        var seconds: ber_int_t = -1, grace: ber_int_t = -1, fault = PP_noError
        // libldap would stop the program over a control without a value.
        guard control.pointee.ldctl_value.bv_val != nil,
            ldap_parse_passwordpolicy_control(handle, control, &seconds, &grace, &fault) == LDAP_SUCCESS
        else { return LDAPPasswordPolicy(isMalformed: true) }
        if fault != PP_noError, LDAPPasswordPolicy.Fault(rawValue: Int(fault.rawValue)) == nil {
            return LDAPPasswordPolicy(isMalformed: true)
        }
        return LDAPPasswordPolicy(
            fault: fault == PP_noError ? nil : LDAPPasswordPolicy.Fault(rawValue: Int(fault.rawValue)),
            secondsBeforeExpiration: seconds < 0 ? nil : Int(seconds),
            graceAuthentications: grace < 0 ? nil : Int(grace))
    }
}
