package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.mp4.EncodedAudio;
import aive.mp4.EncodedFrames;
import aive.mp4.InvalidMp4Exception;
import aive.mp4.Mp4File;
import aive.mp4.Mp4Layout;
import aive.mp4.Mp4Muxer;
import aive.mp4.Mp4Reader;
import aive.parallel.ParallelTasks;
import aive.plan.VideoPlan;
import aive.store.Store;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A video that is still in the store as chunks and a soundtrack. Only their tables are read.
///
/// @param chunks in order
/// @param parts how to check the bytes of all of them, while the video is written
/// @param layout of the video's file
record StoredMovie(List<EncodedFrames> chunks, List<PartCheck> parts, Mp4Layout layout) {

    private static final int READS_AT_ONCE = 32;

    StoredMovie {
        chunks = List.copyOf(chunks);
        parts = List.copyOf(parts);
    }

    /// What an object contains, and how its bytes are checked.
    private record Part<T>(T contents, PartCheck check) {}

    /// Reads the tables of all chunks and of the soundtrack.
    ///
    /// @throws ChunkMismatch if one of them is missing or damaged, frames are missing, extra, or not evenly spaced, or
    ///     the audio has another length than the video
    static StoredMovie read(Store store, VideoPlan plan) {
        List<Part<EncodedFrames>> chunks = ParallelTasks.map(
                IntStream.range(0, plan.parts().size()).boxed().toList(), READS_AT_ONCE, i -> chunk(i, store, plan));
        Part<EncodedAudio> sound = sound(store, plan);
        List<EncodedFrames> frames = chunks.stream().map(Part::contents).toList();
        try {
            return new StoredMovie(
                    frames,
                    Stream.concat(chunks.stream().map(Part::check), Stream.of(sound.check)).toList(),
                    Mp4Muxer.join(frames, Optional.of(sound.contents)));
        } catch (InvalidMp4Exception e) {
            throw new ChunkMismatch("", "the chunks cannot be joined: " + e.getMessage(), e);
        }
    }

    private static Part<EncodedFrames> chunk(int i, Store store, VideoPlan plan) {
        VideoPlan.Part planned = plan.parts().get(i);
        String name = "chunk %d (%s)".formatted(i + 1, planned.key());
        StoredObject object = new StoredObject(store, planned.key());
        try {
            Mp4File contents = Mp4Reader.read(object);
            EncodedFrames frames = EncodedFrames.of(contents, object, plan.format().frameRate());
            if (frames.frames() != planned.frames()) {
                throw new ChunkMismatch("", "%s has %d frames, but the plan has %d".formatted(
                        name, frames.frames(), planned.frames()));
            }
            return new Part<>(frames, new PartCheck(name, object, contents, store.checksum(planned.key())));
        } catch (InvalidMp4Exception e) {
            throw new ChunkMismatch("", "%s cannot be joined: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static Part<EncodedAudio> sound(Store store, VideoPlan plan) {
        String key = plan.soundtrack().key();
        StoredObject object = new StoredObject(store, key);
        try {
            Mp4File contents = Mp4Reader.read(object);
            EncodedAudio audio = EncodedAudio.of(contents, object);
            checkLength(audio, plan);
            return new Part<>(
                    audio, new PartCheck("the soundtrack (%s)".formatted(key), object, contents, store.checksum(key)));
        } catch (InvalidMp4Exception e) {
            throw new ChunkMismatch(
                    "", "the soundtrack (%s) cannot be joined: %s".formatted(key, e.getMessage()), e);
        }
    }

    private static void checkLength(EncodedAudio audio, VideoPlan plan) {
        FrameRate rate = plan.format().frameRate();
        Rational video = rate.startOf(plan.frames());
        Rational sound = Rational.of(audio.samples(), audio.sampleRate());
        Rational difference = Rational.max(sound.minus(video), video.minus(sound));
        if (difference.compareTo(rate.startOf(1)) > 0) {
            throw new ChunkMismatch("", "the video lasts %s s, but its audio %s s".formatted(
                    video.toDecimal(3), sound.toDecimal(3)));
        }
    }
}
