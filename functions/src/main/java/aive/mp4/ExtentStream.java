package aive.mp4;

import aive.parallel.OrderedTasks;
import java.io.EOFException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The bytes of an MP4 file whose samples are still in other files. Reads them ahead, several blocks at the same time.
public final class ExtentStream extends InputStream {

    private static final int BLOCK = 4 << 20;
    private static final int BLOCKS_AHEAD = 6;

    private final Listener listener;
    private final OrderedTasks<List<Extent>, Block> blocks;
    private byte[] open;
    private int at;

    /// Gets the bytes of the samples in order.
    @FunctionalInterface
    public interface Listener {

        /// @param bytes has the extent's bytes from `from` on
        void passed(Extent extent, byte[] bytes, int from);
    }

    /// @param listener called in the thread that reads the stream
    public ExtentStream(Mp4Layout layout, Listener listener) {
        this.listener = listener;
        this.blocks = new OrderedTasks<>(new Blocks(layout.samples()), BLOCKS_AHEAD, ExtentStream::read);
        this.open = layout.head();
    }

    /// Bytes that are read together.
    private static final class Block {

        private final List<Extent> extents;
        private final byte[] bytes;

        private Block(List<Extent> extents, byte[] bytes) {
            this.extents = extents;
            this.bytes = bytes;
        }
    }

    /// Divides extents into blocks.
    private static final class Blocks implements Iterator<List<Extent>> {

        private final Iterator<Extent> extents;
        private Extent rest;

        private Blocks(List<Extent> all) {
            this.extents = all.iterator();
            this.rest = new Extent(RangeReader.of(new byte[0]), 0, 0);
        }

        @Override
        public boolean hasNext() {
            return rest.length() > 0 || extents.hasNext();
        }

        @Override
        public List<Extent> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<Extent> block = new ArrayList<>();
            long room = BLOCK;
            while (room > 0 && hasNext()) {
                Extent next = rest.length() > 0 ? rest : extents.next();
                long taken = Math.min(room, next.length());
                block.add(new Extent(next.file(), next.offset(), taken));
                rest = new Extent(next.file(), next.offset() + taken, next.length() - taken);
                room -= taken;
            }
            return block;
        }
    }

    /// One read from a file, and where its bytes belong in a block.
    private static final class Read {

        private final RangeReader file;
        private final long start;
        private final List<Place> places = new ArrayList<>();
        private int length;

        private Read(Extent first) {
            this.file = first.file();
            this.start = first.offset();
        }

        private boolean isFollowedBy(Extent extent) {
            return extent.file().equals(file) && extent.offset() == start + length;
        }

        private void add(int place, int count) {
            places.add(new Place(place, count));
            length += count;
        }

        private void into(byte[] block) {
            byte[] bytes = file.read(start, length);
            if (bytes.length < length) {
                throw new UncheckedIOException(
                        new EOFException("%d bytes instead of %d".formatted(bytes.length, length)));
            }
            int from = 0;
            for (Place place : places) {
                System.arraycopy(bytes, from, block, place.offset, place.length);
                from += place.length;
            }
        }
    }

    private record Place(int offset, int length) {}

    /// Reads a block. Extents that follow each other in a file are read at once, even if others are between them here.
    private static Block read(List<Extent> extents) {
        List<Read> reads = new ArrayList<>();
        int at = 0;
        for (Extent extent : extents) {
            Read read = reads.stream().filter(each -> each.isFollowedBy(extent)).findFirst().orElseGet(() -> {
                reads.add(new Read(extent));
                return reads.getLast();
            });
            read.add(at, (int) extent.length());
            at += (int) extent.length();
        }
        byte[] bytes = new byte[at];
        reads.forEach(read -> read.into(bytes));
        return new Block(extents, bytes);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        while (at == open.length && blocks.hasNext()) {
            open = passed(blocks.next());
            at = 0;
        }
        int read = Math.min(length, open.length - at);
        if (read == 0 && length > 0) {
            return -1;
        }
        System.arraycopy(open, at, bytes, offset, read);
        at += read;
        return read;
    }

    private byte[] passed(Block block) {
        int from = 0;
        for (Extent extent : block.extents) {
            listener.passed(extent, block.bytes, from);
            from += (int) extent.length();
        }
        return block.bytes;
    }

    @Override
    public void close() {
        blocks.close();
    }
}
