package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PixelBoundsTest {

    @Test
    void aCropHasAMarginOfSixteenPixelsAndEvenSides() {
        assertEquals(new PixelBounds(84, 184, 84, 42), new PixelBounds(101, 201, 51, 9).cropFor(1920, 1080));
    }

    @Test
    void aCropEndsWithTheFrame() {
        assertEquals(new PixelBounds(0, 0, 640, 360), new PixelBounds(5, 3, 630, 350).cropFor(640, 360));
    }

    @Test
    void aUnionHoldsBoth() {
        assertEquals(new PixelBounds(1, 2, 29, 38), new PixelBounds(1, 20, 9, 20).union(new PixelBounds(10, 2, 20, 5)));
    }

    @Test
    void aRectangleWithoutPixelsIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new PixelBounds(0, 0, 0, 1));
    }
}
