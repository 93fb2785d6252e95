package plimsoll.backends.remoteengine;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;
import plimsoll.hub.gateway.Taken;
import plimsoll.hub.gateway.Word;
import plimsoll.hub.gateway.Word.Call;
import plimsoll.hub.gateway.Word.Count;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;

/// An answer as it comes over the network, event by event. A stream that breaks, or ends without saying that it did, is
/// a failure: what came of it was said, and no other server is asked.
final class RemoteAnswer implements Taken.Answer {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";
    /// No server's event is longer.
    private static final int MOST_EVENT = 1 << 20;

    private final Stream<String> lines;
    private final Iterator<String> next;
    private final boolean chat;
    private final Runnable left;
    private final Runnable failed;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SequencedMap<Long, Call> calls = new LinkedHashMap<>();
    private Ending ending = Ending.FAILED;
    private Count count = new Count(0, 0, 0);
    private volatile boolean cancelled;
    private volatile boolean late;
    // Of System.nanoTime; 0 while nobody waits.
    private volatile long waitingSince;

    /// @param left is told once, when nothing more is read
    /// @param failed is told when the stream broke
    RemoteAnswer(Stream<String> lines, boolean chat, Runnable left, Runnable failed) {
        this.lines = lines;
        this.next = lines.iterator();
        this.chat = chat;
        this.left = left;
        this.failed = failed;
    }

    @Override
    public Word next() {
        try {
            while (!cancelled && !late && hasNext()) {
                var line = next.next();
                if (!line.startsWith(DATA) || line.length() > MOST_EVENT) {
                    continue;
                }
                var event = line.substring(DATA.length()).strip();
                if (event.equals(DONE)) {
                    return end(ending);
                }
                var said = said(JsonReader.read(event));
                if (said.isPresent()) {
                    return said.get();
                }
            }
        } catch (UncheckedIOException | MalformedJson broken) {
            ending = Ending.FAILED;
        }
        if (cancelled) {
            return end(Ending.CANCELLED);
        }
        if (late) {
            ending = Ending.FAILED;
        }
        // Servers that end without a last word have said why already.
        if (ending == Ending.FAILED) {
            failed.run();
        }
        return end(ending);
    }

    private boolean hasNext() {
        waitingSince = System.nanoTime() | 1;
        try {
            return next.hasNext();
        } finally {
            waitingSince = 0;
        }
    }

    /// Ends it when its reader has waited too long for the server's next word: then it has failed.
    void expire(Duration patience) {
        long since = waitingSince;
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
            late = true;
            lines.close();
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void cancel(String why) {
        cancelled = true;
        close();
    }

    private End end(Ending how) {
        close();
        var made = List.copyOf(calls.values());
        return new End(how == Ending.STOP && !made.isEmpty() ? Ending.CALLS : how, "", made, count);
    }

    private void close() {
        if (closed.compareAndSet(false, true)) {
            lines.close();
            left.run();
        }
    }

    private Optional<Word> said(Json event) {
        if (!(event instanceof Json.Members chunk)) {
            return Optional.empty();
        }
        chunk.get("usage").ifPresent(this::count);
        if (chunk.get("error").isPresent()) {
            ending = Ending.FAILED;
            return Optional.empty();
        }
        if (!(chunk.get("choices").orElse(new Json.Nothing()) instanceof Json.Items(var choices))
                || choices.isEmpty()
                || !(choices.getFirst() instanceof Json.Members choice)) {
            return Optional.empty();
        }
        choice.text("finish_reason").ifPresent(reason -> ending = ending(reason));
        var delta = chat && choice.get("delta").orElse(choice) instanceof Json.Members members ? members : choice;
        delta.get("tool_calls").ifPresent(this::call);
        return delta.text(chat ? "content" : "text")
                .map(text -> new Said(text, Chances.of(choice)))
                .filter(said -> !said.text().isEmpty() || said.chance().isPresent())
                .map(said -> said);
    }

    private void call(Json parts) {
        if (!(parts instanceof Json.Items(var items))) {
            return;
        }
        for (var item : items) {
            if (item instanceof Json.Members part
                    && part.get("function").orElse(part) instanceof Json.Members function) {
                long index =
                        part.get("index").orElse(new Json.Whole(calls.size())) instanceof Json.Whole(var at) ? at : 0;
                var before = calls.getOrDefault(index, new Call("", ""));
                calls.put(
                        index,
                        new Call(
                                before.name() + function.text("name").orElse(""),
                                before.arguments() + function.text("arguments").orElse("")));
            }
        }
    }

    private void count(Json usage) {
        if (usage instanceof Json.Members members) {
            count = new Count(number(members, "prompt_tokens"), 0, number(members, "completion_tokens"));
        }
    }

    private static int number(Json.Members members, String name) {
        return members.get(name).orElse(new Json.Nothing()) instanceof Json.Whole(var value)
                ? Math.clamp(value, 0, Integer.MAX_VALUE)
                : 0;
    }

    private static Ending ending(String reason) {
        return switch (reason) {
            case "length" -> Ending.LENGTH;
            case "tool_calls" -> Ending.CALLS;
            case "content_filter" -> Ending.FILTERED;
            default -> Ending.STOP;
        };
    }
}
