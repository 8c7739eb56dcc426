# Part of Scripts/slapd: an authority and the certificates it could show, in $folder/tls.

# make_certificates: ca.pem, and NAME.pem with NAME.key for good, expired, wrong-name and self-signed.
make_certificates() {
    local tls=$folder/tls here='subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1'
    mkdir -p "$tls/issued"
    : >"$tls/issued/index"
    cat >"$tls/authority.conf" <<CONF
[ca]
default_ca = authority
[authority]
database = $tls/issued/index
new_certs_dir = $tls/issued
certificate = $tls/ca.pem
private_key = $tls/ca.key
rand_serial = yes
default_md = sha256
default_days = 3650
policy = names
copy_extensions = copy
[names]
commonName = supplied
[req]
distinguished_name = name
[name]
CONF
    {
        new_certificate ca -x509 -days 3650 -subj '/CN=Authority of Scripts\/slapd' \
            -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
        new_certificate self-signed -x509 -days 3650 -subj /CN=localhost -addext "$here"
        issue good "$here"
        issue expired "$here" -startdate 20200101000000Z -enddate 20200201000000Z
        issue wrong-name subjectAltName=DNS:directory.elsewhere.example
    } >"$tls/made.txt" 2>&1 || fail "openssl can't make the certificates; see $tls/made.txt"
}

# new_certificate NAME OPTIONS...: a key, and a certificate or a request for one.
new_certificate() {
    openssl req -config "$folder/tls/authority.conf" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -keyout "$folder/tls/$1.key" -out "$folder/tls/$1.pem" "${@:2}"
}

# issue NAME SUBJECT OPTIONS...: a certificate of the authority.
issue() {
    new_certificate "$1" -subj "/CN=$1" -addext "$2"
    mv "$folder/tls/$1.pem" "$folder/tls/$1.request"
    openssl ca -config "$folder/tls/authority.conf" -batch -notext -in "$folder/tls/$1.request" \
        -out "$folder/tls/$1.pem" "${@:3}"
}
