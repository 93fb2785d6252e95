package plimsoll.hub.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.guard.GuardForm.Said;
import plimsoll.domain.guard.GuardForm.Speaker;
import plimsoll.domain.guard.Side;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.CanonicalJson;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.gateway.KeepTexts.Opened;
import plimsoll.hub.gateway.KeepTexts.Outcome;
import plimsoll.hub.gateway.Receipts.Line;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance.Entered;

/// Shares conversations with a model by an address that nobody guesses. A share is a copy that does not change; it
/// tells nobody whose it was; it shows only what the model said, by its receipts, and what the guard lets pass now;
/// and it goes when its account, the model's publisher or a recall says so.
///
/// Safe for use by any number of threads.
public final class ShareChat {
    /// Turns of a conversation that is shared.
    public static final int MOST_TURNS = 200;

    private final KeepTexts texts;
    private final ChatSharing sharing;
    private final Receipts receipts;
    private final Guard guard;
    private final EnterRepository door;

    /// Over what these keep.
    public ShareChat(KeepTexts texts, ChatSharing sharing, Receipts receipts, Guard guard, EnterRepository door) {
        this.texts = texts;
        this.sharing = sharing;
        this.receipts = receipts;
        this.guard = guard;
        this.door = door;
    }

    /// One turn.
    ///
    /// @param receipt of an answer; empty for what a person wrote
    public record Turn(Line line, String receipt) {}

    /// Whether conversations with this model may be shared.
    public boolean isAllowed(Repository model) {
        return sharing.isAllowed(model.id());
    }

    /// Shares a conversation.
    public Outcome share(Known who, Repository model, List<Turn> turns) {
        if (who.standing() == Standing.SUSPENDED) {
            return new Outcome.Refused("This account is suspended.");
        }
        if (!sharing.isAllowed(model.id())) {
            return new Outcome.Refused("The publisher of this model does not let conversations be shared.");
        }
        if (turns.isEmpty() || turns.size() > MOST_TURNS) {
            return new Outcome.Refused("A conversation to share has 1 to %d turns.".formatted(MOST_TURNS));
        }
        var name = model.name().toString();
        var before = new ArrayList<Line>();
        var talk = new ArrayList<Said>();
        for (var turn : turns) {
            var line = turn.line();
            boolean answer = line.role().equals("assistant");
            if (answer && !receipts.isOf(who.name(), name, before, line.content(), turn.receipt())) {
                return new Outcome.Refused(
                        "Only what the model said here, in this order, can be shared; begin the conversation anew.");
            }
            if (guard.judge(name, answer ? Side.ANSWER : Side.QUESTION, talk, line.content())
                    .stops()) {
                return new Outcome.Refused("The guard does not let this conversation pass.");
            }
            before.add(line);
            talk.add(new Said(answer ? Speaker.AGENT : Speaker.USER, line.content()));
        }
        var said = before.stream()
                .map(line -> Map.of("role", line.role(), "content", line.content()))
                .toList();
        return texts.share(who.name(), name, CanonicalJson.of(Map.of("turns", said)));
    }

    /// A shared conversation, for whoever has its address and may know of the model.
    public Optional<Opened> find(Recipient who, String id) {
        return texts.shared(id)
                .filter(shared -> RepoName.parse(shared.model())
                        .filter(name -> isShown(who, name))
                        .isPresent());
    }

    private boolean isShown(Recipient who, RepoName name) {
        return door.enter(who, Intent.READ, RepoKind.MODEL, name) instanceof Entered(var pass)
                && sharing.isAllowed(pass.repository().id())
                && pass.release().recalled().isEmpty();
    }
}
