package plimsoll.backends.remoteengine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Taken;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;

/// Models behind servers of OpenAI's interface: vLLM, llama.cpp's, Ollama, or our own on another port. Of several
/// replicas the one with least to do is asked; when it fails before it has said anything, the next.
public final class RemoteEngines implements Engines, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteEngines.class);
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);
    /// Until the first byte: a long prompt is read first.
    private static final Duration TO_BEGIN = Duration.ofMinutes(2);

    private static final int MOST_REFUSAL_BYTES = 16 * 1024;

    private final SequencedMap<String, List<Asked>> replicas = new LinkedHashMap<>();
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final Set<RemoteAnswer> answers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService turns = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("remote-engines").daemon().factory());
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();

    /// How servers are looked after.
    ///
    /// @param every how often each is asked whether it is there
    /// @param silence how long an answer may pause before it has failed
    public record Care(Duration every, Duration silence) {
        /// A server that has died is known for it before most questions come.
        public static final Care USUAL = new Care(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /// How many questions may wait for a place, and how long.
    ///
    /// @param most of one model
    public record Waiting(int most, Duration patience) {}

    /// @param replicas by the names of the models
    public RemoteEngines(SequencedMap<String, List<Replica>> replicas, Waiting waiting, InstantSource clock) {
        this(replicas, waiting, Care.USUAL, clock);
    }

    /// @param replicas by the names of the models
    public RemoteEngines(
            SequencedMap<String, List<Replica>> replicas, Waiting waiting, Care care, InstantSource clock) {
        replicas.forEach((name, each) -> {
            this.replicas.put(
                    name,
                    each.stream()
                            .map(replica -> new Asked(replica, new Circuit(replica.active(), clock)))
                            .toList());
            queues.put(name, new Queue(waiting));
        });
        if (!replicas.isEmpty()) {
            every(care.every(), this::lookAfter);
            every(care.silence().dividedBy(4), () -> expire(care.silence()));
        }
    }

    private void every(Duration pause, Runnable turn) {
        var _ = turns.scheduleWithFixedDelay(turn, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Asks each server for its models. Whatever it says, it is there, unless it says that it is broken.
    private void lookAfter() {
        for (var all : replicas.values()) {
            for (var each : all) {
                boolean sick = isSick(each.replica);
                if (each.circuit.isNowSick(sick)) {
                    LOG.warn("{} is {}", each.replica.address(), sick ? "down" : "there again");
                }
            }
        }
    }

    private boolean isSick(Replica replica) {
        try {
            var address = replica.address().toString().replaceAll("/+$", "") + "/models";
            var request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(TO_CONNECT)
                    .GET();
            replica.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
            return http.send(request.build(), BodyHandlers.discarding()).statusCode() >= 500;
        } catch (IOException _) {
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void expire(Duration silence) {
        answers.removeIf(RemoteAnswer::isClosed);
        answers.forEach(answer -> answer.expire(silence));
    }

    private record Asked(Replica replica, Circuit circuit) {}

    @Override
    public List<String> models() {
        return List.copyOf(replicas.keySet());
    }

    @Override
    public Taken ask(Question question) {
        var all = replicas.get(question.model());
        if (all == null) {
            return new Declined(Why.NO_SUCH_MODEL, "The model '%s' does not exist".formatted(question.model()));
        }
        var open = all.stream().filter(each -> each.circuit.isOpen()).toList();
        if (open.isEmpty()) {
            return new Declined(Why.BROKEN, "No server answers for '%s' at the moment".formatted(question.model()));
        }
        var tried = new ArrayList<Asked>();
        Optional<Taken> answer = Optional.empty();
        while (answer.isEmpty() && tried.size() < open.size()) {
            var next = place(
                    question.model(),
                    open.stream().filter(each -> !tried.contains(each)).toList());
            if (next.isEmpty()) {
                return new Declined(Why.BUSY, "Too many questions wait for '%s'".formatted(question.model()));
            }
            tried.add(next.get());
            answer = ask(next.get(), question);
        }
        return answer.orElseGet(
                () -> new Declined(Why.BROKEN, "No server answers for '%s' at the moment".formatted(question.model())));
    }

    @Override
    public void close() {
        turns.shutdownNow();
        http.shutdownNow();
    }

    private Optional<Asked> place(String model, List<Asked> candidates) {
        var queue = queues.getOrDefault(model, Queue.NONE);
        return queue.place(() -> candidates.stream()
                .sorted(Comparator.comparingDouble(each -> each.circuit.load()))
                .filter(each -> each.circuit.enter())
                .findFirst());
    }

    /// The answer, or what the server refuses; empty when it failed and another may be asked.
    private Optional<Taken> ask(Asked asked, Question question) {
        boolean chat = question.prompt() instanceof Question.Prompt.Talk;
        try {
            var response = http.send(request(asked.replica, question, chat), BodyHandlers.ofLines());
            if (response.statusCode() == 200) {
                asked.circuit.worked();
                var answer = new RemoteAnswer(
                        response.body(), chat, () -> leave(asked, question.model()), asked.circuit::failed);
                answers.add(answer);
                return Optional.of(answer);
            }
            return refused(asked, question, response);
        } catch (IOException broken) {
            LOG.warn("{} does not answer for {}: {}", asked.replica.address(), question.model(), broken.toString());
            asked.circuit.failed();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        leave(asked, question.model());
        return Optional.empty();
    }

    private Optional<Taken> refused(Asked asked, Question question, HttpResponse<Stream<String>> response) {
        String said;
        try (var lines = response.body()) {
            said = RemoteJson.message(
                    lines.limit(100).reduce("", (all, line) -> all.length() > MOST_REFUSAL_BYTES ? all : all + line));
        }
        leave(asked, question.model());
        return switch (response.statusCode()) {
            case 400, 404, 413, 422 ->
                Optional.of(new Declined(said.contains("context") ? Why.TOO_LONG : Why.UNFIT, said));
            case 429 -> Optional.empty();
            default -> {
                LOG.warn("{} answered {} for {}", asked.replica.address(), response.statusCode(), question.model());
                asked.circuit.failed();
                yield Optional.empty();
            }
        };
    }

    private void leave(Asked asked, String model) {
        asked.circuit.leave();
        queues.getOrDefault(model, Queue.NONE).freed();
    }

    private static HttpRequest request(Replica replica, Question question, boolean chat) {
        var address =
                replica.address().toString().replaceAll("/+$", "") + (chat ? "/chat/completions" : "/completions");
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(TO_BEGIN)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(RemoteJson.question(question, replica.model())));
        replica.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }

    /// Those who wait for a place at one model.
    private static final class Queue {
        static final Queue NONE = new Queue(new Waiting(0, Duration.ZERO));
        private final Waiting waiting;
        private int now;

        Queue(Waiting waiting) {
            this.waiting = waiting;
        }

        synchronized Optional<Asked> place(Supplier<Optional<Asked>> place) {
            var found = place.get();
            if (found.isPresent() || now >= waiting.most) {
                return found;
            }
            now++;
            try {
                long until = System.nanoTime() + waiting.patience.toNanos();
                long left = waiting.patience.toNanos();
                while (found.isEmpty() && left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                    left = until - System.nanoTime();
                    found = place.get();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                now--;
            }
            return found;
        }

        synchronized void freed() {
            notifyAll();
        }
    }
}
