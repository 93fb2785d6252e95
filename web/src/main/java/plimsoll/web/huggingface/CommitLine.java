package plimsoll.web.huggingface;

import plimsoll.web.http.Refused;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One line of a commit, in whatever order its fields came. What was not said is empty text, or -1 for the size.
record CommitLine(
        String key,
        String summary,
        String description,
        String parentCommit,
        String path,
        String content,
        String encoding,
        String algo,
        String oid,
        long size) {

    /// Reads the object the parser has just entered.
    static CommitLine read(JsonParser parser) {
        var fields = new Fields();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (name.equals("key") && value == JsonToken.VALUE_STRING) {
                fields.key = parser.getString();
            } else if (name.equals("value") && value == JsonToken.START_OBJECT) {
                fields.read(parser);
            } else {
                parser.skipChildren();
            }
        }
        return fields.line();
    }

    private static final class Fields {
        private String key = "";
        private String summary = "";
        private String description = "";
        private String parentCommit = "";
        private String path = "";
        private String content = "";
        private String encoding = "";
        private String algo = "";
        private String oid = "";
        private long size = -1;

        void read(JsonParser parser) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                switch (parser.nextToken()) {
                    case VALUE_STRING -> text(name, parser);
                    case VALUE_NUMBER_INT -> number(name, parser);
                    case START_OBJECT, START_ARRAY -> parser.skipChildren();
                    default -> {} // null, true, false: nothing we know has such a value
                }
            }
        }

        // Only what is known is read; the rest is passed over without being kept.
        private void text(String name, JsonParser parser) {
            switch (name) {
                case "summary" -> summary = parser.getString();
                case "description" -> description = parser.getString();
                case "parentCommit" -> parentCommit = parser.getString();
                case "path" -> path = parser.getString();
                case "content" -> content = parser.getString();
                case "encoding" -> encoding = parser.getString();
                case "algo" -> algo = parser.getString();
                case "oid" -> oid = parser.getString();
                default -> {} // a field of some newer client
            }
        }

        private void number(String name, JsonParser parser) {
            if (name.equals("size")) {
                size = parser.getLongValue();
                if (size < 0) {
                    throw new Refused(400, "A file cannot have %d bytes.".formatted(size));
                }
            }
        }

        CommitLine line() {
            return new CommitLine(key, summary, description, parentCommit, path, content, encoding, algo, oid, size);
        }
    }
}
