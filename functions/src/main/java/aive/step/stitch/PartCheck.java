package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.mp4.Extent;
import aive.mp4.Mp4File;
import aive.mp4.RangeReader;
import aive.store.Crc32Checksum;
import java.util.Optional;
import java.util.zip.CRC32;

/// Compares the bytes of a chunk or a soundtrack, which are read in ranges, with the checksum of its writer.
///
/// @param name for messages
/// @param contents what was read of the file before its samples
/// @param checksum of the whole file; empty if the store has none
record PartCheck(String name, RangeReader file, Mp4File contents, Optional<String> checksum) {

    /// Begins a check.
    Running start() {
        return new Running(this);
    }

    /// A check of one pass over the samples.
    static final class Running {

        private final PartCheck part;
        private final CRC32 crc32 = new CRC32();
        private long at;

        private Running(PartCheck part) {
            this.part = part;
            this.at = part.contents.head().length;
            crc32.update(part.contents.head());
        }

        /// Takes the next bytes of the samples.
        ///
        /// @param bytes has them from `from` on
        void passed(Extent extent, byte[] bytes, int from) {
            if (extent.offset() != at) {
                throw damaged();
            }
            crc32.update(bytes, from, (int) extent.length());
            at += extent.length();
        }

        /// Ends the check, when all samples have passed.
        ///
        /// @throws ChunkMismatch if the bytes are not those that were written
        void end() {
            crc32.update(part.contents.tail());
            if (part.checksum.isPresent() && !part.checksum.get().equals(Crc32Checksum.text(crc32))) {
                throw damaged();
            }
        }

        private ChunkMismatch damaged() {
            return new ChunkMismatch(
                    "", "%s in the store is not what was written; start the execution again".formatted(part.name));
        }
    }
}
