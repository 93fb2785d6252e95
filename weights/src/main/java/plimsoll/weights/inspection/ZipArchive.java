package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;
import static plimsoll.weights.findings.Verdict.UNFINISHED;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import plimsoll.weights.findings.Findings;

/// Checks a zip archive the way a strict reader would and opens its members the way a lenient one does: where the two
/// disagree, the archive lies to one of them.
final class ZipArchive {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int HEADER_BYTES = 30;

    /// Deflate reaches 1032; numbers reach this only in tables of nothing but zeros.
    private static final long MOST_RATIO = 200;

    /// Below it no ratio hurts.
    private static final long SMALL_BYTES = 64L << 20;

    /// All that is unpacked of one archive.
    private static final long MOST_UNPACKED_BYTES = 256L << 30;

    private final SeekableByteChannel file;
    private final ZipDirectory directory;
    private final Findings findings;

    ZipArchive(SeekableByteChannel file, ZipDirectory directory, Findings findings) {
        this.file = file;
        this.directory = directory;
        this.findings = findings;
    }

    /// What is done with each member whose bytes can be read.
    @FunctionalInterface
    interface Each {
        void inspect(Content member, String path, Findings within) throws IOException;
    }

    List<ZipMember> members() {
        return directory.members();
    }

    /// Checks the archive and gives out its members.
    void read(Each each) throws IOException {
        checkLayout();
        long unpacked = 0;
        for (var member : directory.members()) {
            unpacked += Math.max(member.sizeBytes(), 0);
            if (unpacked < 0 || unpacked > MOST_UNPACKED_BYTES) {
                findings.add(
                        DANGEROUS, "zip-bomb", member.directoryOffset(), "unpacks to more than any archive should");
                return;
            }
            checkName(member);
            if (!member.isFolder()) {
                read(member, each);
            }
        }
    }

    private void checkLayout() {
        var names = new HashSet<String>();
        long end = 0;
        var byOffset = directory.members().stream()
                .sorted(Comparator.comparingLong(ZipMember::headerOffset))
                .toList();
        for (var member : byOffset) {
            if (!names.add(member.name())) {
                add(member, "zip-duplicate", "holds %s twice".formatted(quoted(member.name())));
            }
            if (member.headerOffset() < end) {
                add(member, "zip-overlap", "%s shares bytes with another member".formatted(quoted(member.name())));
            }
            end = member.headerOffset() + HEADER_BYTES + Math.max(member.packedBytes(), 0);
        }
        boolean isPreceded = !byOffset.isEmpty() && byOffset.getFirst().headerOffset() > 0;
        if (isPreceded || directory.trailingBytes() > 0) {
            findings.add(SUSPICIOUS, "zip-polyglot", 0, "bytes stand before or after the archive");
        }
    }

    private void checkName(ZipMember member) {
        if (member.leavesItsFolder() || member.isLink()) {
            add(member, "zip-path", "%s would be unpacked outside its folder".formatted(quoted(member.name())));
        }
    }

    private void add(ZipMember member, String code, String reason) {
        findings.add(DANGEROUS, code, member.directoryOffset(), reason);
    }

    private void read(ZipMember member, Each each) throws IOException {
        long size = file.size();
        if (member.headerOffset() < 0
                || member.packedBytes() < 0
                || member.sizeBytes() < 0
                || member.headerOffset() > size - HEADER_BYTES) {
            add(member, "zip-header", "%s lies outside the file".formatted(quoted(member.name())));
            return;
        }
        var header = ZipDirectory.bytes(file, member.headerOffset(), HEADER_BYTES);
        int nameBytes = Short.toUnsignedInt(header.getShort(26));
        long data = member.headerOffset() + HEADER_BYTES + nameBytes + Short.toUnsignedInt(header.getShort(28));
        if (header.getInt(0) != ZipDirectory.HEADER_MAGIC || data > size - member.packedBytes()) {
            add(member, "zip-header", "%s is not where the directory says".formatted(quoted(member.name())));
            return;
        }
        var name = ZipDirectory.text(
                ZipDirectory.bytes(file, member.headerOffset() + HEADER_BYTES, nameBytes), 0, nameBytes);
        if (!name.equals(member.name())
                || Short.toUnsignedInt(header.getShort(6)) != member.flags()
                || Short.toUnsignedInt(header.getShort(8)) != member.method()
                || (!member.hasSizesAfter() && Integer.toUnsignedLong(header.getInt(14)) != member.crc())) {
            add(
                    member,
                    "zip-header",
                    "%s and its header disagree: the header says %s".formatted(quoted(member.name()), quoted(name)));
        }
        read(member, new Slice(lastPart(member.name()), file, data, member.packedBytes()), each);
    }

    private void read(ZipMember member, Slice packed, Each each) throws IOException {
        if (member.method() != STORED && member.method() != DEFLATED) {
            findings.in(member.name())
                    .add(
                            UNFINISHED,
                            "zip-method",
                            0,
                            "packed by method %d, which is not read here".formatted(member.method()));
            return;
        }
        if (member.sizeBytes() > SMALL_BYTES && member.sizeBytes() / MOST_RATIO > member.packedBytes()) {
            add(
                    member,
                    "zip-bomb",
                    "%s unpacks to more than %d times its size".formatted(quoted(member.name()), MOST_RATIO));
            return;
        }
        Content content = member.method() == STORED
                ? packed
                : new Unpacked(packed.name(), packed, Unpacked.How.DEFLATE, member.sizeBytes());
        if (isSound(member, content)) {
            each.inspect(content, member.name(), findings.in(member.name()));
        }
    }

    // Whether its bytes can be looked at.
    private boolean isSound(ZipMember member, Content content) throws IOException {
        var crc = new CRC32();
        long size;
        try (var in = content.open()) {
            size = feed(crc, in, member.sizeBytes());
        } catch (ZipException | EOFException undecodable) {
            findings.in(member.name())
                    .add(
                            UNFINISHED,
                            member.claimsEncryption() ? "zip-encrypted" : "zip-broken",
                            0,
                            "cannot be unpacked");
            return false;
        }
        boolean agrees = size == member.sizeBytes() && crc.getValue() == member.crc();
        if (member.claimsEncryption() && !agrees) {
            findings.in(member.name()).add(UNFINISHED, "zip-encrypted", 0, "is encrypted");
        } else if (member.claimsEncryption()) {
            add(member, "zip-flags", "%s says that it is encrypted, and is not".formatted(quoted(member.name())));
        } else if (!agrees) {
            add(member, "zip-crc", "the checksum or size of %s is wrong".formatted(quoted(member.name())));
        }
        return true;
    }

    // One byte more than is promised is enough to know.
    private static long feed(CRC32 crc, InputStream in, long promised) throws IOException {
        var buffer = new byte[64 << 10];
        long size = 0;
        for (int read = in.read(buffer); read >= 0 && size <= promised; read = in.read(buffer)) {
            crc.update(buffer, 0, read);
            size += read;
        }
        return size;
    }

    static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
