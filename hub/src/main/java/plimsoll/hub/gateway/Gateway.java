package plimsoll.hub.gateway;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.guard.GuardForm;
import plimsoll.domain.guard.Leak;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Step;
import plimsoll.domain.guard.Verdict;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.content.Holder;
import plimsoll.hub.gateway.JudgeQuestion.Outcomes.Asked;
import plimsoll.hub.gateway.JudgeQuestion.Outcomes.Stopped;
import plimsoll.hub.gateway.MeterUse.Over;
import plimsoll.hub.gateway.MeterUse.Ticket;
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
import plimsoll.hub.repositories.TicketHolders;

/// The models of this hub, asked under its rules: the gate says who may ask which, a guard judges what is asked and
/// what is answered, and what it stops is kept against whoever asked. A model answers under its repository's name.
///
/// Safe for use by any number of threads.
public final class Gateway {
    /// Half of what an account may ask in five minutes while it is slowed down.
    private static final Counts SLOWED = new Counts(2, 2, 2);

    /// Of English, about; only for answers that were given up.
    private static final int TOKEN_CHARACTERS = 4;

    private static final Declined NOBODY =
            new Declined(Why.NOBODY, "Sign in, or send a token of this hub: Authorization: Bearer hf_...");

    private static final Declined SIGNED_OUT =
            new Declined(Why.NOBODY, "The token or the session that asked this has ended.");

    private final Engines engines;
    private final EnterRepository door;
    private final Guard guard;
    private final WatchMisuse watch;
    private final Judged judged;
    private final JudgeQuestion judge;
    private final RequestQuota slowed;
    private final MeterUse meter;
    private final KeepTexts keep;
    private final WatchAnswers answers;
    private final TicketHolders holders;
    private final int heldBack;

    /// @param answers watches over those that are on their way
    /// @param holders knows who somebody is today
    /// @param key for the hashes of texts
    /// @param heldBack characters of an answer that are gathered before they are judged
    public Gateway(
            Engines engines,
            EnterRepository door,
            Guard guard,
            WatchMisuse watch,
            MeterUse meter,
            KeepTexts keep,
            WatchAnswers answers,
            TicketHolders holders,
            Bytes key,
            int heldBack,
            InstantSource clock) {
        this.engines = engines;
        this.door = door;
        this.guard = guard;
        this.watch = watch;
        this.meter = meter;
        this.keep = keep;
        this.answers = answers;
        this.holders = holders;
        this.judged = new Judged(key);
        this.judge = new JudgeQuestion(guard, judged, watch);
        this.slowed = new RequestQuota(SLOWED, clock);
        this.heldBack = heldBack;
    }

    /// The engines as `who` may use them.
    ///
    /// @param holder the same with what names the token or session they came with; asked about again by it
    /// @param onPage whether they ask on the hub's own page, and not by a program
    /// @param credential what names the token they came with; empty for none
    public Engines of(Recipient who, Holder holder, boolean onPage, String credential) {
        return new Counter(who, holder, onPage, credential);
    }

    /// Whether a model of this name answers here, whoever asks.
    public boolean serves(RepoName name) {
        return engines.models().contains(name.toString());
    }

    /// Whether the answers of a model carry a mark.
    public boolean marks(RepoName name) {
        return engines.marks(name.toString());
    }

    private final class Counter implements Engines {
        private final Recipient who;
        private final Holder holder;
        private final boolean onPage;
        private final String credential;

        Counter(Recipient who, Holder holder, boolean onPage, String credential) {
            this.who = who;
            this.holder = holder;
            this.onPage = onPage;
            this.credential = credential;
        }

        @Override
        public List<String> models() {
            return engines.models().stream()
                    .filter(name -> refusal(who, name).isEmpty())
                    .toList();
        }

        @Override
        public Taken ask(Question question) {
            return switch (who) {
                case Stranger _ -> NOBODY;
                case Known known -> {
                    Optional<Taken> declined = declined(known, question.model()).map(each -> each);
                    yield declined.orElseGet(() -> metered(known, question));
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
                    yield declined.orElseGet(() -> embedded(known, model, texts));
                }
            };
        }

        /// Free of tokens; whoever may ask a model may ask what it wrote.
        @Override
        public Detected detect(String model, String text) {
            return switch (who) {
                case Stranger _ -> NOBODY;
                case Known known -> {
                    Optional<Detected> declined = declined(known, model).map(each -> each);
                    yield declined.orElseGet(() -> engines.detect(model, text));
                }
            };
        }

        @Override
        public boolean marks(String model) {
            return refusal(who, model).isEmpty() && engines.marks(model);
        }

