package aive.mp4;

import aive.time.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// Writes the boxes `ftyp` and `moov` of a file with one video track and at most one audio track.
///
/// Each track has an edit: the video's hides the delay of its decoder, and that of the audio hides its priming. Box
/// layouts are those of ISO/IEC 14496-12; fields without a meaning here have the values that FFmpeg writes.
final class MovieTables {

    /// The movie timescale: a unit in which audio samples and frames of all common rates have whole durations.
    private static final long TICKS_PER_SECOND = 240_000;

    private static final long LARGEST_U32 = 0xFFFF_FFFFL;

    private static final int BOX_HEADER = 8;

    private static final int VIDEO_ID = 1;
    private static final int AUDIO_ID = 2;

    private static final int NORMAL_RATE = 0x10000;
    private static final int NORMAL_VOLUME = 0x100;
    private static final int ENABLED_IN_MOVIE = 3;
    private static final int UNDETERMINED_LANGUAGE = 0x55C4;
    private static final int MINOR_VERSION = 0x200;

    private final JoinedFrames video;
    private final Optional<EncodedAudio> audio;
    private final List<Run> runs;

    /// Consecutive samples of one track.
    record Run(boolean video, int samples, long bytes) {}

    MovieTables(JoinedFrames video, Optional<EncodedAudio> audio, List<Run> runs) {
        this.video = video;
        this.audio = audio;
        this.runs = List.copyOf(runs);
    }

    /// A track as its boxes describe it.
    ///
    /// @param start of the presentation, in ticks of `timescale`
    /// @param length of the presentation, in ticks of `timescale`
    /// @param mediaLength the sum of the samples' durations
    private record TrackHeader(
            int id, String handler, String name, long timescale, long start, long length, long mediaLength) {

        private long inMovie() {
            return Rational.of(length, timescale).times(TICKS_PER_SECOND).roundHalfUp();
        }
    }

    /// @param base the offset of the first sample in the file
    /// @param large whether offsets have 64 bits
    byte[] write(long base, boolean large) {
        BoxWriter boxes = new BoxWriter();
        fileType(boxes);
        TrackHeader picture = new TrackHeader(
                VIDEO_ID,
                "vide",
                "VideoHandler",
                video.timescale(),
                video.reorder() * video.ticks(),
                video.frames() * video.ticks(),
                video.frames() * video.ticks());
        Optional<TrackHeader> sound = audio.map(track -> new TrackHeader(
                AUDIO_ID,
                "soun",
                "SoundHandler",
                track.sampleRate(),
                -track.time(0),
                track.samples(),
                track.time(track.frames()) - track.time(0)));
        long length = Math.max(picture.inMovie(), sound.map(TrackHeader::inMovie).orElse(0L));
        boxes.box("moov", () -> {
            movieHeader(boxes, length);
            track(boxes, picture, () -> videoTables(boxes, base, large));
            sound.ifPresent(header -> track(boxes, header, () -> audioTables(boxes, base, large)));
        });
        return boxes.toBytes();
    }

    private void fileType(BoxWriter boxes) {
        boxes.box("ftyp", () -> {
            boxes.text("isom").u32(MINOR_VERSION).text("isomiso2");
            boxes.text(video.description().type().equals("avc1") ? "avc1" : "").text("mp41");
        });
    }

    private static void movieHeader(BoxWriter boxes, long length) {
        int version = version(length);
        boxes.fullBox("mvhd", version, 0, () -> {
            boxes.time(version, 0).time(version, 0).u32(TICKS_PER_SECOND).time(version, length);
            boxes.u32(NORMAL_RATE).u16(NORMAL_VOLUME).zeros(10);
            boxes.unityMatrix().zeros(24).u32(AUDIO_ID + 1);
        });
    }

    private void track(BoxWriter boxes, TrackHeader track, Runnable tables) {
        boolean picture = track.id == VIDEO_ID;
        boxes.box("trak", () -> {
            trackHeader(boxes, track);
            edit(boxes, track);
            boxes.box("mdia", () -> {
                mediaHeader(boxes, track);
                boxes.fullBox("hdlr", 0, 0, () ->
                        boxes.zeros(4).text(track.handler).zeros(12).text(track.name).zeros(1));
                boxes.box("minf", () -> {
                    if (picture) {
                        boxes.fullBox("vmhd", 0, 1, () -> boxes.zeros(8));
                    } else {
                        boxes.fullBox("smhd", 0, 0, () -> boxes.zeros(4));
                    }
                    boxes.sameFile();
                    boxes.box("stbl", tables);
                });
            });
        });
    }

