package plimsoll.hub.ledger;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.NoteSignature;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.WitnessRequest;
import plimsoll.hub.ledger.Cosigning.Cosigned;
import plimsoll.hub.ledger.Cosigning.SeenOther;
import plimsoll.hub.ledger.PublishedLog.Latest;

/// Takes the newest checkpoint to its witnesses and puts their signatures under it. A witness that does not answer
/// delays nobody but its own signature. A witness that has seen more entries than there are tells that the database
/// went back in time: then nothing is signed any more. For one thread.
public final class GatherCosignatures {
    private static final Logger LOG = LoggerFactory.getLogger(GatherCosignatures.class);

    private final PublishedLog published;
    private final ReadLog read;
    private final PublishCheckpoint publish;
    private final List<Witness> witnesses;
    private final Map<Witness, Long> seen = new HashMap<>();

    /// Asks `witnesses`.
    public GatherCosignatures(
            PublishedLog published, ReadLog read, PublishCheckpoint publish, List<Witness> witnesses) {
        this.published = published;
        this.read = read;
        this.publish = publish;
        this.witnesses = List.copyOf(witnesses);
    }

    /// Asks every witness that has not signed the newest checkpoint yet.
    public void gather() {
        for (var witness : witnesses) {
            var latest = published.latest();
            if (latest.isPresent() && !hasSigned(witness, latest.get().note())) {
                ask(witness, latest.get());
            }
        }
    }

    private void ask(Witness witness, Latest latest) {
        try {
            long older = Math.min(seen.getOrDefault(witness, 0L), latest.size());
            var first = cosign(witness, latest, older);
            var answer = first instanceof SeenOther(var size) && size <= latest.size()
                    ? cosign(witness, latest, size)
                    : first;
            take(witness, latest, answer);
        } catch (IOException e) {
            LOG.warn("the witness {} cannot be asked: {}", name(witness), e.toString());
        }
    }

    private Cosigning cosign(Witness witness, Latest latest, long older) throws IOException {
        return witness.cosign(new WitnessRequest(older, read.consistency(older, latest.size()), latest.note()));
    }

    private void take(Witness witness, Latest latest, Cosigning answer) {
        switch (answer) {
            case Cosigned(var signatures) -> {
                seen.put(witness, latest.size());
                checked(witness, latest.note(), signatures)
                        .ifPresent(note -> published.replace(new Latest(latest.size(), note, latest.at())));
            }
            case SeenOther(var size) -> {
                long now = published.latest().map(Latest::size).orElse(0L);
                if (size > now) {
                    publish.halt(
                            "The witness %s has seen %d entries of this log, and the database has only %d: it is older than what the world has seen."
                                    .formatted(name(witness), size, now));
                }
            }
            case Cosigning.Unreadable _, Cosigning.Untrusted _, Cosigning.UnknownLog _, Cosigning.Refuted _ ->
                LOG.warn("the witness {} does not sign: {}", name(witness), answer);
        }
    }

    private static Optional<SignedNote> checked(Witness witness, SignedNote note, List<NoteSignature> signatures) {
        try {
            var known = signatures.stream()
                    .filter(signature -> witness.keys().stream().anyMatch(signature::claims))
                    .toList();
            new SignedNote(note.text(), known).signedBy(witness.keys());
            return known.isEmpty() ? Optional.empty() : Optional.of(note.with(known));
        } catch (BadEvidence e) {
            LOG.warn("the witness {} signs something else: {}", name(witness), e.reason());
            return Optional.empty();
        }
    }

    private static boolean hasSigned(Witness witness, SignedNote note) {
        return note.signatures().stream()
                .anyMatch(signature -> witness.keys().stream().anyMatch(signature::claims));
    }

    private static String name(Witness witness) {
        return witness.keys().getFirst().name();
    }
}
