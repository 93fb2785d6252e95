package plimsoll.web.lfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import plimsoll.web.lfs.Answers.SenderGone;

/// A body on its way in, whose failures are told apart from those of the disk it goes to.
final class Incoming extends FilterInputStream {
    Incoming(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw new SenderGone(e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return super.read(into, offset, length);
        } catch (IOException e) {
            throw new SenderGone(e);
        }
    }
}