        private Embedded embedded(Known known, String model, List<String> texts) {
            return switch (meter.enter(known, credential, model)) {
                case Over(var why) -> why;
                case Ticket ticket -> {
                    try {
                        var embedded = engines.embed(model, texts);
                        if (embedded instanceof Embedded.Vectors vectors) {
                            ticket.close(new Word.Count(vectors.tokens(), 0, 0));
                        }
                        yield embedded;
                    } finally {
                        ticket.returned();
                    }
                }
            };
        }

        private Optional<Declined> declined(Known known, String model) {
            var strike = watch.holds(known.name());
            if (known.standing() == Standing.SUSPENDED) {
                return Optional.of(
                        new Declined(Why.SUSPENDED, strike.map(Gateway::told).orElse("This account is suspended.")));
            }
            return refusal(known, model)
                    .or(() -> strike.filter(each -> each.step() == Step.THROTTLE)
                            .filter(_ -> !slowed.spend(Bucket.API, known, "").allowed())
                            .map(each -> new Declined(Why.THROTTLED, told(each))));
        }

        private Taken metered(Known known, Question question) {
            return switch (meter.enter(known, credential, question.model())) {
                case Over(var why) -> why;
                case Ticket ticket -> {
                    boolean asked = false;
                    try {
                        var taken = judged(known, question);
                        asked = taken instanceof Answer;
                        yield taken instanceof Answer answer
                                ? watched(known, question, new MeteredAnswer(answer, ticket, tokens(question)))
                                : taken;
                    } finally {
                        if (!asked) {
                            ticket.returned();
                        }
                    }
                }
            };
        }

        private static int tokens(Question question) {
            return question.prompt().characters() / TOKEN_CHARACTERS;
        }

        private Answer watched(Known known, Question question, Answer answer) {
            return answers.over(answer, () -> ended(known, question.model()));
        }

        /// Why whoever was let in before may not ask any more; nothing while they may.
        private Optional<Declined> ended(Known known, String model) {
            return switch (holders.today(holder)) {
                case Known today -> refusal(today, model);
                case Stranger _ ->
                    Optional.of(
                            holders.today(new Holder(known.name().text(), "")) instanceof Known
                                    ? SIGNED_OUT
                                    : suspended(known));
            };
        }

        private Declined suspended(Known known) {
            var strike =
                    watch.holds(known.name()).filter(each -> each.step() == Step.SUSPENSION || each.step() == Step.BAR);
            return new Declined(Why.SUSPENDED, strike.map(Gateway::told).orElse("This account is suspended."));
        }

        private Taken judged(Known known, Question question) {
            return switch (judge.judge(known.name(), question.model(), question.prompt())) {
                case Stopped(var why) -> {
                    meter.stopped(known, credential, question.model());
                    exchanged(known, question, "", "STOPPED");
                    yield why;
                }
                case Asked(var prompt, var talk) ->
                    recorded(
                            known,
                            question,
                            guarded(known, question.asking(prompt, known.name().key()), talk));
            };
        }

        private Taken recorded(Known known, Question question, Taken taken) {
            return taken instanceof Answer answer && keep.retention().isPresent()
                    ? new RecordedAnswer(answer, (text, ending) -> exchanged(known, question, text, ending))
                    : taken;
        }

        private void exchanged(Known known, Question question, String text, String ending) {
            if (keep.retention().isPresent()) {
                keep.exchanged(known.name(), question.model(), Exchange.of(question.prompt(), text, ending));
            }
        }

        private Taken guarded(Known known, Question question, List<GuardForm.Said> talk) {
            var leak = new Leak(question.prompt().told());
            return switch (engines.ask(question)) {
                case Declined declined -> declined;
                case Answer answer ->
                    new GuardedAnswer(
                            answer,
                            text -> {
                                var verdict = guard.judge(question.model(), Side.ANSWER, talk, text);
                                return leak.isIn(text) ? verdict.with(Leak.SIGN) : verdict;
                            },
                            heldBack,
                            (verdict, text) -> keep(known, question.model(), verdict, text));
            };
        }

        /// What was said is not judged again when it comes back as part of the conversation.
        private void keep(Known known, String model, Verdict verdict, String text) {
            var hash = judged.hash(known.name(), Side.ANSWER, text);
            if (verdict.stops() || verdict.signs().contains(Leak.SIGN)) {
                watch.saw(known.name(), model, verdict, hash, false);
            }
            if (!verdict.stops()) {
                judged.keep(known.name(), hash, text, verdict);
            }
        }

        private Optional<Declined> refusal(Recipient asker, String model) {
            var none = new Declined(Why.NO_SUCH_MODEL, "The model '%s' does not exist".formatted(model));
            var name = RepoName.parse(model).filter(_ -> engines.models().contains(model));
            if (name.isEmpty()) {
                return Optional.of(none);
            }
            return switch (door.enter(asker, Intent.READ, RepoKind.MODEL, name.get())) {
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
