# Part of Scripts/slapd: the process of one folder. It is known by the pid that it wrote there, and by nothing else.

slapd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v slapd) ||
    fail "slapd is missing; run Scripts/dependencies, or install slapd and ldap-utils"
slapadd=$(dirname "$slapd")/slapadd
command -v ldapmodify >/dev/null || fail "ldapmodify is missing; run Scripts/dependencies, or install ldap-utils"

# pid_here: the process of this folder, if it lives. A number alone could by now be another process.
pid_here() {
    local pid
    # By cat: a file that vanishes under "$(<…)" ends the whole script.
    [[ -s $folder/pid ]] && pid=$(cat "$folder/pid" 2>/dev/null) && grep --quiet --no-messages --text --fixed-strings \
        "$folder/slapd.conf" "/proc/$pid/cmdline" && printf '%s' "$pid"
}

is_running() { pid_here >/dev/null; }

socket_url() {
    local path=${folder//\%/%25}
    path=${path// /%20}
    printf 'ldapi://%s%%2Fsocket' "${path//\//%2F}"
}

write_configuration() {
    local tls='' escaped
    if [[ ${settings[certificate]} != none ]]; then
        tls="TLSCACertificateFile \"$folder/tls/ca.pem\"\\
TLSCertificateFile \"$folder/tls/${settings[certificate]}.pem\"\\
TLSCertificateKeyFile \"$folder/tls/${settings[certificate]}.key\"\\
TLSProtocolMin 3.3"
    fi
    [[ ${settings[require-tls]} == no ]] || tls+=$'\\\nlocalSSF 256\\\nsecurity simple_bind=128'
    tls=${tls//&/\\&}
    escaped=${folder//&/\\&}
    sed -e "s|@FOLDER@|${escaped//|/\\|}|" -e "s|@USER@|$(id -u)|" -e "s|@TLS@|${tls//|/\\|}|" "$support/slapd.conf" \
        >"$folder/slapd.conf"
}

# start_server: on the ports of the settings; where there are none, on free ones, which are then kept.
start_server() {
    local attempt port tls_port chosen
    ((${#folder} < 95)) || fail "the folder's path is too long for a socket in it; name a shorter one"
    write_configuration
    is_loaded || load_directory
    for attempt in 1 2 3 4 5 6 7 8; do
        # Below those that the system gives to outgoing connections, so that a restart finds its port free.
        mapfile -t chosen < <(shuf --input-range=15000-31999 --head-count=2)
        port=${settings[port]} tls_port=${settings[tls-port]}
        ((10#$port > 0)) || port=${chosen[0]}
        ((10#$tls_port > 0)) || tls_port=${chosen[1]}
        if launch "$port" "$tls_port"; then
            settings[port]=$port
            settings[tls-port]=$tls_port
            write_settings
            is_loaded || load_groups
            return
        fi
        grep --quiet 'errno=98' "$folder/log" || break
        [[ ${settings[port]} == 0 || ${settings[tls-port]} == 0 ]] ||
            fail "port $port or $tls_port is taken; name others with --port and --tls-port"
    done
    tail -n 5 "$folder/log" >&2
    fail "slapd did not start; see above and $folder/log (an AppArmor profile for slapd may bar the folder)"
}

# launch PORT TLS-PORT: true once it answers, false when it has ended.
launch() {
    local urls="ldap://127.0.0.1:$1 $(socket_url)" level=stats process
    [[ ${settings[certificate]} == none ]] || urls+=" ldaps://127.0.0.1:$2"
    [[ ${settings[no-log]} == no ]] || level=none
    rm -f "$folder/pid" "$folder/socket"
    # slapd sets aside memory for every descriptor it could have.
    (
        ulimit -S -n 1024
        exec setsid "$slapd" -f "$folder/slapd.conf" -h "$urls" -d "$level" </dev/null >"$folder/log" 2>&1
    ) &
    process=$!
    while kill -0 "$process" 2>/dev/null; do
        if [[ -s $folder/pid ]] && ldapwhoami -x -H "$(socket_url)" >/dev/null 2>&1; then return 0; fi
        sleep 0.01
    done
    return 1
}

# stop_server [SIGNAL]: and wait until it is gone.
stop_server() {
    local pid waited=0
    pid=$(pid_here) || return 0
    kill -"${1-TERM}" "$pid" 2>/dev/null || return 0
    while is_running; do
        ((++waited < 1000)) || kill -KILL "$pid" 2>/dev/null || true
        sleep 0.01
    done
}

# clean_up_at_the_end: of the script, whatever ends it. A signal means the same as the end of the input; it waits until
# a server that is just starting has its pid, by which it is stopped. Who asked may be gone before the answer.
clean_up_at_the_end() {
    ended=false reader=
    trap '' PIPE
    trap 'ended=true; end_reader' INT TERM
    trap 'end_reader; stop_server; rm -rf "$folder"' EXIT
}

end_reader() { [[ -z $reader ]] || kill "$reader" 2>/dev/null || true; }
