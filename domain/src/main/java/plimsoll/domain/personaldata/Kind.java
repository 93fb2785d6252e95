package plimsoll.domain.personaldata;

import java.util.Arrays;
import java.util.Optional;

/// What a finding is. There are fewer than 64, so that a set of them is a `long`.
public enum Kind {
    /// An e-mail address.
    EMAIL("e-mail", "e-mail address", Group.CONTACT),
    /// A telephone number.
    PHONE("phone", "telephone number", Group.CONTACT),
    /// The number of a payment card (ISO/IEC 7812).
    CARD("card", "payment card", Group.PAYMENT),
    /// The number of a bank account (ISO 13616).
    IBAN("iban", "bank account (IBAN)", Group.PAYMENT),
    /// The routing number of a bank in the United States.
    ABA_ROUTING("aba-routing", "US bank routing number", Group.PAYMENT),
    /// An address that crypto-currency is sent to.
    CRYPTO("crypto", "crypto-currency address", Group.PAYMENT),
    /// An address of a machine in the public internet.
    IP_ADDRESS("ip-address", "IP address", Group.NETWORK),
    /// A domain or the address of a page. It seldom is about a person, and counts as nobody's.
    DOMAIN("domain", "web address", Group.WEB),
    /// A social security number of the United States.
    US_SSN("us-ssn", "US social security number", Group.IDENTITY),
    /// A number of a health care provider in the United States.
    US_NPI("us-npi", "US provider number (NPI)", Group.IDENTITY),
    /// A registration of the US Drug Enforcement Administration.
    US_DEA("us-dea", "US medical licence (DEA)", Group.IDENTITY),
    /// A social insurance number of Canada.
    CA_SIN("ca-sin", "Canadian social insurance number", Group.IDENTITY),
    /// A health service number of the United Kingdom.
    UK_NHS("uk-nhs", "UK health service number", Group.IDENTITY),
    /// A national insurance number of the United Kingdom.
    UK_NINO("uk-nino", "UK national insurance number", Group.IDENTITY),
    /// A Spanish NIF or NIE.
    ES_NIF("es-nif", "Spanish NIF or NIE", Group.IDENTITY),
    /// An Italian fiscal code.
    IT_FISCAL_CODE("it-fiscal-code", "Italian fiscal code", Group.IDENTITY),
    /// A personal identity code of Finland.
    FI_HETU("fi-hetu", "Finnish personal identity code", Group.IDENTITY),
    /// A personal identity or organisation number of Sweden.
    SE_PERSONNUMMER("se-personnummer", "Swedish personal identity number", Group.IDENTITY),
    /// A Polish PESEL.
    PL_PESEL("pl-pesel", "Polish PESEL", Group.IDENTITY),
    /// A German tax identification number.
    DE_TAX_ID("de-tax-id", "German tax number", Group.IDENTITY),
    /// A German VAT identification number.
    DE_VAT_ID("de-vat-id", "German VAT number", Group.IDENTITY),
    /// A German identity card or passport.
    DE_ID_CARD("de-id-card", "German identity card or passport", Group.IDENTITY),
    /// A German pension insurance number.
    DE_PENSION("de-pension", "German pension insurance number", Group.IDENTITY),
    /// A German doctor's number.
    DE_LANR("de-lanr", "German doctor's number", Group.IDENTITY),
    /// An Australian business number.
    AU_ABN("au-abn", "Australian business number", Group.IDENTITY),
    /// An Australian company number.
    AU_ACN("au-acn", "Australian company number", Group.IDENTITY),
    /// An Australian tax file number.
    AU_TFN("au-tfn", "Australian tax file number", Group.IDENTITY),
    /// An Australian Medicare number.
    AU_MEDICARE("au-medicare", "Australian Medicare number", Group.IDENTITY),
    /// An Indian Aadhaar.
    IN_AADHAAR("in-aadhaar", "Indian Aadhaar", Group.IDENTITY),
    /// A national identification number of Nigeria.
    NG_NIN("ng-nin", "Nigerian NIN", Group.IDENTITY),
    /// An identity number of South Africa.
    ZA_ID("za-id", "South African identity number", Group.IDENTITY),
    /// A resident or foreign registration number of Korea.
    KR_RRN("kr-rrn", "Korean registration number", Group.IDENTITY),
    /// A national identification number of Thailand.
    TH_ID("th-id", "Thai identity number", Group.IDENTITY),
    /// A national identification number of Turkey.
    TR_ID("tr-id", "Turkish identity number", Group.IDENTITY),
    /// A taxpayer identification number of the Philippines.
    PH_TIN("ph-tin", "Philippine TIN", Group.IDENTITY),
    /// A unique entity number of Singapore.
    SG_UEN("sg-uen", "Singapore UEN", Group.IDENTITY),
    /// Somebody's name.
    NAME("name", "name of a person", Group.PERSON),
    /// Where somebody lives.
    STREET_ADDRESS("street-address", "street address", Group.PERSON);

    /// What kinds have in common.
    public enum Group {
        /// Ways to reach somebody.
        CONTACT,
        /// Ways to pay.
        PAYMENT,
        /// Numbers that a state gives.
        IDENTITY,
        /// Machines.
        NETWORK,
        /// Pages.
        WEB,
        /// What is known by how people write, and only likely.
        PERSON
    }

    private final String word;
    private final String title;
    private final Group group;

    Kind(String word, String title, Group group) {
        this.word = word;
        this.title = title;
        this.group = group;
    }

    /// The word by which reports name it.
    public String word() {
        return word;
    }

    /// What people call one of them.
    public String title() {
        return title;
    }

    /// What it has in common with others.
    public Group group() {
        return group;
    }

    /// The set of just this one. Nobody keeps such a set, so it may change with the order of the kinds.
    @SuppressWarnings("EnumOrdinal")
    long bit() {
        return 1L << ordinal();
    }

    /// The kind of this word.
    public static Optional<Kind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
