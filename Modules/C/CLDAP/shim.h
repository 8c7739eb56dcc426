#include <lber.h>
#include <ldap.h>
/* Swift does not import macros with arguments, casts or shifts. */
static const int CLDAP_TLS_1_2 = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;
