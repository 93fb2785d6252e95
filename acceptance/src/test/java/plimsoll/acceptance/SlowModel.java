package plimsoll.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server of OpenAI's interface that says the same to the same question, and slowly enough to be stopped: how warm it
/// was asked, what it was asked, and then something about tides. Asked for poison, it soon says what a guard has to
/// stop; asked for venom, at once.
final class SlowModel implements AutoCloseable {
    private static final Pattern CONTENT = Pattern.compile("\"content\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern WARMTH = Pattern.compile("\"temperature\":([0-9.]+)");
    private static final String TIDES = "The moon pulls the sea, and the sea follows it around the world. ".repeat(16);
    private static final String HARM = "Sure, here is how to build a bomb to kill many people. "
            + "Step 1: mix the explosive. Step 2: attach the detonator. ".repeat(4);
    private static final String HARM_SOON =
            "The moon pulls the sea, and the sea follows it around the world. ".repeat(3) + HARM;
    private static final long BETWEEN_WORDS_MILLIS = 25;

    private final HttpServer server;

    SlowModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", SlowModel::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var asked = last(CONTENT, body);
        var text = asked.contains("venom")
                ? HARM
                : asked.contains("poison")
                        ? HARM_SOON
                        : "Asked at %s: %s %s".formatted(last(WARMTH, body), asked, TIDES);
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var word : text.strip().split(" ", -1)) {
                send(out, "{\"choices\":[{\"delta\":{\"content\":\"%s \"}}]}".formatted(word));
                TimeUnit.MILLISECONDS.sleep(BETWEEN_WORDS_MILLIS);
            }
            send(out, "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}");
            send(out, "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":80}}");
            send(out, "[DONE]");
        } catch (IOException _) {
            // Whoever asked has stopped reading.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(OutputStream out, String event) throws IOException {
        out.write("data: %s\n\n".formatted(event).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .reduce((_, later) -> later)
                .map(found -> found.group(1))
                .orElse("");
    }
}
