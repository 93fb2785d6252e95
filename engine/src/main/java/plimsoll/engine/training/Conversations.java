package plimsoll.engine.training;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plimsoll.engine.Dialogue;
import plimsoll.engine.chat.TemplateRefused;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;
import plimsoll.engine.tokenizer.TextTooLong;

/// Turns conversations, a JSON object with `messages` on each line, into samples. What the assistant says is to be
/// learned, with the token that ends it; the template tells where that is, whatever its form.
final class Conversations {
    /// A line of this length is no conversation.
    private static final int MOST_CHARACTERS = 4 << 20;

    private static final long MOST_TOKENS = 1L << 30;

    /// Data tells no date; a template that asks gets always the same.
    private static final LocalDateTime DATE = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Dialogue dialogue;
    private final int longest;

    /// @param longest tokens of the longest sample that is allowed
    Conversations(Dialogue dialogue, int longest) {
        this.dialogue = dialogue;
        this.longest = longest;
    }

    /// Reads files one after the other.
    ///
    /// @throws TrainingRefused when there is nothing in them, or a line is no such conversation; it names the line
    List<Sample> read(List<Path> files) throws IOException {
        var samples = new ArrayList<Sample>();
        long tokens = 0;
        for (var file : files) {
            int number = 0;
            try (var reader = Files.newBufferedReader(file)) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    number++;
                    if (line.isBlank()) {
                        continue;
                    }
                    samples.add(sample(line));
                    tokens += samples.getLast().length();
                    if (tokens > MOST_TOKENS) {
                        throw new TrainingRefused("there are more than 2^30 tokens of data");
                    }
                }
            } catch (CharacterCodingException _) {
                throw new TrainingRefused("%s is not UTF-8 beyond line %d".formatted(file, number));
            } catch (MalformedJson | TrainingRefused | TemplateRefused | TextTooLong wrong) {
                throw new TrainingRefused("%s, line %d: %s".formatted(file, number, wrong.getMessage()));
            }
        }
        if (samples.isEmpty()) {
            throw new TrainingRefused("there is no conversation in " + files);
        }
        return samples;
    }

    private Sample sample(String line) throws IOException, TemplateRefused {
        if (line.length() > MOST_CHARACTERS) {
            throw new TrainingRefused("longer than 4 Mi characters");
        }
        var messages = messages(JsonReader.read(line));
        int[] all = tokens(messages, false);
        var answers = new boolean[all.length];
        boolean any = false;
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).text("role").orElseThrow().equals("assistant")) {
                int from = begin(tokens(messages.subList(0, i), true), all);
                int to = i == messages.size() - 1 ? all.length : begin(tokens(messages.subList(0, i + 1), false), all);
                Arrays.fill(answers, from, to, true);
                any = true;
            }
        }
        if (!any) {
            throw new TrainingRefused("the assistant says nothing");
        }
        if (all.length > longest) {
            throw new TrainingRefused("%d tokens, where %d are allowed".formatted(all.length, longest));
        }
        return new Sample(all, answers);
    }

    private static List<Json.Members> messages(Json line) throws TrainingRefused {
        if (!(line instanceof Json.Members members)
                || !(members.get("messages").orElse(new Json.Nothing()) instanceof Json.Items(var items))) {
            throw new TrainingRefused("no object with an array \"messages\"");
        }
        var messages = new ArrayList<Json.Members>();
        for (var item : items) {
            if (!(item instanceof Json.Members message)
                    || message.text("role").isEmpty()
                    || message.text("content").isEmpty()) {
                throw new TrainingRefused("a message without the texts \"role\" and \"content\"");
            }
            messages.add(message);
        }
        return messages;
    }

    private static int begin(int[] before, int[] all) throws TrainingRefused {
        if (before.length > all.length || !Arrays.equals(before, 0, before.length, all, 0, before.length)) {
            throw new TrainingRefused("the chat template writes what came before differently once an answer follows");
        }
        return before.length;
    }

    private int[] tokens(List<Json.Members> messages, boolean question) throws TemplateRefused {
        var tokens = question ? dialogue.prompt(messages, List.of(), DATE) : dialogue.transcript(messages, DATE);
        return tokens.toArray();
    }
}
