package aive.audio;

import java.util.OptionalInt;

/// An encoded frame of AAC: a `raw_data_block` of ISO/IEC 14496-3.
///
/// @param offset of its first byte in its file
/// @param length in bytes
/// @param window how the frame overlaps with its neighbours: window sequence and shape, as their three bits; empty if
///     the two channels do so in different ways
record AacFrame(long offset, int length, OptionalInt window) {

    /// A long block before and after which there are long blocks, with one of the two window shapes.
    private static final int ONLY_LONG_SEQUENCE = 0b000;

    /// The first byte of a channel pair element whose channels have a common window, without the element's number.
    private static final int PAIR_WITH_COMMON_WINDOW = 0b001_0000_1;

    private static final int WITHOUT_ELEMENT_NUMBER = 0b111_0000_1;

    /// @param first the first byte of the block
    /// @param second the second byte: a reserved bit, the window sequence in two bits, and the window shape in one
    static OptionalInt window(int first, int second) {
        return (first & WITHOUT_ELEMENT_NUMBER) == PAIR_WITH_COMMON_WINDOW
                ? OptionalInt.of(second >> 4 & 0b111)
                : OptionalInt.empty();
    }

    /// Whether the frame overlaps with its neighbours over its whole length.
    boolean isLong() {
        return window.isPresent() && window.getAsInt() >> 1 == ONLY_LONG_SEQUENCE;
    }

    /// Whether the next frame of `other` fits to this one: both end with the same half window.
    boolean overlapsLike(AacFrame other) {
        return window.isPresent() && window.equals(other.window);
    }
}
