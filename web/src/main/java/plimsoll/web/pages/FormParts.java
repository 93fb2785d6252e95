package plimsoll.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.web.http.Refused;

/// A form that uploads files, part by part as browsers send it (RFC 7578), in memory that does not grow with it.
///
/// For one thread. A part's content is gone once the next part is asked for.
final class FormParts {
    /// As many fields and files as a form may have.
    static final int MAX_PARTS = 1_000;

    private static final Pattern BOUNDARY = Pattern.compile(
            "multipart/form-data;\\s*boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?:^|[;\\s])name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final int MAX_HEAD_BYTES = 8_192;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream body;
    /// What stands between two parts, with the end of the line before it.
    private final byte[] between;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    /// What of the buffer is read and not yet given out: `[start, end)`.
    private int start;

    private int end;
    private int parts;
    private Content content;

    private FormParts(InputStream body, String boundary) {
        this.body = body;
        this.between = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // The first boundary has no line before it: lend it one.
        buffer[0] = '\r';
        buffer[1] = '\n';
        this.end = 2;
        this.content = new Content();
    }

    /// The parts of a form.
    ///
    /// @throws Refused (400) when it is none
    static FormParts of(String contentType, InputStream body) {
        var match = BOUNDARY.matcher(contentType);
        if (!match.lookingAt()) {
            throw new Refused(400, "This address takes a form with files.");
        }
        return new FormParts(body, match.group(1));
    }

    /// A field, or a file with a name.
    record Part(String name, Optional<String> fileName, InputStream content) {}

    /// The next part; empty after the last.
    ///
    /// @throws Refused (400) when the form is broken or has too many parts
    Optional<Part> next() {
        content.skipAll();
        if (hold(2) < 2) {
            throw broken();
        }
        if (buffer[start] == '-' && buffer[start + 1] == '-') {
            return Optional.empty();
        }
        if (++parts > MAX_PARTS) {
            throw new Refused(400, "The form has more than %d parts.".formatted(MAX_PARTS));
        }
        var head = head();
        var name = NAME.matcher(head);
        var fileName = FILE_NAME.matcher(head);
        content = new Content();
        return Optional.of(new Part(
                name.find() ? name.group(1) : "",
                fileName.find() ? Optional.of(fileName.group(1).replace("%22", "\"")) : Optional.empty(),
                content));
    }

    private String head() {
        hold(MAX_HEAD_BYTES);
        int stop = find(HEAD_END, Math.min(end, start + MAX_HEAD_BYTES));
        if (stop < 0) {
            throw broken();
        }
        var head = new String(buffer, start, stop - start, StandardCharsets.UTF_8);
        start = stop + HEAD_END.length;
        return head;
    }

    /// Fills the buffer until it holds `wanted` bytes or the body is over.
    ///
    /// @return how many it holds
    private int hold(int wanted) {
        if (start + wanted > buffer.length) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        while (end - start < wanted) {
            int n = fill();
            if (n < 0) {
                break;
            }
            end += n;
        }
        return end - start;
    }

    private int fill() {
        try {
            return body.read(buffer, end, buffer.length - end);
        } catch (IOException _) { // the sender's connection, not a disk of ours
            throw new Refused(400, "The form broke off.");
        }
    }

    private int find(byte[] wanted, int before) {
        for (int i = start; i + wanted.length <= before; i++) {
            if (buffer[i] == wanted[0] && Arrays.equals(buffer, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static Refused broken() {
        return new Refused(400, "The form is broken.");
    }

    /// The bytes up to the next boundary.
    private final class Content extends InputStream {
        private boolean over;

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (over || length == 0) {
                return over ? -1 : 0;
            }
            int held = hold(buffer.length / 2);
            int boundary = find(between, end);
            if (boundary < 0 && held < between.length) {
                throw broken();
            }
            int sure = boundary < 0 ? end - between.length + 1 : boundary;
            if (boundary == start) {
                start += between.length;
                over = true;
                return -1;
            }
            int n = Math.min(length, sure - start);
            System.arraycopy(buffer, start, into, offset, n);
            start += n;
            return n;
        }

        void skipAll() {
            var sink = new byte[BUFFER_BYTES / 4];
            int n = 0;
            while (n >= 0) {
                n = read(sink, 0, sink.length);
            }
        }
    }
}
