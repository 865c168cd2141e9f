package aive.mp4;

import java.util.List;

/// Writes what precedes the frames in an MP4 file with one track of AAC-LC in stereo at 48 kHz.
///
/// The edit list leaves out the encoder's priming, and the samples that fill the last frame: a player plays exactly as
/// many samples as the soundtrack has. The frames follow each other in one chunk.
public final class AacHeader {

    private static final int RATE = 48_000;

    /// The number of samples in a frame.
    private static final int FRAME = 1_024;

    /// The samples that the decoder makes before the first one of the soundtrack.
    private static final int PRIMING = FRAME;

    private static final int BOX_HEADER = 8;

    private final List<Integer> sizes;
    private final long samples;

    private AacHeader(List<Integer> sizes, long samples) {
        this.sizes = List.copyOf(sizes);
        this.samples = samples;
    }

    /// The boxes `ftyp` and `moov`, and the header of `mdat`.
    ///
    /// @param sizes the length of each frame, in bytes; the first one is the encoder's priming
    /// @param samples the exact length of the soundtrack: the frames have as many, or up to 1,023 more
    public static byte[] of(List<Integer> sizes, long samples) {
        AacHeader header = new AacHeader(sizes, samples);
        BoxWriter boxes = new BoxWriter();
        boxes.box("ftyp", () -> boxes.text("M4A ").u32(0x200).text("M4A isomiso2mp41"));
        // The length of the box does not depend on the position of the frames.
        long start = boxes.length() + header.movie(0).length + (long) BOX_HEADER;
        boxes.bytes(header.movie(start));
        return boxes.mediaHeader(header.bytes(), false).toBytes();
    }

    private long bytes() {
        return sizes.stream().mapToLong(Integer::longValue).sum();
    }

    private byte[] movie(long start) {
        BoxWriter boxes = new BoxWriter();
        boxes.box("moov", () -> {
            boxes.fullBox("mvhd", 0, 0, () -> {
                boxes.zeros(8).u32(RATE).u32(samples).u32(0x10000).u16(0x100).zeros(10);
                boxes.unityMatrix().zeros(24).u32(2);
            });
            boxes.box("trak", () -> {
                boxes.fullBox("tkhd", 0, 3, () -> {
                    boxes.zeros(8).u32(1).zeros(4).u32(samples).zeros(8).u16(0).u16(1).u16(0x100).zeros(2);
                    boxes.unityMatrix().zeros(8);
                });
                boxes.box("edts", () -> boxes.fullBox("elst", 0, 0, () ->
                        boxes.u32(1).u32(samples).u32(PRIMING).u32(0x10000)));
                boxes.box("mdia", () -> media(boxes, start));
            });
        });
        return boxes.toBytes();
    }

    private void media(BoxWriter boxes, long start) {
        // 0x55C4 is the language `und`.
        boxes.fullBox("mdhd", 0, 0, () -> boxes.zeros(8).u32(RATE).u32(samples + PRIMING).u16(0x55C4).zeros(2));
        boxes.fullBox("hdlr", 0, 0, () -> boxes.zeros(4).text("soun").zeros(12).text("SoundHandler").zeros(1));
        boxes.box("minf", () -> {
            boxes.fullBox("smhd", 0, 0, () -> boxes.zeros(4));
            boxes.sameFile();
            boxes.box("stbl", () -> tables(boxes, start));
        });
    }

    private void tables(BoxWriter boxes, long start) {
        int frames = sizes.size();
        int last = Math.toIntExact(samples + PRIMING - (frames - 1L) * FRAME);
        if (last <= 0 || last > FRAME) {
            throw new IllegalStateException("%d frames are not %d samples".formatted(frames, samples));
        }
        boxes.fullBox("stsd", 0, 0, () -> boxes.u32(1).box("mp4a", () -> {
            boxes.zeros(6).u16(1).zeros(8).u16(2).u16(16).zeros(4).u32((long) RATE << 16);
            boxes.fullBox("esds", 0, 0, () -> stream(boxes));
        }));
        boxes.fullBox("stts", 0, 0, () -> boxes.runs(frames, i -> i < frames - 1 ? FRAME : last));
        boxes.fullBox("stsc", 0, 0, () -> boxes.u32(1).u32(1).u32(frames).u32(1));
        boxes.fullBox("stsz", 0, 0, () -> {
            boxes.zeros(4).u32(frames);
            sizes.forEach(boxes::u32);
        });
        boxes.fullBox("stco", 0, 0, () -> boxes.u32(1).u32(start));
        boxes.overlapOfAac(frames);
    }

    /// The descriptors of ISO/IEC 14496-1: each a tag, the length of what follows, and fields.
    private void stream(BoxWriter boxes) {
        long bitRate = bytes() * Byte.SIZE * RATE / samples;
        // Elementary stream 1 without dependencies.
        boxes.number(0x03_19, 2).u16(1).number(0, 1);
        // MPEG-4 audio, an audio stream; buffer size, highest and average bit rate.
        boxes.number(0x04_11, 2).number(0x40_15, 2);
        boxes.number(sizes.stream().mapToInt(Integer::intValue).max().orElseThrow(), 3).u32(bitRate).u32(bitRate);
        // AudioSpecificConfig: LC, 48 kHz, two channels.
        boxes.number(0x05_02, 2).number(0x11_90, 2);
        // As in every MP4 file.
        boxes.number(0x06_01_02, 3);
    }
}
