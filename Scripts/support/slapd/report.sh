# Part of Scripts/slapd: how to reach the server, for people and for machines.

# say_json NAME VALUE...: names without quotes or backslashes; numbers, true and false as they are.
say_json() {
    local comma='' value
    printf '{'
    while (($# > 0)); do
        value=$2
        [[ $value =~ ^([0-9]+|true|false|null)$ ]] || value="\"$value\""
        printf '%s"%s":%s' "$comma" "$1" "$value"
        comma=,
        shift 2
    done
    printf '}\n'
}

report() {
    local url="ldap://127.0.0.1:${settings[port]}" tls_url="ldaps://127.0.0.1:${settings[tls-port]}" running=false pid
    pid=$(pid_here) && running=true || pid=null
    if $json; then
        local tls=()
        [[ ${settings[certificate]} == none ]] || tls=(tlsUrl "$tls_url" tlsPort "${settings[tls-port]}")
        say_json running "$running" pid "$pid" folder "$folder" url "$url" port "${settings[port]}" \
            ${tls[@]+"${tls[@]}"} socketUrl "$(socket_url)" certificate "${settings[certificate]}" \
            authority "$folder/tls/ca.pem" base "$base" peopleBase "ou=people,$base" groupsBase "ou=groups,$base" \
            readerDN "cn=reader,ou=services,$base" readerPasswordFile "$folder/reader.password" \
            blindDN "cn=blind,ou=services,$base" blindPasswordFile "$folder/blind.password" \
            limitedDN "cn=limited,ou=services,$base" limitedPasswordFile "$folder/limited.password" \
            adminDN "cn=admin,$base" adminPasswordFile "$folder/admin.password" log "$folder/log"
        return
    fi
    $running || {
        echo "Not running; start it with: Scripts/slapd start $folder"
        return
    }
    local start_tls='-ZZ '
    [[ ${settings[certificate]} != none ]] || tls_url='no TLS' start_tls=
    cat <<TEXT
OpenLDAP runs in $folder (pid $pid).

  address      $url   $tls_url
  socket       $(socket_url)   (SASL EXTERNAL: you are the reader)
  authority    $folder/tls/ca.pem   (the server shows its certificate "${settings[certificate]}")
  people       ou=people,$base   (objectClass inetOrgPerson; uid, mail, givenName, sn, entryUUID, memberOf)
  groups       ou=groups,$base   (groupOfNames; nested: engineering > backend > databases)
  reader       cn=reader,ou=services,$base   password in $folder/reader.password
  others       cn=blind,ou=services,… reads nothing; cn=limited,ou=services,… sees five entries
  admin        cn=admin,$base   password in $folder/admin.password
  log          $folder/log
  users        ann, bob, carla … and hard ones; the password of each is its uid and "-secret": ann-secret

Try:
  ldapsearch -x -H $url -D cn=reader,ou=services,$base -y $folder/reader.password -b ou=people,$base '(uid=ann)'
  LDAPTLS_CACERT=$folder/tls/ca.pem ldapwhoami -x ${start_tls}-H $url -D uid=ann,ou=people,$base -w ann-secret
  Scripts/slapd stop $folder
TEXT
}
