package plimsoll.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.Recipient;
import plimsoll.hub.content.Holder;

/// One HTTP request, read by the virtual thread that answers it.
public final class Request {
    /// No query or form needs more names than this.
    private static final int MAX_PARAMETERS = 2_000;
    /// The largest form: all its fields are names, short texts and tokens.
    public static final int MAX_FORM_BYTES = 256 * 1024;

    /// What is left of a body is read so far: clients send all of it before they read that it was refused, and a
    /// connection cut under them loses them the reason.
    private static final int MAX_DRAINED_BYTES = 128 * 1024 * 1024;
    /// And for so long.
    private static final Duration MAX_DRAINING = Duration.ofSeconds(10);

    private final org.eclipse.jetty.server.Request jetty;
    private final String baseUrl;
    private final Duration patience;
    private final List<Parameter> query;
    private Map<String, String> variables = Map.of();
    private Visitor visitor = new Visitor.Guest();
    private @Nullable List<Parameter> form;
    private @Nullable PacedBody body;

    /// @param patience how long the sender of the body may take over nothing at all
    Request(org.eclipse.jetty.server.Request jetty, String baseUrl, Duration patience) {
        this.jetty = jetty;
        this.baseUrl = baseUrl;
        this.patience = patience;
        this.query = parameters(jetty.getHttpURI().getQuery());
    }

    void matched(Map<String, String> variables) {
        this.variables = variables;
    }

    void visitedBy(Visitor visitor) {
        this.visitor = visitor;
    }

    /// The method, in capitals.
    public String method() {
        return jetty.getMethod();
    }

    /// Whether only the head of the answer is wanted.
    public boolean isHead() {
        return method().equals("HEAD");
    }

    /// The path as it was sent, encoded.
    public String rawPath() {
        return jetty.getHttpURI().getPath();
    }

    /// The query as it was sent, without its `?`; empty when there was none.
    public String rawQuery() {
        var raw = jetty.getHttpURI().getQuery();
        return raw == null ? "" : raw;
    }

