# Part of Scripts/slapd: the folder, its settings, and the entries it begins with.

support=$root/Scripts/support/slapd
base=dc=example,dc=org

# What can be set, and the value of each in a new folder. Port 0 is replaced by a free one.
declare -A settings=([port]=0 [tls-port]=0 [certificate]=good [require-tls]=no [users]=0 [no-log]=no)

# The settings are also the mark by which a folder is known as ours.
is_ours() { [[ -f $folder/settings ]]; }
is_loaded() { [[ -f $folder/db/complete ]]; }

read_settings() {
    local name value
    is_ours || return 0
    while read -r name value; do settings[$name]=$value; done <"$folder/settings"
}

write_settings() {
    local name
    for name in "${!settings[@]}"; do echo "$name ${settings[$name]}"; done >"$folder/settings"
}

# take_options --NAME VALUE...: what was asked for now wins over what was set before.
take_options() {
    while (($# > 0)); do
        case "$1" in
            --port | --tls-port)
                [[ $2 =~ ^[0-9]{1,5}$ ]] && ((10#$2 < 65536)) || usage_error "$1 is a number up to 65535, not '$2'"
                ;;
            --certificate)
                [[ $2 =~ ^(good|expired|wrong-name|self-signed|none)$ ]] || usage_error "--certificate knows no '$2'"
                ;;
            --users)
                [[ $2 =~ ^[0-9]{1,7}$ ]] || usage_error "--users is a number up to 9999999, not '$2'"
                [[ $verb == reset ]] || ! is_loaded || usage_error "the folder has its users; take reset for others"
                ;;
        esac
        settings[${1#--}]=$2
        shift 2
    done
}

claim_folder() {
    is_ours && return
    [[ ! -e $folder || (-d $folder && -z $(ls -A "$folder")) ]] || fail "$folder is not empty; name a new folder"
    mkdir -p "$folder"
    chmod 700 "$folder"
}

fill_folder() {
    local account
    is_ours && return
    make_certificates
    for account in admin reader blind limited; do printf '%s' "$account-secret" >"$folder/$account.password"; done
    write_settings
}

# load_directory: everything but the groups, while the server is down.
load_directory() {
    rm -rf "$folder/db"
    mkdir "$folder/db"
    local name
    {
        for name in tree policies people hard-names; do
            cat "$support/$name.ldif"
            echo
        done
        if ((10#${settings[users]} > 0)); then python3 "$support/many.py" "${settings[users]}"; fi
    } | "$slapadd" -q -f "$folder/slapd.conf" >"$folder/load.txt" 2>&1 ||
        fail "slapadd can't load the entries; see $folder/load.txt"
}

# load_groups: through the running server, whose overlay then writes memberOf.
load_groups() {
    ldapmodify -a -x -H "$(socket_url)" -D "cn=admin,$base" -y "$folder/admin.password" -f "$support/groups.ldif" \
        >"$folder/load.txt" 2>&1 || fail "the groups can't be added; see $folder/load.txt"
    : >"$folder/db/complete"
}
