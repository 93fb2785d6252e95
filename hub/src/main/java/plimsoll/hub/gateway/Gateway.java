package plimsoll.hub.gateway;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.guard.Detector;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Step;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.gateway.Question.Message;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.people.RequestQuota;
import plimsoll.hub.people.RequestQuota.Bucket;
import plimsoll.hub.people.RequestQuota.Counts;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance.Entered;
import plimsoll.hub.repositories.Entrance.Moved;
import plimsoll.hub.repositories.Entrance.Refused;

/// The models of this hub, asked under its rules: the gate says who may ask which, a guard judges what is asked and
/// what is answered, and what it stops is kept against whoever asked. A model answers under its repository's name.
///
/// Safe for use by any number of threads.
public final class Gateway {
    /// Half of what an account may ask in five minutes while it is slowed down.
    private static final Counts SLOWED = new Counts(2, 2, 2);

    private static final Declined NOBODY =
            new Declined(Why.NOBODY, "Sign in, or send a token of this hub: Authorization: Bearer hf_...");

    private final Engines engines;
    private final EnterRepository door;
    private final Detector detector;
    private final WatchMisuse watch;
    private final Judged judged;
    private final RequestQuota slowed;
    private final int heldBack;

    /// @param key for the hashes of texts
    /// @param heldBack characters of an answer that are gathered before they are judged
    public Gateway(
            Engines engines,
            EnterRepository door,
            Detector detector,
            WatchMisuse watch,
            Bytes key,
            int heldBack,
            InstantSource clock) {
        this.engines = engines;
        this.door = door;
        this.detector = detector;
        this.watch = watch;
        this.judged = new Judged(key);
        this.slowed = new RequestQuota(SLOWED, clock);
        this.heldBack = heldBack;
    }

    /// The engines as `who` may use them.
    ///
    /// @param onPage whether they ask on the hub's own page, and not by a program
    public Engines of(Recipient who, boolean onPage) {
        return new Counter(who, onPage);
    }

    /// Whether a model of this name answers here, whoever asks.
    public boolean serves(RepoName name) {
        return engines.models().contains(name.toString());
    }

    private final class Counter implements Engines {
        private final Recipient who;
        private final boolean onPage;

        Counter(Recipient who, boolean onPage) {
            this.who = who;
            this.onPage = onPage;
        }

        @Override
        public List<String> models() {
            return engines.models().stream()
                    .filter(name -> refusal(name).isEmpty())
                    .toList();
        }

        @Override
        public Taken ask(Question question) {
            return switch (who) {
                case Stranger _ -> NOBODY;
                case Known known -> {
                    Optional<Taken> declined = declined(known, question.model())
                            .or(() -> stopped(known, question))
                            .map(each -> each);
                    yield declined.orElseGet(() -> guarded(known, question));
                }
            };
        }

        /// Vectors say nothing harmful, so the guard does not judge what they are made of.
        @Override
        public Embedded embed(String model, List<String> texts) {
            return switch (who) {
                case Stranger _ -> NOBODY;
                case Known known -> {
                    Optional<Embedded> declined = declined(known, model).map(each -> each);
                    yield declined.orElseGet(() -> engines.embed(model, texts));
                }
            };
        }

        private Optional<Declined> declined(Known known, String model) {
            var strike = watch.holds(known.name());
            if (known.standing() == Standing.SUSPENDED) {
                return Optional.of(
                        new Declined(Why.SUSPENDED, strike.map(Gateway::told).orElse("This account is suspended.")));
            }
            return refusal(model)
                    .or(() -> strike.filter(each -> each.step() == Step.THROTTLE)
                            .filter(_ -> !slowed.spend(Bucket.API, known, "").allowed())
                            .map(each -> new Declined(Why.THROTTLED, told(each))));
        }

