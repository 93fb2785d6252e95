package plimsoll.domain.personaldata;

import java.util.HashMap;
import java.util.Map;

/// Words that tell what a number near them is, and what a column of that name holds.
final class ContextWords {
    static final WordTable TABLE;

    private static final Map<Kind, String> WORDS = Map.ofEntries(
            Map.entry(
                    Kind.PHONE,
                    "phone phones telephone tel telephones call calls called caller calling dial dialed dialled ring fax "
                            + "mobile cell cellphone cellular landline office desk contact hotline helpline sms text texted "
                            + "whatsapp message messages voicemail answer answering registered extension pager reach "
                            + "telefon telefonnummer rufnummer handy mobil mobilnummer festnetz téléphone téléphoner "
                            + "appeler appelez portable fixe teléfono llamar llame móvil celular telefono cellulare "
                            + "chiamare chiama telefone ligar telemóvel telefoon bellen mobiel puhelin puh soita ring "
                            + "mobiltelefon telefonu komórka zadzwoń телефон звоните 電話 电话 手机 전화 휴대폰"),
            Map.entry(
                    Kind.CARD,
                    "card cards creditcard credit debit visa mastercard amex american diners discover jcb maestro pan "
                            + "ccnum cardnumber kreditkarte karte carte bancaire tarjeta carta cartão creditcardnumber"),
            Map.entry(Kind.IBAN, "iban account konto"),
            Map.entry(Kind.ABA_ROUTING, "aba routing rtn bank transit"),
            Map.entry(Kind.CRYPTO, "bitcoin btc wallet crypto"),
            Map.entry(Kind.IP_ADDRESS, "ip ipv address addr host server client visitor remote login gateway"),
            Map.entry(Kind.US_SSN, "ssn ssns social security socialsecurity"),
            Map.entry(Kind.US_NPI, "npi"),
            Map.entry(Kind.US_DEA, "dea prescriber practitioner"),
            Map.entry(Kind.CA_SIN, "sin sins"),
            Map.entry(Kind.UK_NHS, "nhs"),
            Map.entry(Kind.UK_NINO, "nino insurance"),
            Map.entry(Kind.ES_NIF, "nif nie dni documento identidad"),
            Map.entry(Kind.IT_FISCAL_CODE, "fiscale fiscal codice"),
            Map.entry(Kind.FI_HETU, "hetu henkilötunnus personbeteckning"),
            Map.entry(Kind.SE_PERSONNUMMER, "personnummer organisationsnummer orgnummer samordningsnummer orgnr"),
            Map.entry(Kind.PL_PESEL, "pesel"),
            Map.entry(
                    Kind.DE_TAX_ID,
                    "steuer steuerid steuernummer steueridentifikationsnummer steuerliche identifikationsnummer idnr tin"),
            Map.entry(Kind.DE_VAT_ID, "ust ustid umsatzsteuer vat mwst"),
            Map.entry(Kind.DE_ID_CARD, "personalausweis ausweis ausweisnummer reisepass passport pass passnummer"),
            Map.entry(
                    Kind.DE_PENSION,
                    "rentenversicherung rentenversicherungsnummer sozialversicherungsnummer versicherungsnummer svnr"),
            Map.entry(Kind.DE_LANR, "lanr arztnummer vertragsarztnummer"),
            Map.entry(Kind.AU_ABN, "abn"),
            Map.entry(Kind.AU_ACN, "acn"),
            Map.entry(Kind.AU_TFN, "tfn tax file"),
            Map.entry(Kind.AU_MEDICARE, "medicare"),
            Map.entry(Kind.IN_AADHAAR, "aadhaar aadhar uidai uid"),
            Map.entry(Kind.NG_NIN, "nin nigeria nigerian"),
            Map.entry(Kind.ZA_ID, "identity id rsa said"),
            Map.entry(Kind.KR_RRN, "rrn 주민등록번호 외국인등록번호"),
            Map.entry(Kind.TH_ID, "thai thailand citizen เลขประจำตัวประชาชน"),
            Map.entry(Kind.TR_ID, "tckn tc kimlik vatandaşlık"),
            Map.entry(Kind.PH_TIN, "tin taxpayer"),
            Map.entry(Kind.SG_UEN, "uen"),
            Map.entry(Kind.NAME, "name firstname lastname surname fullname vorname nachname nom prénom nombre"));

    static {
        var table = new HashMap<String, Long>();
        WORDS.forEach((kind, words) -> {
            for (var word : words.split(" ", -1)) {
                table.merge(word, kind.bit(), (one, other) -> one | other);
            }
        });
        TABLE = WordTable.of(table);
    }

    private ContextWords() {}

    /// The kinds that the name of a column or key speaks of, as in `phone_number` or `creditCard`.
    static long hints(String column) {
        long kinds = 0;
        var text = column.toCharArray();
        int start = 0;
        for (int i = 0; i <= text.length; i++) {
            boolean letter = i < text.length && Window.isLetter(text[i]);
            boolean hump = letter && i > start && Character.isUpperCase(text[i]) && Character.isLowerCase(text[i - 1]);
            if (!letter || hump) {
                kinds |= TABLE.of(text, start, i);
                start = hump ? i : i + 1;
            }
        }
        return kinds;
    }
}
