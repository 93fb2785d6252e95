/// What is true: needs nothing but the JDK.
module plimsoll.domain {
    requires static transitive org.jspecify;

    exports plimsoll.domain.arena;
    exports plimsoll.domain.attestation;
    exports plimsoll.domain.budget;
    exports plimsoll.domain.content;
    exports plimsoll.domain.guard;
    exports plimsoll.domain.identity;
    exports plimsoll.domain.incident;
    exports plimsoll.domain.ledger;
    exports plimsoll.domain.line;
    exports plimsoll.domain.openness;
    exports plimsoll.domain.personaldata;
    exports plimsoll.domain.release;
    exports plimsoll.domain.repository;
    exports plimsoll.domain.xet;
}
