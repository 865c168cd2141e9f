package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.file.Sha256;
import aive.mp4.Extent;
import aive.mp4.ExtentStream;
import aive.mp4.RangeReader;
import aive.parallel.ParallelTasks;
import aive.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The file of a video, made while it is stored. Its bytes are checked on the way, and its end is reached only if all
/// checks succeed: a store that gets an exception keeps nothing.
final class JoinedVideo implements Content {

    private final StoredMovie movie;
    private final Runnable lastCheck;
    private volatile String sha256 = "";

    /// @param lastCheck runs before the end of the stream, and throws [ChunkMismatch] if the video must not be stored
    JoinedVideo(StoredMovie movie, Runnable lastCheck) {
        this.movie = movie;
        this.lastCheck = lastCheck;
    }

    @Override
    public long bytes() {
        return movie.layout().bytes();
    }

    @Override
    public InputStream open() {
        return new CheckedStream();
    }

    /// The SHA-256 of the video. Reads the whole video if the store had it already and nothing was written.
    String sha256() {
        if (sha256.isEmpty()) {
            try (InputStream stream = open()) {
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sha256;
    }

    /// The stream, with its checks in another thread: without the compiler's best code, SHA-256 is not faster than the
    /// network.
    private final class CheckedStream extends InputStream {

        private static final int MOST_UNCHECKED = 64;

        private final Map<RangeReader, PartCheck.Running> checks = new HashMap<>();
        private final MessageDigest digest = Sha256.newDigest();
        private final ExecutorService checker = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        private final Deque<Future<?>> unchecked = new ArrayDeque<>();
        private final ExtentStream stream;
        private boolean checked;

        private CheckedStream() {
            movie.parts().forEach(part -> checks.put(part.file(), part.start()));
            digest.update(movie.layout().head());
            this.stream = new ExtentStream(movie.layout(), this::passed);
        }

        private void passed(Extent extent, byte[] bytes, int from) {
            if (unchecked.size() == MOST_UNCHECKED) {
                ParallelTasks.result(unchecked.remove());
            }
            PartCheck.Running check = Objects.requireNonNull(checks.get(extent.file()));
            unchecked.add(checker.submit(() -> {
                digest.update(bytes, from, (int) extent.length());
                check.passed(extent, bytes, from);
            }));
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int read = stream.read(bytes, offset, length);
            if (read < 0 && !checked) {
                unchecked.forEach(ParallelTasks::result);
                checks.values().forEach(PartCheck.Running::end);
                lastCheck.run();
                sha256 = Sha256.hex(digest);
                checked = true;
            }
            return read;
        }

        @Override
        public void close() {
            stream.close();
            checker.shutdownNow();
            checker.close();
        }
    }
}
