package plimsoll.hub.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.FirstWord;
import plimsoll.domain.guard.GuardForm;
import plimsoll.domain.guard.GuardForm.Category;
import plimsoll.domain.guard.GuardForm.Said;
import plimsoll.domain.guard.GuardForm.Speaker;
import plimsoll.domain.guard.GuardScript;
import plimsoll.domain.guard.Hazard;
import plimsoll.domain.guard.Opinion;
import plimsoll.hub.gateway.Question.Form;
import plimsoll.hub.gateway.Question.Manner;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;

/// Asks a model of the Llama Guard family what it makes of a message. Its first token says how likely the message is
/// unsafe; one step more, behind a forced `unsafe`, says by which category.
///
/// Safe for use by any number of threads.
public final class AskGuard implements AutoCloseable {
    /// As many as OpenAI's interface tells.
    private static final int LIKELIEST = 20;
    /// Of the conversation before, so that a guard's context holds it; the last message is judged in parts.
    private static final int BEFORE_CHARACTERS = 6_000;

    private static final int MOST_PARTS = 8;
    private static final int OVERLAP = 200;
    /// Whose turn it is among those who ask the same engine.
    private static final String ASKER = "the guard";

    private final Engines engines;
    private final Seat seat;
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("guard-alarm").daemon().factory());

    /// Which model guards, and how it is asked.
    ///
    /// @param name of the model in the engines
    /// @param categories what it looks for
    /// @param patience how long one judgement may take
    /// @param partCharacters of a message that are judged at once
    /// @param hash of its weights, or of what is known of them
    public record Seat(
            String name,
            GuardForm form,
            List<Category> categories,
            Duration patience,
            int partCharacters,
            Sha256 hash) {
        public Seat {
            categories = List.copyOf(categories);
        }
    }

    /// @param engines among which is the guard's model
    public AskGuard(Engines engines, Seat seat) {
        this.engines = engines;
        this.seat = seat;
    }

    /// What it makes of the last message; of a long one the worst part counts.
    public Opinion about(List<Said> before, Said last) {
        try {
            Optional<Opinion.Given> worst = Optional.empty();
            for (var part : parts(last.text())) {
                var given = judged(talk(before, new Said(last.speaker(), part)));
                if (worst.isEmpty() || given.unsafe() > worst.get().unsafe()) {
                    worst = Optional.of(given);
                }
            }
            return worst.orElseThrow();
        } catch (Unreadable unreadable) {
            return new Opinion.Missing(seat.name(), String.valueOf(unreadable.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Opinion.Missing(seat.name(), "interrupted");
        }
    }

    @Override
    public void close() {
        alarm.shutdownNow();
    }

    private List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int step = seat.partCharacters() - Math.min(OVERLAP, seat.partCharacters() / 4);
        for (int start = 0; parts.isEmpty() || start + OVERLAP < text.length(); start += step) {
            if (parts.size() == MOST_PARTS) {
                // What is left is too long to read in order: its end is what models heed most.
                parts.set(MOST_PARTS - 1, text.substring(text.length() - seat.partCharacters()));
                break;
            }
            parts.add(text.substring(start, Math.min(text.length(), start + seat.partCharacters())));
        }
        return parts;
    }

    /// The message with as much of what was said before as fits; an answer needs a question before it.
    private List<Said> talk(List<Said> before, Said last) {
        var talk = new ArrayList<Said>();
        talk.add(last);
        int left = Math.min(BEFORE_CHARACTERS, seat.partCharacters() * 2);
        for (int i = before.size() - 1; i >= 0 && before.get(i).text().length() <= left; i--) {
            talk.addFirst(before.get(i));
            left -= before.get(i).text().length();
        }
        if (last.speaker() == Speaker.AGENT && talk.size() == 1) {
            var question = before.isEmpty() ? "" : before.getLast().text();
            talk.addFirst(new Said(Speaker.USER, question.substring(Math.max(0, question.length() - left))));
        }
        return talk;
    }

    private Opinion.Given judged(List<Said> talk) throws Unreadable, InterruptedException {
        var script = seat.form().about(talk, seat.categories());
        var first = next(script);
        var unsafe = first.unsafe();
        if (unsafe.isEmpty() && first.pause().isPresent()) {
            script = script.answering(first.pause().get());
            first = next(script);
            unsafe = first.unsafe();
        }
        if (unsafe.isEmpty()) {
            throw new Unreadable("it said neither safe nor unsafe");
        }
        double probability = unsafe.get().probability();
        var codes = codes(script, probability);
        return new Opinion.Given(
                seat.name(), probability, codes, hazards(codes), unsafe.get().bounded(), seat.hash());
    }

    /// The share of each category, read from the number that would follow `unsafe`.
    private Map<String, Double> codes(GuardScript script, double unsafe) throws Unreadable, InterruptedException {
        var numbers = shares(script.answering("unsafe\n" + seat.form().letter()));
        var codes = new TreeMap<String, Double>();
        for (var category : seat.categories()) {
            double share = numbers.getOrDefault(category.code().substring(1), 0.0);
            codes.put(seat.form().taxonomy() + ":" + category.code(), share);
        }
        double sum = codes.values().stream().mapToDouble(Double::doubleValue).sum();
        codes.replaceAll((_, share) -> sum == 0 ? 0 : share / sum * unsafe);
        return codes;
    }

    /// Vocabularies that cut numbers into digits are asked for the second digit too.
    private Map<String, Double> shares(GuardScript script) throws Unreadable, InterruptedException {
        var numbers = next(script).numbers();
        boolean whole = numbers.keySet().stream().anyMatch(number -> number.length() > 1);
        boolean twoDigits =
                seat.categories().stream().anyMatch(each -> each.code().length() > 2);
        double one = numbers.getOrDefault("1", 0.0);
        if (whole || !twoDigits || one == 0) {
            return numbers;
        }
        var digits = next(script.answering("1")).digits();
        if (digits.isEmpty()) {
            return numbers;
        }
        double all = digits.values().stream().mapToDouble(Double::doubleValue).sum();
        var cut = new TreeMap<>(numbers);
        cut.remove("1");
        digits.forEach((digit, share) -> cut.merge("1" + digit, one * share / all, Double::sum));
        return cut;
    }

    private Map<Hazard, Double> hazards(Map<String, Double> codes) {
        var hazards = new EnumMap<Hazard, Double>(Hazard.class);
        codes.forEach((code, share) -> seat.form()
                .hazard(code.substring(code.indexOf(':') + 1))
                .ifPresent(hazard -> hazards.merge(hazard, share, Double::sum)));
        return hazards;
    }

    /// How likely each token is to follow.
    private FirstWord next(GuardScript script) throws Unreadable, InterruptedException {
        return switch (engines.ask(question(script))) {
            case Declined declined -> throw new Unreadable("it did not answer: " + declined.message());
            case Answer answer -> read(answer);
        };
    }

    private FirstWord read(Answer answer) throws Unreadable, InterruptedException {
        var late = alarm.schedule(
                () -> answer.cancel("the guard took too long"), seat.patience().toMillis(), TimeUnit.MILLISECONDS);
        try {
            while (true) {
                switch (answer.next()) {
                    case Word.Said said
                    when said.chance().isPresent() -> {
                        answer.cancel("the first token is enough");
                        return new FirstWord(said.chance().get().likeliest().stream()
                                .map(token -> new FirstWord.Token(token.text(), token.logprob()))
                                .toList());
                    }
                    case Word.Said _ -> {}
                    // The likeliest is that nothing more comes: after the last digit of a number, say.
                    case Word.End end
                    when end.ending() == Word.Ending.STOP -> {
                        return new FirstWord(List.of());
                    }
                    case Word.End end ->
                        throw new Unreadable("it ended without a word (%s)"
                                .formatted(end.ending().name().toLowerCase(Locale.ROOT)));
                    case Word.Withdrawn(var why) -> throw new Unreadable(why.message());
                }
            }
        } finally {
            late.cancel(false);
        }
    }

    private Question question(GuardScript script) {
        return new Question(
                seat.name(),
                new Prompt.Framed(script),
                new Manner(0, 1, 0, 0, 0, Map.of(), LIKELIEST),
                new Form.Free(),
                List.of(),
                OptionalInt.of(1),
                ASKER);
    }

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }
}
