package aive.audio;

import aive.time.FrameRate;
import java.nio.file.Path;

/// The music of a video as samples: a beginning, and a round that repeats after it as long as it is needed.
///
/// @param beginning a file that is played once; it may have no sample
/// @param round a file that is played again and again
record PlayedMusic(Path beginning, Path round) {

    private static final int BLOCK = FrameRate.SAMPLES_PER_SECOND;

    /// Copies a range of samples to a new file.
    void copy(long first, long end, Path target) {
        try (StereoFile once = StereoFile.open(beginning);
                StereoFile again = StereoFile.open(round);
                StereoFile copy = StereoFile.create(target, end - first)) {
            long at = first;
            while (at < end) {
                boolean begins = at < once.samples();
                StereoFile source = begins ? once : again;
                long position = begins ? at : (at - once.samples()) % again.samples();
                int samples = (int) Math.min(Math.min(BLOCK, end - at), source.samples() - position);
                copy.write(at - first, source.read(position, samples));
                at += samples;
            }
        }
    }
}
