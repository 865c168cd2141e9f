package aive.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameRangeTest {

    @Test
    void emptyReversedAndNegativeRangesAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> new FrameRange(3, 3));
        assertThrows(IllegalArgumentException.class, () -> new FrameRange(3, 2));
        assertThrows(IllegalArgumentException.class, () -> new FrameRange(-1, 2));
        assertThrows(ArithmeticException.class, () -> FrameRange.ofLength(Long.MAX_VALUE, 1));
        assertEquals(new FrameRange(3, 5), FrameRange.ofLength(3, 2));
        assertEquals(2, new FrameRange(3, 5).length());
        assertEquals("[3, 5)", new FrameRange(3, 5).toString());
    }

    @Test
    void neighboursDoNotOverlapAndOverlapsShareFrames() {
        assertFalse(new FrameRange(0, 3).overlaps(new FrameRange(3, 5)));
        assertFalse(new FrameRange(3, 5).overlaps(new FrameRange(0, 3)));
        assertTrue(new FrameRange(0, 4).overlaps(new FrameRange(3, 5)));
        assertTrue(new FrameRange(0, 9).overlaps(new FrameRange(3, 5)));
        assertEquals(new FrameRange(3, 4), new FrameRange(0, 4).intersection(new FrameRange(3, 5)));
        assertThrows(IllegalArgumentException.class, () -> new FrameRange(0, 3).intersection(new FrameRange(3, 5)));
    }

    @Test
    void aRangeCanBeCountedFromAnotherOrigin() {
        assertEquals(new FrameRange(0, 2), new FrameRange(3, 5).relativeTo(3));
        assertThrows(IllegalArgumentException.class, () -> new FrameRange(3, 5).relativeTo(4));
    }
}
