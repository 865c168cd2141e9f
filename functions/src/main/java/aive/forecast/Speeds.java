package aive.forecast;

/// How fast functions work. Each constant has its source: a command of this project, or what others have published.
public final class Speeds {

    /// MB of memory for one virtual processor (AWS's documentation).
    static final double MEMORY_OF_A_PROCESSOR = 1_769;

    /// Encoding gains less than memory: (memory / 1,769 MB) to this power, as others have measured.
    static final double GAIN = 0.9;

    /// Bytes per second between a function and S3, or the internet, as others have measured.
    static final double TRANSFER = 85e6;

    /// Seconds from the call to the handler for a function that has not run before: Lambda's part, as others have
    /// measured, and processor seconds of ours, from `bench/cold-start`.
    static final double START = 0.8;
    static final double START_WORK = 1.4;

    /// Seconds from the call to the handler of a function that starts from a snapshot, as others have measured, and
    /// processor seconds of ours, from `bench/cold-start`.
    static final double RESTORE = 0.4;
    static final double RESTORE_WORK = 0.2;

    /// MB of `/tmp` with which a function can have a snapshot.
    static final int STORAGE_OF_SNAPSHOTS = 512;

    /// Seconds of a state around its function: transition, call, and answer, as others have measured.
    static final double STATE = 0.06;

    /// Seconds for a distributed Map to start, and the most chunks without one.
    static final double DISTRIBUTED_MAP = 3;
    static final int INLINE_CHUNKS = 40;

    /// Requests to S3 that a step makes one after another, in seconds: each about 15 ms.
    static final double REQUESTS = 0.1;

    /// Processor seconds to read the input, for each sentence.
    static final double PREPARE_PER_SENTENCE = 0.000_05;

    /// Processor seconds to plan, for each sentence: mostly measuring the text of its captions.
    static final double PLAN_PER_SENTENCE = 0.000_5;

    /// Processor seconds to probe a source: FFmpeg starts a few times and decodes its first frames.
    static final double PROBE = 0.5;

    /// Processor seconds to start FFmpeg and to draw captions, for each chunk.
    static final double CHUNK = 0.3;

    /// Processor seconds for a second of soundtrack, from `bench/audio`. Segments are mixed side by side.
    static final double AUDIO = 2.1 / 60;

    /// Seconds to decode the first frame of each chunk and to draw the images.
    static final double STITCH = 1;

    /// How much longer the slowest of many equal calls takes than their average, as others have measured.
    static final double STRAGGLER = 1.1;

    private Speeds() {}

    /// How much faster a function of this memory encodes than one processor.
    static double encoding(int memory) {
        return Math.pow(memory / MEMORY_OF_A_PROCESSOR, GAIN);
    }

    /// Seconds to move bytes between a function and S3.
    public static double transferSeconds(double bytes) {
        return bytes / TRANSFER;
    }

    static double processors(int memory) {
        return memory / MEMORY_OF_A_PROCESSOR;
    }
}
