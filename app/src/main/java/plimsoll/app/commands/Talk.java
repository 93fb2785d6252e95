package plimsoll.app.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.app.commands.Voice.Answer;
import plimsoll.engine.batching.Event.FinishReason.Cancelled;
import plimsoll.engine.json.Json;

/// A talk with a model at a terminal. A model without chat template goes on with each line instead.
final class Talk {
    private static final String HELP = """
            /help           this
            /system TEXT    begin anew, telling the model this first
            /clear          begin anew
            /history        show what was said
            /memory         show what the model takes
            /bye            leave; so does Ctrl-D
            \"""             begin and end a text of several lines; a line that ends in \\ goes on as well
            Ctrl-C          stop the answer; while none is given, leave""";

    private final Voice voice;
    private final SamplingOptions sampling;
    private final PrintWriter out;
    private final PrintWriter err;
    private List<Json.Members> messages;
    private Optional<Answer> last = Optional.empty();

    Talk(Voice voice, SamplingOptions sampling, String system, PrintWriter out, PrintWriter err) {
        this.voice = voice;
        this.sampling = sampling;
        this.out = out;
        this.err = err;
        this.messages = beginning(system);
    }

    /// The first messages of a conversation.
    static List<Json.Members> opening(String system, String said) {
        var messages = beginning(system);
        messages.add(message("user", said));
        return messages;
    }

    /// How fast an answer was.
    static String statistics(Voice voice, Answer answer) {
        return String.format(
                Locale.ROOT,
                "%d tokens read, %d written, %.1f tokens/s, first after %.2f s; %s",
                answer.usage().promptTokens(),
                answer.usage().generatedTokens(),
                answer.tokensPerSecond(),
                answer.untilFirst().toNanos() / 1e9,
                voice.model().need(1));
    }

    /// Talks until the input ends or somebody says goodbye.
    void hold(InputStream in) throws IOException, InterruptedException {
        Interrupts.on(() -> {
            if (!voice.stop()) {
                Runtime.getRuntime().halt(130);
            }
        });
        tell("%s. /help tells what you can do.".formatted(voice.description()));
        if (!voice.converses()) {
            tell("This model has no chat template: it goes on with what you write.");
        }
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (var said = next(lines); said != null && !said.equals("/bye"); said = next(lines)) {
            if (said.startsWith("/")) {
                obey(said);
            } else if (!said.isBlank()) {
                answer(said);
            }
        }
    }

    private void answer(String said) throws InterruptedException {
        var asked = new ArrayList<>(messages);
        asked.add(message("user", said));
        try {
            var tokens = voice.converses() ? voice.conversation(asked) : voice.continuation(said);
            var answer = voice.answer(sampling.request(tokens), piece -> {
                out.print(piece);
                out.flush();
            });
            out.println();
            out.flush();
            tell("[%s%s]"
                    .formatted(answer.reason() instanceof Cancelled ? "stopped; " : "", statistics(voice, answer)));
            last = Optional.of(answer);
            asked.add(message("assistant", answer.text()));
            messages = asked;
        } catch (NotAnswered refused) {
            tell(String.valueOf(refused.getMessage()));
        }
    }

    private void obey(String order) {
        var words = order.split("\\s+", 2);
        switch (words[0]) {
            case "/help" -> tell(HELP);
            case "/clear" -> messages = beginning(system());
            case "/system" -> messages = beginning(words.length > 1 ? words[1] : "");
            case "/history" ->
                messages.forEach(message -> tell("%s: %s"
                        .formatted(
                                message.text("role").orElse(""),
                                message.text("content").orElse(""))));
            case "/memory" -> {
                tell(voice.model().need(1).toString());
                last.ifPresent(answer -> tell(statistics(voice, answer)));
            }
            default -> tell("There is no %s; /help tells what there is.".formatted(words[0]));
        }
    }

    private String system() {
        return messages.stream()
                .filter(message -> message.text("role").orElse("").equals("system"))
                .flatMap(message -> message.text("content").stream())
                .findFirst()
                .orElse("");
    }

    private @Nullable String next(BufferedReader lines) throws IOException {
        prompt(">>> ");
        var line = lines.readLine();
        if (line == null) {
            return null;
        }
        var text = new StringBuilder(line);
        if (line.strip().startsWith("\"\"\"")) {
            text = new StringBuilder(line.strip().substring(3));
            while (!text.toString().endsWith("\"\"\"")) {
                prompt("... ");
                var more = lines.readLine();
                if (more == null) {
                    return text.toString();
                }
                text.append('\n').append(more);
            }
            return text.substring(0, text.length() - 3).strip();
        }
        while (text.toString().endsWith("\\")) {
            prompt("... ");
            var more = lines.readLine();
            text.setLength(text.length() - 1);
            text.append('\n').append(more == null ? "" : more);
        }
        return text.toString();
    }

    private void prompt(String sign) {
        err.print(sign);
        err.flush();
    }

    private void tell(String line) {
        err.println(line);
        err.flush();
    }

    private static List<Json.Members> beginning(String system) {
        var messages = new ArrayList<Json.Members>();
        if (!system.isEmpty()) {
            messages.add(message("system", system));
        }
        return messages;
    }

    /// One message, as chat templates take it.
    static Json.Members message(String role, String content) {
        var members = new LinkedHashMap<String, Json>();
        members.put("role", new Json.Text(role));
        members.put("content", new Json.Text(content));
        return new Json.Members(members);
    }
}
