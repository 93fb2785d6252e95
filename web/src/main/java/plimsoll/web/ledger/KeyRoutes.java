package plimsoll.web.ledger;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.domain.ledger.PemText;
import plimsoll.hub.ledger.LogKeys;
import plimsoll.web.http.Door;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// The keys that check this hub's evidence, at a well-known address. Whoever checks keeps what they saw first: a key
/// learned together with what it checks proves nothing.
public final class KeyRoutes {
    private final String origin;
    private final LogKeys keys;

    /// Tells the public halves of `keys` of the log of this origin.
    public KeyRoutes(String origin, LogKeys keys) {
        this.origin = origin;
        this.keys = keys;
    }

    /// The routes of this room.
    public List<Route> routes() {
        return List.of(Route.of("GET", "/.well-known/plimsoll/keys", Door.OPEN, _ -> keys()));
    }

    private Response keys() {
        var log = new ArrayList<KeyAnswer>();
        keys.signers(origin).forEach(signer -> log.add(KeyAnswer.of(signer.key(), "signs")));
        keys.retired(origin).forEach(key -> log.add(KeyAnswer.of(key, "retired")));
        var witness = keys.witnesses(origin).stream()
                .map(signer -> KeyAnswer.of(signer.key(), "signs"))
                .toList();
        var attestation = keys.attestation().stream()
                .map(KeyPair::getPublic)
                .map(PemText::of)
                .toList();
        return Response.json(new KeysAnswer(origin, log, witness, attestation))
                .with("Cache-Control", "public, max-age=60")
                .with("Access-Control-Allow-Origin", "*");
    }

    private record KeysAnswer(String origin, List<KeyAnswer> log, List<KeyAnswer> witness, List<String> attestation) {}

    private record KeyAnswer(String vkey, String algorithm, String state) {
        static KeyAnswer of(NoteKey key, String state) {
            return new KeyAnswer(key.vkey(), key.algorithm().jdkName(), state);
        }
    }
}
