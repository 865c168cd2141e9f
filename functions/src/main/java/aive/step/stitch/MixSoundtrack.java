package aive.step.stitch;

import aive.audio.SoundtrackMixer;
import aive.error.ChunkMismatch;
import aive.media.Asset;
import aive.plan.MixerIdentity;
import aive.plan.SoundtrackSpec;
import aive.step.Workspace;
import aive.store.Store;
import aive.time.Deadline;
import java.nio.file.Path;
import java.util.function.Function;

/// Mixes the soundtrack, unless the store already has it.
final class MixSoundtrack {

    private final Store store;
    private final SoundtrackMixer mixer;

    MixSoundtrack(Store store, SoundtrackMixer mixer) {
        this.store = store;
        this.mixer = mixer;
    }

    /// @return whether the store had the soundtrack already
    /// @throws ChunkMismatch if the soundtrack was planned for another version of the mixer or of FFmpeg, or if one of
    ///     its input files is not in the store
    boolean run(SoundtrackSpec spec, Workspace workspace, Deadline deadline) {
        if (store.has(spec.key())) {
            return true;
        }
        checkMixer(spec);
        Function<String, Path> files = asset -> file(Asset.key(asset), workspace);
        store.writeOnce(spec.key(), mixer.mix(spec.mix(), files, workspace.folder(), deadline));
        return false;
    }

    /// Checks that the soundtrack was planned for this version of the mixer and of FFmpeg. Another version would store
    /// different audio under the same key.
    private void checkMixer(SoundtrackSpec spec) {
        MixerIdentity planned = spec.mixer();
        MixerIdentity own = mixer.identity();
        if (!own.equals(planned)) {
            throw new ChunkMismatch(
                    "",
                    ("the soundtrack was planned for another mixer (version %d, FFmpeg %s) than this one (version %d,"
                            + " FFmpeg %s): the functions were deployed in between; start the execution again")
                            .formatted(planned.version(), planned.ffmpeg(), own.version(), own.ffmpeg()));
        }
    }

    private Path file(String key, Workspace workspace) {
        return store.file(key, workspace.folder()).orElseThrow(() -> new ChunkMismatch(
                "", "%s is no longer in the store; start the execution again".formatted(key)));
    }
}