        private Taken guarded(Known known, Question question) {
            return switch (engines.ask(asked(known, question))) {
                case Declined declined -> declined;
                case Answer answer ->
                    new GuardedAnswer(
                            answer,
                            detector,
                            heldBack,
                            (verdict, text) -> watch.saw(
                                    known.name(), question.model(), verdict, judged.hash(known.name(), text), false));
            };
        }

        private Optional<Declined> refusal(String model) {
            var none = new Declined(Why.NO_SUCH_MODEL, "The model '%s' does not exist".formatted(model));
            var name = RepoName.parse(model).filter(_ -> engines.models().contains(model));
            if (name.isEmpty()) {
                return Optional.of(none);
            }
            return switch (door.enter(who, Intent.READ, RepoKind.MODEL, name.get())) {
                case Moved _ -> Optional.of(none);
                case Refused(var why) -> worded(why, none);
                case Entered(var pass) -> worded(pass.admitsToAsk(onPage), none);
            };
        }
    }

    private static Optional<Declined> worded(Admission admission, Declined none) {
        return switch (admission) {
            case Admission.Admitted _ -> Optional.empty();
            case Admission.Unseen _ -> Optional.of(none);
            case Admission.NoDownload(var _, var page) ->
                notAllowed("This model is asked on its page only: /%s/chat".formatted(page));
            case Admission.StepNeeded(var _, var page) ->
                notAllowed("This model is on a condition; see /%s/access".formatted(page));
            case Admission.Recalled(var recall) -> notAllowed(recall.notice());
            case Admission.Suspended _ -> Optional.of(new Declined(Why.SUSPENDED, "This account is suspended."));
            case Admission.ScopeTooSmall _, Admission.RoleTooSmall _, Admission.PartWithheld _ ->
                notAllowed("You may not ask this model.");
        };
    }

    private static Optional<Declined> notAllowed(String message) {
        return Optional.of(new Declined(Why.NOT_ALLOWED, message));
    }

    private static Question asked(Known known, Question question) {
        return new Question(
                question.model(),
                question.prompt(),
                question.manner(),
                question.form(),
                question.stops(),
                question.maxTokens(),
                known.name().key());
    }

    /// What is new in a question is judged; what was judged before is not held against it again, but for the last
    /// message, which is asked now.
    private Optional<Declined> stopped(Known known, Question question) {
        var texts = judgeable(question.prompt());
        for (int i = 0; i < texts.size(); i++) {
            boolean last = i == texts.size() - 1;
            var text = texts.get(i);
            var hash = judged.hash(known.name(), text);
            if (text.isBlank() || (!last && judged.has(hash))) {
                continue;
            }
            var verdict = detector.judge(Side.QUESTION, text);
            boolean retry = judged.isLike(known.name(), text);
            judged.keep(known.name(), hash, text, verdict.blocks());
            watch.saw(known.name(), question.model(), verdict, hash, retry);
            if (verdict.blocks()) {
                return Optional.of(new Declined(
                        Why.GUARDED,
                        "This was not asked: the guard took it for %s. If that is wrong, ask otherwise, or see your inbox."
                                .formatted(String.join(", ", verdict.reasons()))));
            }
        }
        return Optional.empty();
    }

    private static List<String> judgeable(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Text(var text) -> List.of(text);
            case Prompt.Talk(var messages, var _) -> {
                var texts = new ArrayList<String>();
                for (Message message : messages) {
                    if (!message.role().equals("assistant")) {
                        texts.add(message.content());
                    }
                }
                yield texts;
            }
        };
    }

    private static String told(Strike strike) {
        var what = switch (strike.step()) {
            case NOTICE -> "was warned";
            case THROTTLE -> "may ask little";
            case SUSPENSION -> "is suspended";
            case BAR -> "is barred";
        };
        return "This account %s until %s because of what it asked models (%s; rule %s). Why, and how to appeal: /strikes/%s"
                .formatted(what, strike.until(), strike.reasons(), strike.rule(), strike.id());
    }
}
