/// The attributes of RFC 4519, RFC 4524, RFC 2798, RFC 2307, RFC 4512 and of the well-known servers, a type on a line with
/// all its names. What people have in their fixtures beyond it is text.
enum AttributeTable {
    static let rows: [(AttributeType.Syntax, isOperational: Bool, String)] = [
        (
            .text, false,
            """
            objectClass 2.5.4.0
            cn commonName 2.5.4.3
            sn surname 2.5.4.4
            serialNumber 2.5.4.5
            c countryName 2.5.4.6
            l localityName 2.5.4.7
            st stateOrProvinceName 2.5.4.8
            street streetAddress 2.5.4.9
            o organizationName 2.5.4.10
            ou organizationalUnitName 2.5.4.11
            title 2.5.4.12
            description 2.5.4.13
            postalAddress 2.5.4.16
            postalCode 2.5.4.17
            name 2.5.4.41
            givenName gn 2.5.4.42
            initials 2.5.4.43
            uid userid 0.9.2342.19200300.100.1.1
            mail rfc822Mailbox 0.9.2342.19200300.100.1.3
            dc domainComponent 0.9.2342.19200300.100.1.25
            displayName 2.16.840.1.113730.3.1.241
            employeeNumber 2.16.840.1.113730.3.1.3
            employeeType 2.16.840.1.113730.3.1.4
            departmentNumber 2.16.840.1.113730.3.1.2
            preferredLanguage 2.16.840.1.113730.3.1.39
            labeledURI 1.3.6.1.4.1.250.1.57
            sAMAccountName 1.2.840.113556.1.4.221
            userPrincipalName 1.2.840.113556.1.4.656
            department 1.2.840.113556.1.2.141
            company 1.2.840.113556.1.2.146
            proxyAddresses 1.2.840.113556.1.2.210
            ipaUniqueID 2.16.840.1.113730.3.8.3.1
            """
        ),
        (
            .exact, false,
            """
            memberUid 1.3.6.1.1.1.1.12
            homeDirectory 1.3.6.1.1.1.1.3
            loginShell 1.3.6.1.1.1.1.4
            gecos 1.3.6.1.1.1.1.2
            """
        ),
        (
            .integer, false,
            """
            uidNumber 1.3.6.1.1.1.1.0
            gidNumber 1.3.6.1.1.1.1.1
            userAccountControl 1.2.840.113556.1.4.8
            groupType 1.2.840.113556.1.4.750
            primaryGroupID 1.2.840.113556.1.4.98
            sAMAccountType 1.2.840.113556.1.4.302
            pwdLastSet 1.2.840.113556.1.4.96
            accountExpires 1.2.840.113556.1.4.159
            lockoutTime 1.2.840.113556.1.4.662
            """
        ),
        (
            .dn, false,
            """
            member 2.5.4.31
            uniqueMember 2.5.4.50
            owner 2.5.4.32
            roleOccupant 2.5.4.33
            seeAlso 2.5.4.34
            distinguishedName 2.5.4.49
            manager 0.9.2342.19200300.100.1.10
            secretary 0.9.2342.19200300.100.1.21
            """
        ),
        (
            .phone, false,
            """
            telephoneNumber 2.5.4.20
            mobile mobileTelephoneNumber 0.9.2342.19200300.100.1.41
            homePhone homeTelephoneNumber 0.9.2342.19200300.100.1.20
            pager pagerTelephoneNumber 0.9.2342.19200300.100.1.42
            """
        ),
        (.time, false, "whenCreated\nwhenChanged"),
        (
            .octets, false,
            """
            userPassword 2.5.4.35
            unicodePwd 1.2.840.113556.1.4.90
            objectGUID 1.2.840.113556.1.4.2
            objectSid 1.2.840.113556.1.4.146
            jpegPhoto 0.9.2342.19200300.100.1.60
            userCertificate 2.5.4.36
            """
        ),
        (.octets, true, "pwdHistory"),
        (
            .text, true,
            """
            entryUUID 1.3.6.1.1.16.4
            nsUniqueId 2.16.840.1.113730.3.1.542
            nsAccountLock 2.16.840.1.113730.3.1.610
            hasSubordinates 2.5.18.9
            structuralObjectClass 2.5.21.9
            pwdReset 1.3.6.1.4.1.42.2.27.8.1.22
            namingContexts 1.3.6.1.4.1.1466.101.120.5
            altServer 1.3.6.1.4.1.1466.101.120.6
            supportedExtension 1.3.6.1.4.1.1466.101.120.7
            supportedControl 1.3.6.1.4.1.1466.101.120.13
            supportedSASLMechanisms 1.3.6.1.4.1.1466.101.120.14
            supportedLDAPVersion 1.3.6.1.4.1.1466.101.120.15
            supportedFeatures 1.3.6.1.4.1.4203.1.3.5
            vendorName 1.3.6.1.1.4
            vendorVersion 1.3.6.1.1.5
            """
        ),
        (
            .dn, true,
            """
            memberOf 1.2.840.113556.1.2.102
            entryDN 1.3.6.1.1.20
            creatorsName 2.5.18.3
            modifiersName 2.5.18.4
            """
        ),
        (
            .time, true,
            """
            createTimestamp 2.5.18.1
            modifyTimestamp 2.5.18.2
            pwdChangedTime 1.3.6.1.4.1.42.2.27.8.1.16
            pwdAccountLockedTime 1.3.6.1.4.1.42.2.27.8.1.17
            """
        ),
    ]
}
