package plimsoll.hub.personaldata;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import plimsoll.weights.parquet.ParquetColumn;
import plimsoll.weights.parquet.ParquetFile;
import plimsoll.weights.parquet.ParquetValues;

/// The text and the whole numbers of a Parquet file, column by column. Of a large file, groups of rows that are evenly
/// spread.
final class ParquetText {
    private static final int CHECKED = 64;

    private final Reading reading;
    private final long most;
    private boolean unreadable;
    private boolean sampled;
    private long readBytes;

    /// @param most so many bytes of the file are read, or the whole groups that hold them
    ParquetText(Reading reading, long most) {
        this.reading = reading;
        this.most = most;
    }

    void read(SeekableByteChannel channel) throws IOException {
        var file = ParquetFile.open(channel);
        int groups = file.rowGroups();
        long all = 0;
        for (int group = 0; group < groups; group++) {
            all += file.bytes(group);
        }
        long step = all <= most || most <= 0 ? 1 : Math.max(1, (all + most - 1) / most);
        for (long group = 0; group < groups; group += step) {
            int at = (int) group;
            for (int column = 0; column < file.columns().size(); column++) {
                read(file, at, column);
            }
            reading.rows += file.rows(at);
            readBytes += file.bytes(at);
        }
        sampled = step > 1 && groups > 1;
    }

    /// Whether some groups were left out.
    boolean sampled() {
        return sampled;
    }

    long readBytes() {
        return readBytes;
    }

    /// Whether there were values that are neither text nor numbers: pictures, sound.
    boolean unreadable() {
        return unreadable;
    }

    private void read(ParquetFile file, int group, int column) throws IOException {
        var of = file.columns().get(column);
        if (!of.isRead()) {
            unreadable |= of.type() == ParquetColumn.Type.FIXED_LEN_BYTE_ARRAY && of.text();
            return;
        }
        reading.check();
        file.read(group, column, new ParquetValues() {
            private long seen;

            @Override
            public void bytes(long row, byte[] bytes, int from, int to) throws IOException {
                if (seen++ % 4096 == 0) {
                    reading.check();
                }
                if (!of.text() && !isText(bytes, from, to)) {
                    unreadable = true;
                    return;
                }
                look(of.name(), row, new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }

            @Override
            public void number(long row, long value) {
                look(of.name(), row, Long.toString(value));
            }
        });
    }

    // Older writers do not say that bytes are text.
    private static boolean isText(byte[] bytes, int from, int to) {
        for (int i = from; i < Math.min(to, from + CHECKED); i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return new String(bytes, from, Math.min(to - from, CHECKED), StandardCharsets.UTF_8).indexOf('\ufffd') < 0
                || to - from > CHECKED;
    }

    private void look(String column, long row, String text) {
        reading.begin(column, row + 1);
        var chars = text.toCharArray();
        reading.scan.append(chars, 0, chars.length);
        reading.scan.end();
    }
}
