import LDAPTestServer
import Testing
