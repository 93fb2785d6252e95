package plimsoll.web.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.domain.content.Bytes;
import plimsoll.web.http.Refused;

/// A form that uploads files, as browsers send it (RFC 7578).
///
/// @param parts its fields and files, in order
record MultipartForm(List<Part> parts) {
    private static final Pattern BOUNDARY = Pattern.compile(
            "multipart/form-data;\\s*boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?:^|[;\\s])name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final int MAX_PARTS = 1_000;
    private static final int MAX_HEAD_BYTES = 8_192;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    MultipartForm {
        parts = List.copyOf(parts);
    }

    /// A field, or a file with a name.
    record Part(String name, Optional<String> fileName, Bytes content) {}

    /// Reads a form.
    ///
    /// @throws Refused (400) when it is not one
    static MultipartForm read(String contentType, byte[] body) {
        var match = BOUNDARY.matcher(contentType);
        if (!match.lookingAt()) {
            throw new Refused(400, "This address takes a form with files.");
        }
        var between = ("\r\n--" + match.group(1)).getBytes(StandardCharsets.US_ASCII);
        var parts = new ArrayList<Part>();
        // The first boundary has no line before it.
        int at = between.length - 2;
        while (at + 2 <= body.length && !(body[at] == '-' && body[at + 1] == '-')) {
            int head = find(body, HEAD_END, at);
            int end = head < 0 ? -1 : find(body, between, head + HEAD_END.length - 2);
            if (head < 0 || end < 0 || head - at > MAX_HEAD_BYTES || parts.size() == MAX_PARTS) {
                throw new Refused(400, "The form is broken, or has more than %d parts.".formatted(MAX_PARTS));
            }
            parts.add(part(body, at, head, Math.min(head + HEAD_END.length, end), end));
            at = end + between.length;
        }
        return new MultipartForm(parts);
    }

    Optional<String> field(String name) {
        return parts.stream()
                .filter(part -> part.name.equals(name) && part.fileName.isEmpty())
                .map(part -> part.content.utf8())
                .findFirst();
    }

    private static Part part(byte[] body, int headStart, int headEnd, int start, int end) {
        var head = new String(body, headStart, headEnd - headStart, StandardCharsets.UTF_8);
        var name = NAME.matcher(head);
        var fileName = FILE_NAME.matcher(head);
        return new Part(
                name.find() ? name.group(1) : "",
                fileName.find() ? Optional.of(fileName.group(1).replace("%22", "\"")) : Optional.empty(),
                Bytes.copyOf(java.util.Arrays.copyOfRange(body, start, end)));
    }

    private static int find(byte[] body, byte[] wanted, int from) {
        outer:
        for (int i = from; i <= body.length - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (body[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
