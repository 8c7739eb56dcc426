/// Words that stand at the top of every published list of stolen passwords, folded. The policy refuses them also with
/// digits and signs around them and when repeated, so the list holds words, not their thousand decorations.
enum CommonPasswords {
    static let words: Set<String> = Set(
        """
        password passwort passw0rd p@ssword p@ssw0rd pa55word motdepasse contrasena senha wachtwoord haslo
        qwerty qwertyuiop qwertz qwertzuiop azerty azertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm yxcvbnm qazwsx qazwsxedc
        1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y zaq12wsx q1w2e3r4 q1w2e3r4t5 qweasd qweasdzxc
        abc abcd abcdef abcdefg abcdefgh abc123 a1b2c3 a1b2c3d4 aa123456 123qwe 123abc
        letmein welcome willkommen bienvenue login admin administrator root superuser superadmin user guest test testing
        changeme changeit default secret topsecret temp temporary initial master access service support helpdesk backup
        iloveyou loveyou lovely love sunshine princess princesa dragon monkey football fussball soccer baseball
        basketball hockey superman batman spiderman starwars pokemon minecraft fortnite naruto
        michael jennifer jessica jordan daniel thomas andrew charlie robert matthew joshua ashley nicole
        hello hallo bonjour hola shadow trustno freedom whatever nothing computer internet samsung google apple iphone
        android windows microsoft facebook linkedin twitter youtube amazon oracle cisco hunter killer ginger pepper
        summer winter spring autumn monday friday january february october november december
        correcthorsebatterystaple correct horse battery staple thisisapassword mypassword ihatepasswords nopassword
        gatehouse keycloak dataiku wallaroo waii mlte
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