    private void trackHeader(BoxWriter boxes, TrackHeader track) {
        boolean picture = track.id == VIDEO_ID;
        int version = version(track.inMovie());
        boxes.fullBox("tkhd", version, ENABLED_IN_MOVIE, () -> {
            boxes.time(version, 0).time(version, 0).u32(track.id).zeros(4).time(version, track.inMovie());
            // The layer, then the group of alternatives: of each group a player plays one track.
            boxes.zeros(8).u16(0).u16(picture ? 0 : 1).u16(picture ? 0 : NORMAL_VOLUME).zeros(2);
            boxes.unityMatrix();
            // Sizes have sixteen bits after the point.
            boxes.u16(picture ? video.description().width() : 0).zeros(2);
            boxes.u16(picture ? video.description().height() : 0).zeros(2);
        });
    }

    private static void edit(BoxWriter boxes, TrackHeader track) {
        int version = version(Math.max(track.inMovie(), track.start));
        boxes.box("edts", () -> boxes.fullBox("elst", version, 0, () ->
                boxes.u32(1).time(version, track.inMovie()).time(version, track.start).u32(NORMAL_RATE)));
    }

    private static void mediaHeader(BoxWriter boxes, TrackHeader track) {
        int version = version(track.mediaLength);
        boxes.fullBox("mdhd", version, 0, () -> boxes.time(version, 0)
                .time(version, 0)
                .u32(track.timescale)
                .time(version, track.mediaLength)
                .u16(UNDETERMINED_LANGUAGE)
                .zeros(2));
    }

    private void videoTables(BoxWriter boxes, long base, boolean large) {
        description(boxes, videoDescription());
        boxes.fullBox("stts", 0, 0, () -> boxes.runs(video.frames(), _ -> Math.toIntExact(video.ticks())));
        List<Integer> keys = video.keys();
        if (keys.size() < video.frames()) {
            boxes.fullBox("stss", 0, 0, () -> {
                boxes.u32(keys.size());
                keys.forEach(key -> boxes.u32(key + 1L));
            });
        }
        if (video.reorder() > 0) {
            boxes.fullBox("ctts", 0, 0, () ->
                    boxes.runs(video.frames(), i -> Math.toIntExact(video.delay(i) * video.ticks())));
        }
        places(boxes, true, video.frames(), video::size, base, large);
    }

    /// The description of the pieces with the bit rate of the whole video.
    private byte[] videoDescription() {
        byte[] entry = video.description().entry();
        Rational bits = Rational.of(runs.stream().filter(Run::video).mapToLong(Run::bytes).sum()).times(Byte.SIZE);
        long bitRate = Math.min(
                LARGEST_U32,
                bits.dividedBy(Rational.of(video.frames() * video.ticks(), video.timescale())).floor());
        BoxWriter boxes = new BoxWriter();
        boxes.box(video.description().type(), () -> {
            boxes.bytes(Arrays.copyOfRange(entry, BOX_HEADER, entry.length));
            boxes.box("btrt", () -> boxes.u32(0).u32(bitRate).u32(bitRate));
        });
        return boxes.toBytes();
    }

    private void audioTables(BoxWriter boxes, long base, boolean large) {
        EncodedAudio track = audio.orElseThrow();
        description(boxes, track.description());
        boxes.fullBox("stts", 0, 0, () -> boxes.runs(track.frames(), track::duration));
        places(boxes, false, track.frames(), track::size, base, large);
        boxes.overlapOfAac(track.frames());
    }

    private static void description(BoxWriter boxes, byte[] entry) {
        boxes.fullBox("stsd", 0, 0, () -> boxes.u32(1).bytes(entry));
    }

    /// Writes the sizes of samples and the offsets of runs.
    private void places(
            BoxWriter boxes, boolean ofVideo, int samples, IntUnaryOperator size, long base, boolean large) {
        List<Integer> counts = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        long at = base;
        for (Run run : runs) {
            if (run.video == ofVideo) {
                counts.add(run.samples);
                offsets.add(at);
            }
            at += run.bytes;
        }
        boxes.fullBox("stsc", 0, 0, () -> runLengths(boxes, counts));
        boxes.fullBox("stsz", 0, 0, () -> {
            boxes.zeros(4).u32(samples);
            for (int i = 0; i < samples; i++) {
                boxes.u32(size.applyAsInt(i));
            }
        });
        boxes.fullBox(large ? "co64" : "stco", 0, 0, () -> {
            boxes.u32(offsets.size());
            offsets.forEach(offset -> boxes.number(offset, large ? Long.BYTES : Integer.BYTES));
        });
    }

    /// Writes the number of samples of each run, once for runs with equally many.
    private static void runLengths(BoxWriter boxes, List<Integer> counts) {
        List<Integer> changes = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            if (i == 0 || !counts.get(i).equals(counts.get(i - 1))) {
                changes.add(i);
            }
        }
        boxes.u32(changes.size());
        changes.forEach(i -> boxes.u32(i + 1L).u32(counts.get(i)).u32(1));
    }

    /// Version 1 of a box has 64 bits for times.
    private static int version(long time) {
        return time > LARGEST_U32 ? 1 : 0;
    }
}
