package aive.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioSegmentTest {

    private static final int SECOND = 48_000;

    @ParameterizedTest(name = "{0} samples")
    @CsvSource({"1, 1", "1600, 1", "1919999, 1", "1920000, 2", "2880000, 2", "28800000, 19", "28800001, 19",
            "518400000, 338"})
    void theSegmentsTileTheSoundtrack(long samples, int count) {
        // when
        List<AudioSegment> segments = AudioSegment.of(samples);
        // then
        assertEquals(count, segments.size());
        long end = 0;
        for (AudioSegment segment : segments) {
            assertEquals(end, segment.first());
            end = segment.end();
            assertTrue(segment.end() - segment.first() <= 40 * SECOND);
            // Decoded files are read from whole seconds on, since FFmpeg's positions are in microseconds.
            assertEquals(0, segment.heardFrom() % SECOND);
            assertEquals(0, segment.mixedFrom() % SECOND);
            assertEquals(0, segment.first() % SECOND);
            assertEquals(0, segment.encodedFrom() % AudioSegment.FRAME);
            assertEquals(segment.firstFrame() * AudioSegment.FRAME, segment.encodedFrom());
            assertTrue(segment.heardFrom() <= segment.mixedFrom() && segment.mixedFrom() <= segment.encodedFrom()
                    && segment.encodedFrom() <= segment.first());
            assertTrue(segment.end() <= segment.encodedEnd() && segment.encodedEnd() <= segment.mixedEnd()
                    && segment.mixedEnd() <= samples);
        }
        assertEquals(samples, end);
    }
}
