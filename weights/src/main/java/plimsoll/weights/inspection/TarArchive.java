package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.UNFINISHED;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import plimsoll.weights.findings.Findings;

/// A tar archive (POSIX ustar), its files in their order.
final class TarArchive {
    private static final int BLOCK_BYTES = 512;
    private static final int MOST_MEMBERS = 100_000;

    private TarArchive() {}

    static void read(Content content, ZipArchive.Each each, Findings findings) throws IOException {
        var file = content.channel();
        long at = 0;
        for (int members = 0; at + BLOCK_BYTES <= file.size(); members++) {
            var header = ZipDirectory.bytes(file, at, BLOCK_BYTES);
            if (header.get(0) == 0) {
                return;
            }
            var name = text(header, 0, 100);
            long size = octal(text(header, 124, 12));
            if (members == MOST_MEMBERS || size < 0 || size > file.size() - at - BLOCK_BYTES) {
                findings.add(UNFINISHED, "tar-broken", at, "a member that ends outside the file, or too many");
                return;
            }
            member(file, at, name, size, (char) header.get(156), each, findings);
            at += BLOCK_BYTES + (size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
        }
    }

    private static void member(
            SeekableByteChannel file,
            long at,
            String name,
            long size,
            char kind,
            ZipArchive.Each each,
            Findings findings)
            throws IOException {
        boolean isFile = kind == '0' || kind == 0;
        if (name.startsWith("/") || ("/" + name + "/").contains("/../") || kind == '1' || kind == '2') {
            findings.add(DANGEROUS, "tar-path", at, "%s would be unpacked outside its folder".formatted(quoted(name)));
        }
        if (isFile) {
            each.inspect(new Slice(ZipArchive.lastPart(name), file, at + BLOCK_BYTES, size), name, findings.in(name));
        }
    }

    private static String text(ByteBuffer header, int at, int length) {
        int end = 0;
        while (end < length && header.get(at + end) != 0) {
            end++;
        }
        return ZipDirectory.text(header, at, end).strip();
    }

    private static long octal(String digits) {
        return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : digits.isEmpty() ? 0 : -1;
    }
}
