/// What Plimsoll does.
module plimsoll.hub {
    requires static transitive org.jspecify;
    requires transitive plimsoll.domain;
    requires transitive plimsoll.weights;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires org.snakeyaml.engine;

    exports plimsoll.hub.attestation;
    exports plimsoll.hub.content;
    exports plimsoll.hub.gateway;
    exports plimsoll.hub.incident;
    exports plimsoll.hub.inspection;
    exports plimsoll.hub.jobs;
    exports plimsoll.hub.ledger;
    exports plimsoll.hub.line;
    exports plimsoll.hub.people;
    exports plimsoll.hub.personaldata;
    exports plimsoll.hub.release;
    exports plimsoll.hub.repositories;
    exports plimsoll.hub.xet;
}
