package aive.mp4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Computes the MP4 file that joins encoded frames and a soundtrack, without reading their samples.
///
/// The tables are in front of the samples, and video and audio alternate every half second, so that a player can begin
/// at once.
public final class Mp4Muxer {

    private static final int RUNS_PER_SECOND = 2;

    private static final long LARGEST_U32 = 0xFFFF_FFFFL;

    private final JoinedFrames video;
    private final Optional<EncodedAudio> audio;
    private final List<Extent> samples = new ArrayList<>();
    private final List<MovieTables.Run> runs = new ArrayList<>();

    private Mp4Muxer(JoinedFrames video, Optional<EncodedAudio> audio) {
        this.video = video;
        this.audio = audio;
    }

    /// @param pieces of the video, one after another
    /// @throws InvalidMp4Exception if the pieces need different decoders; the message names the piece
    public static Mp4Layout join(List<EncodedFrames> pieces, Optional<EncodedAudio> audio) throws InvalidMp4Exception {
        return new Mp4Muxer(new JoinedFrames(pieces), audio).layout();
    }

    private Mp4Layout layout() {
        alternate();
        long bytes = runs.stream().mapToLong(MovieTables.Run::bytes).sum();
        MovieTables tables = new MovieTables(video, audio, runs);
        byte[] head = head(tables, bytes, false);
        if (head.length + bytes > LARGEST_U32) {
            head = head(tables, bytes, true);
        }
        return new Mp4Layout(head, samples);
    }

    /// @param large whether offsets and the length of the samples need 64 bits
    private static byte[] head(MovieTables tables, long bytes, boolean large) {
        int length = new BoxWriter().bytes(tables.write(0, large)).mediaHeader(bytes, large).length();
        return new BoxWriter().bytes(tables.write(length, large)).mediaHeader(bytes, large).toBytes();
    }

    private void alternate() {
        int most = (int) Math.max(1, video.timescale() / (video.ticks() * RUNS_PER_SECOND));
        int audioFrame = 0;
        for (int frame = 0; frame < video.frames(); frame += most) {
            int end = Math.min(frame + most, video.frames());
            videoRun(frame, end);
            audioFrame = audioRun(audioFrame, end);
        }
    }

    private void videoRun(int from, int end) {
        long bytes = 0;
        for (int i = from; i < end; i++) {
            bytes += add(video.extent(i));
        }
        runs.add(new MovieTables.Run(true, end - from, bytes));
    }

    /// Adds the audio before a frame of the video, or all of it after the last frame.
    private int audioRun(int from, int frame) {
        if (audio.isEmpty()) {
            return from;
        }
        EncodedAudio track = audio.get();
        int end = from;
        long bytes = 0;
        while (end < track.frames() && (frame == video.frames() || isBefore(track, end, frame))) {
            bytes += add(track.extent(end));
            end++;
        }
        if (end > from) {
            runs.add(new MovieTables.Run(false, end - from, bytes));
        }
        return end;
    }

    private boolean isBefore(EncodedAudio track, int i, int frame) {
        return track.time(i) * video.timescale() < frame * video.ticks() * track.sampleRate();
    }

    private long add(Extent sample) {
        Extent last = samples.isEmpty() ? new Extent(sample.file(), -1, 0) : samples.getLast();
        if (last.file().equals(sample.file()) && last.end() == sample.offset()) {
            samples.set(samples.size() - 1, new Extent(last.file(), last.offset(), last.length() + sample.length()));
        } else {
            samples.add(sample);
        }
        return sample.length();
    }
}