    /// What a variable of the route's pattern stands for, decoded.
    public String variable(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no variable " + name);
        }
        return value;
    }

    /// Whether the route's pattern has this variable.
    public boolean hasVariable(String name) {
        return variables.containsKey(name);
    }

    /// The first value of a query parameter.
    public Optional<String> query(String name) {
        return first(query, name);
    }

    /// Every value of a query parameter, also those sent as `name[]`.
    public List<String> queryAll(String name) {
        return all(query, name);
    }

    /// Whether a query parameter says yes: `true`, `True` or `1`, as the several clients write it.
    public boolean flag(String name) {
        return query(name).map(Request::isYes).orElse(false);
    }

    /// Whether a word says yes, as the several clients write it.
    public static boolean isYes(String word) {
        return word.equalsIgnoreCase("true") || word.equals("1");
    }

    /// A header's value.
    public Optional<String> header(String name) {
        return Optional.ofNullable(jetty.getHeaders().get(name));
    }

    /// A cookie's value.
    public Optional<String> cookie(String name) {
        return org.eclipse.jetty.server.Request.getCookies(jetty).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(org.eclipse.jetty.http.HttpCookie::getValue)
                .findFirst();
    }

    /// The address the connection comes from.
    public String remoteAddress() {
        return org.eclipse.jetty.server.Request.getRemoteAddr(jetty);
    }

    /// Who asks.
    public Visitor visitor() {
        return visitor;
    }

    /// Who asks, as the gate knows them.
    public Recipient recipient() {
        return visitor.recipient();
    }

    /// To whom an address is given that outlasts this request.
    public Holder holder() {
        return visitor.holder();
    }

    /// This hub's address as its visitors know it, without a slash at the end. Every absolute link begins with it.
    public String baseUrl() {
        return baseUrl;
    }

    /// Whether htmx asks, and so a fragment is wanted.
    public boolean isHtmx() {
        return header("HX-Request").isPresent();
    }

    /// Whether a person's browser asks, and so a page is wanted.
    public boolean wantsHtml() {
        return header("Accept").map(accept -> accept.contains("text/html")).orElse(false);
    }

    /// The declared size of the body; -1 when it comes in chunks.
    public long contentLength() {
        return jetty.getLength();
    }

    /// The body as it comes, unbounded: whoever reads it bounds it.
    public InputStream body() {
        return paced();
    }

    /// The body as it comes, unpacked when its sender packed it.
    public InputStream unpackedBody() throws IOException {
        var packed = header("Content-Encoding").filter(coding -> coding.contains("gzip"));
        return packed.isPresent() ? new GZIPInputStream(body(), 1 << 16) : body();
    }

    /// The whole body, unpacked.
    ///
    /// @throws Refused (413) when it is larger than `limitBytes`
    public byte[] bodyBytes(int limitBytes) throws IOException {
        if (contentLength() > limitBytes) {
            throw tooLarge(limitBytes);
        }
        var bytes = new ByteArrayOutputStream();
        try (var in = unpackedBody()) {
            bytes.writeBytes(in.readNBytes(limitBytes));
            if (in.read() >= 0) {
                throw tooLarge(limitBytes);
            }
        }
        return bytes.toByteArray();
    }

    /// The body read as JSON.
    ///
    /// @throws Refused (400) when it is not, (413) when it is larger than `limitBytes`
    public <T> T json(Class<T> shape, int limitBytes) throws IOException {
        return Json.read(bodyBytes(limitBytes), shape);
    }

    /// The body as a `shape` of our own making, whose every field is known.
    ///
    /// @throws Refused (400) when it is not, or has a field that `shape` has not, which it names; (413) when it is
    ///     longer than `limitBytes`
    public <T> T strictJson(Class<T> shape, int limitBytes) throws IOException {
        return Json.readStrictly(bodyBytes(limitBytes), shape);
    }

    /// The first value of a form's field.
    ///
    /// @throws Refused (413) when the form is larger than `MAX_FORM_BYTES`
    public Optional<String> field(String name) throws IOException {
        return first(form(), name);
    }

    /// Every value of a form's field, also those sent as `name[]`.
    ///
    /// @throws Refused (413) when the form is larger than `MAX_FORM_BYTES`
    public List<String> fields(String name) throws IOException {
        return all(form(), name);
    }

    /// Whether the body is a URL-encoded form.
    public boolean hasForm() {
        return header("Content-Type")
                .map(type -> type.startsWith("application/x-www-form-urlencoded"))
                .orElse(false);
    }

    /// Reads to its end what an answer left of the body, so that the connection can serve the next request instead of
    /// being cut under it. A client that waits for `100 Continue` has sent nothing yet, and Jetty lets it go.
    ///
    /// @return whether the connection is fit for another request, as far as the body goes
    boolean drain() {
        if (header("Expect").isPresent() && body == null) {
            return true;
        }
        try {
            var in = paced();
            long start = System.nanoTime();
            long read = in.receivedBytes();
            if (contentLength() - read > MAX_DRAINED_BYTES) {
                return false;
            }
            // Nearly always nothing is left.
            var buffer = new byte[4 * 1024];
            int count = in.read(buffer);
            while (count >= 0
                    && in.receivedBytes() - read < MAX_DRAINED_BYTES
                    && System.nanoTime() - start < MAX_DRAINING.toNanos()) {
                count = in.read(buffer);
            }
            return count < 0;
        } catch (IOException _) {
            return false;
        }
    }

    private PacedBody paced() {
        if (body == null) {
            body = new PacedBody(org.eclipse.jetty.server.Request.asInputStream(jetty), patience, System::nanoTime);
        }
        return body;
    }

    private List<Parameter> form() throws IOException {
        if (form == null) {
            form = hasForm() ? parameters(new String(bodyBytes(MAX_FORM_BYTES), StandardCharsets.UTF_8)) : List.of();
        }
        return form;
    }

    private static Refused tooLarge(int limitBytes) {
        return new Refused(413, "The body is larger than the %d bytes this address takes.".formatted(limitBytes));
    }

    private static Optional<String> first(List<Parameter> parameters, String name) {
        return all(parameters, name).stream().findFirst();
    }

    private static List<String> all(List<Parameter> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name.equals(name) || parameter.name.equals(name + "[]"))
                .map(Parameter::value)
                .toList();
    }

    private static List<Parameter> parameters(@Nullable String text) {
        var parameters = new ArrayList<Parameter>();
        if (text == null || text.isEmpty()) {
            return parameters;
        }
        for (var pair : text.split("&", MAX_PARAMETERS + 1)) {
            if (parameters.size() == MAX_PARAMETERS) {
                throw new Refused(400, "There are more than %d parameters.".formatted(MAX_PARAMETERS));
            }
            int equals = pair.indexOf('=');
            parameters.add(new Parameter(
                    Percent.decodeForm(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : Percent.decodeForm(pair.substring(equals + 1))));
        }
        return parameters;
    }

    private record Parameter(String name, String value) {}
}
