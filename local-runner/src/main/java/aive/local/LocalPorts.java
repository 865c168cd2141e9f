package aive.local;

import aive.engine.EngineClock;
import aive.fetch.Downloader;
import aive.ffmpeg.Ffmpeg;
import aive.store.Store;
import java.util.function.UnaryOperator;

/// The connections of a [LocalSystem] to the outside. Tests replace them to inject faults.
///
/// @param downloader reads https sources; the caller closes it after the system
/// @param store gives the store that the steps use for the folder's store
/// @param ffmpeg runs FFmpeg and ffprobe
/// @param clock lets the state machine wait
public record LocalPorts(Downloader downloader, UnaryOperator<Store> store, Ffmpeg ffmpeg, EngineClock clock) {

    /// Uses the folder's store itself and the operating system's clock.
    static LocalPorts of(LocalSettings settings, Downloader downloader) {
        return new LocalPorts(
                downloader, UnaryOperator.identity(), LocalSystem.ffmpeg(settings), EngineClock.system());
    }
}
